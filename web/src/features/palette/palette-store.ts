import { createSpotlight } from "@mantine/spotlight";

const [store, palette] = createSpotlight();

export const paletteStore = store;
export const openPalette = palette.open;
export const closePalette = palette.close;

/** Spotlight marks its first line when a key is pressed, which is before the server's records arrive; it
 *  keeps the mark as an attribute it sets by hand, so the mark is moved the same way. */
export function markFirstLine(): void {
  const list = document.getElementById(store.getState().listId);
  list?.querySelector("[data-selected]")?.removeAttribute("data-selected");
  list?.querySelector("[data-action]")?.setAttribute("data-selected", "true");
  store.updateState((state) => ({ ...state, selected: 0 }));
}
