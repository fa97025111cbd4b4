import { MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { render, type RenderResult } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import type { ReactElement } from "react";

import { cssVariables, theme } from "@/theme/theme";
import { FormatsProvider } from "@/ui/formats-context";

/** One part without router and network. */
export function renderPart(part: ReactElement): RenderResult & { user: UserEvent } {
  const user = userEvent.setup();
  const result = render(part, {
    wrapper: ({ children }) => (
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} env="test">
        <I18nProvider i18n={i18n}>
          <FormatsProvider locale="ru-RU" timeZone="Europe/Moscow" currency="RUB">
            <ModalsProvider>{children}</ModalsProvider>
          </FormatsProvider>
        </I18nProvider>
      </MantineProvider>
    ),
  });
  return { ...result, user };
}
