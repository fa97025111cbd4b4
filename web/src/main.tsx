import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import "./theme/global.css";

import { createRoot } from "react-dom/client";

import { App } from "./app/app";
import { createAppRouter } from "./app/router";
import { activateLanguage, initialLanguage } from "./lib/i18n";
import { createQueryClient } from "./lib/query-client";

const queryClient = createQueryClient();
const router = createAppRouter(queryClient);
const root = document.getElementById("root");

await activateLanguage(initialLanguage());
if (root) createRoot(root).render(<App queryClient={queryClient} router={router} />);
