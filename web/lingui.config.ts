import { defineConfig } from "@lingui/cli";
import { formatter } from "@lingui/format-po";

export default defineConfig({
  sourceLocale: "ru",
  locales: ["ru", "en"],
  catalogs: [
    {
      path: "<rootDir>/src/locales/{locale}",
      include: ["src"],
      exclude: ["src/**/*.test.*", "src/testing/**"],
    },
  ],
  // Line numbers would make every edit of a screen a change of both catalogs.
  format: formatter({ lineNumbers: false }),
  // By text, so that moving a line of code moves nothing in the catalogs.
  orderBy: "message",
});
