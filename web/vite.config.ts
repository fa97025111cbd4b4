import { fileURLToPath } from "node:url";

import { lingui } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const backend = "http://127.0.0.1:8000";

export default defineConfig(({ command }) => ({
  // The server hands out built files under its static prefix; the dev server is simply the root.
  base: command === "build" ? "/static/web/" : "/",
  plugins: [react(), lingui({ macroTransform: true })],
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
  },
  test: {
    environment: "jsdom",
    setupFiles: ["src/testing/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    css: { modules: { classNameStrategy: "non-scoped" } },
    testTimeout: 20_000,
    restoreMocks: true,
  },
}));
