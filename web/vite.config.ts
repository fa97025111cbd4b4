import { fileURLToPath } from "node:url";

import { lingui } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

import { firstLoadBudget } from "./first-load-budget";

const backend = "http://127.0.0.1:8000";

export default defineConfig(({ command }) => ({
  // The server hands out built files under its static prefix; the dev server is simply the root.
  base: command === "build" ? "/static/web/" : "/",
  plugins: [react(), lingui({ macroTransform: true }), firstLoadBudget()],
  // The server puts each page's own nonce in the place of this word.
  html: { cspNonce: "__CSP_NONCE__" },
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: {
    host: "127.0.0.1",
    proxy: Object.fromEntries(
      ["/api", "/f/", "/r/"].map((prefix) => [prefix, { target: backend, changeOrigin: false }]),
    ),
  },
  build: {
    outDir: "../src/pritok/static/web",
    emptyOutDir: true,
    assetsDir: "assets",
    chunkSizeWarningLimit: 700,
    // Our CSP allows no data: fonts or scripts, so nothing is inlined into them.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // Left alone the bundler makes some sixty chunks of the first screen, and HTTP/1.1 fetches six at
        // a time; one "vendor" chunk instead would load what only other screens need.
        codeSplitting: {
          groups: [
            {
              name: "ground",
              test: /node_modules.(react|react-dom|scheduler|@tanstack.(react-router|router-core|history|react-query|query-core|react-store|store)|@lingui.(core|react)|openapi-fetch|@floating-ui.[^/]+)\//,
            },
            {
              name: "parts",
              test: /node_modules.(@mantine.(core|hooks|store)|clsx)|src.(lib|api|ui|live|theme)/,
              // The more screens there are, the more of them share a part that the first one does not need.
              minShareCount: 12,
            },
          ],
        },
      },
    },
  },
  test: {
    environment: "jsdom",
    setupFiles: ["src/testing/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    css: { modules: { classNameStrategy: "non-scoped" } },
    testTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    restoreMocks: true,
  },
}));
