import { MantineThemeProvider } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useMemo } from "react";

/** Gives a name in the viewer's language to the buttons that the library draws without one. */
export function NamedParts({ children }: { children: ReactNode }) {
  const { t } = useLingui();
  const close = t`Закрыть`;
  const theme = useMemo(
    () => ({ components: { ModalCloseButton: named(close), DrawerCloseButton: named(close) } }),
    [close],
  );
  return (
    <MantineThemeProvider theme={theme} inherit>
      {children}
    </MantineThemeProvider>
  );
}

const named = (label: string) => ({ defaultProps: { "aria-label": label } });
