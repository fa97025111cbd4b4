// What jsdom lacks and the product uses, and a clean page after each test.
import "@testing-library/jest-dom/vitest";

import { notifications } from "@mantine/notifications";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";

import { closePalette } from "@/features/palette/palette-store";
import { activateLanguage } from "@/lib/i18n";

import { FakeEventSource } from "./fake-event-source";

// A busy build machine is slow, not wrong: wait long before a thing counts as missing.
configure({ asyncUtilTimeout: 10_000 });

class SilentObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

vi.stubGlobal("ResizeObserver", SilentObserver);
vi.stubGlobal("IntersectionObserver", SilentObserver);
vi.stubGlobal("EventSource", FakeEventSource);
vi.stubGlobal("scrollTo", () => {});
vi.stubGlobal("matchMedia", (query: string) => ({
  matches: false,
  media: query,
  addEventListener() {},
  removeEventListener() {},
  addListener() {},
  removeListener() {},
}));
// jsdom lays nothing out: without a size a virtual list would show no rows.
for (const side of ["offsetHeight", "clientHeight"])
  Object.defineProperty(HTMLElement.prototype, side, { configurable: true, get: () => 800 });
for (const side of ["offsetWidth", "clientWidth"])
  Object.defineProperty(HTMLElement.prototype, side, { configurable: true, get: () => 1200 });
Object.defineProperty(document, "fonts", { configurable: true, value: new EventTarget() });
// No canvas either: charts then guess how wide a text is.
HTMLCanvasElement.prototype.getContext = () => null;
Element.prototype.scrollIntoView = () => {};
Element.prototype.scrollTo = () => {};

// One tab: it gets every lock at once.
Object.defineProperty(navigator, "locks", {
  configurable: true,
  value: { request: (_name: string, _options: unknown, act: () => Promise<void>) => act() },
});

beforeEach(async () => {
  localStorage.clear();
  await activateLanguage("ru");
});

afterEach(() => {
  cleanup();
  FakeEventSource.reset();
  notifications.clean();
  closePalette();
});
