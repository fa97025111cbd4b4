// Fails the build when the first screen grows beyond its budget: what index.html names, plus one language.
import { gzipSync } from "node:zlib";

import type { Plugin } from "vite";

const BUDGET_BYTES = 300_000;

export function firstLoadBudget(): Plugin {
  return {
    name: "first-load-budget",
    apply: "build",
    writeBundle(_options, bundle) {
      const page = bundle["index.html"];
      const html = page?.type === "asset" ? String(page.source) : "";
      const bytes = Object.values(bundle)
        .filter((file) => html.includes(file.fileName) || /assets\/ru-/.test(file.fileName))
        .map((file) => gzipSync(file.type === "chunk" ? file.code : file.source).length)
        .reduce((sum, one) => sum + one, 0);
      if (bytes > BUDGET_BYTES)
        this.error(`First load is ${bytes} bytes gzip, the budget is ${BUDGET_BYTES}`);
      else this.info(`First load: ${bytes} bytes gzip of ${BUDGET_BYTES}`);
    },
  };
}
