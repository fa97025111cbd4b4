// Paper is white whatever the screen is: for the time of printing the light scheme holds, and pictures redraw in it.

const SCHEME = "data-mantine-color-scheme";
const readers = new Set<() => void>();
let before: string | null = null;

/** Calls `redraw` when the page is about to be printed and again when it was. */
export function followPrint(redraw: () => void): () => void {
  if (readers.size === 0) {
    window.addEventListener("beforeprint", toPaper);
    window.addEventListener("afterprint", toScreen);
  }
  readers.add(redraw);
  return () => {
    readers.delete(redraw);
    if (readers.size > 0) return;
    window.removeEventListener("beforeprint", toPaper);
    window.removeEventListener("afterprint", toScreen);
  };
}

function toPaper(): void {
  const page = document.documentElement;
  before = page.getAttribute(SCHEME);
  page.setAttribute(SCHEME, "light");
  for (const redraw of readers) redraw();
}

function toScreen(): void {
  if (before) document.documentElement.setAttribute(SCHEME, before);
  before = null;
  for (const redraw of readers) redraw();
}
