// Every picture with hard data, for looking at: the dev server's /src/testing/gallery.html?lang=en&scheme=dark.
// Never built into the product.
import "@mantine/core/styles.css";
import "@/theme/global.css";

import { MantineProvider } from "@mantine/core";
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { createRoot } from "react-dom/client";

import { activateLanguage } from "@/lib/i18n";
import { cssVariables, theme } from "@/theme/theme";
import { FormatsProvider } from "@/ui/formats-context";

import { GalleryPictures } from "./gallery-pictures";

const asked = new URLSearchParams(window.location.search);
const language = asked.get("lang") === "en" ? "en" : "ru";
await activateLanguage(language);
const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={asked.get("scheme") === "dark" ? "dark" : "light"}
    >
      <I18nProvider i18n={i18n}>
        <FormatsProvider
          locale={language === "ru" ? "ru-RU" : "en-GB"}
          timeZone="Europe/Moscow"
          currency="RUB"
        >
          <GalleryPictures only={asked.get("only")} />
        </FormatsProvider>
      </I18nProvider>
    </MantineProvider>,
  );
