import { MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { Notifications } from "@mantine/notifications";
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, useEffect } from "react";

import { handleSignedOut } from "@/api/client";
import { sessionQuery } from "@/api/session-queries";
import { cssVariables, theme } from "@/theme/theme";

import { NamedParts } from "./named-parts";
import type { AppRouter } from "./router";

// Without animations a test sees what a person sees at their end.
const ENV = import.meta.env.MODE === "test" ? "test" : "default";

/** Our CSP lets in only style elements that carry the page's nonce. */
const styleNonce = () => document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "";

// The scroll lock of dialogs makes a style element of its own and looks for the nonce under this name.
Object.assign(globalThis, { __webpack_nonce__: styleNonce() });

interface AppProps {
  queryClient: QueryClient;
  router: AppRouter;
}

export function App({ queryClient, router }: AppProps) {
  // Follows the server's word that the session is over: the person is forgotten, and the shell leaves.
  useEffect(() => {
    handleSignedOut(() => {
      queryClient.setQueryData(sessionQuery().queryKey, (old) => (old ? { ...old, user: null } : old));
    });
  }, [queryClient]);

  return (
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariables}
          defaultColorScheme="auto"
          env={ENV}
          getStyleNonce={styleNonce}
        >
          <I18nProvider i18n={i18n}>
            <NamedParts>
              <Notifications position="bottom-right" limit={4} />
              <ModalsProvider>
                <RouterProvider router={router} />
              </ModalsProvider>
            </NamedParts>
          </I18nProvider>
        </MantineProvider>
      </QueryClientProvider>
    </StrictMode>
  );
}
