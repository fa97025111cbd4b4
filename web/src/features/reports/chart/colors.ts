// What a picture may know of the page around it: our colours in the scheme in force, and its own room.

export interface Room {
  text: string;
  soft: string;
  line: string;
  strong: string;
  surface: string;
  accent: string;
  wash: string;
  good: string;
  warn: string;
  bad: string;
  heatLow: string;
  heatHigh: string;
  less: string;
  more: string;
  /** Eight colours that are told apart also without seeing red or green. */
  series: string[];
  font: string;
  /** The room the picture has, in CSS pixels. */
  width: number;
  /** Drawn into a file: nothing around it carries names that the page would show. */
  isFile: boolean;
}

const SERIES = 8;

export function readRoom(element: Element, isFile = false): Room {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: style.color,
    soft: read("--text-soft"),
    line: read("--line"),
    strong: read("--line-strong"),
    surface: read("--surface"),
    accent: read("--accent-text"),
    wash: read("--accent-wash"),
    good: read("--good-text"),
    warn: read("--warn-text"),
    bad: read("--bad-text"),
    heatLow: read("--heat-low"),
    heatHigh: read("--heat-high"),
    less: read("--less"),
    more: read("--more"),
    series: Array.from({ length: SERIES }, (_, place) => read(`--series-${place + 1}`)),
    font: style.fontFamily,
    width: element.clientWidth,
    isFile,
  };
}

type Rgb = [number, number, number];

/** The colour between two, `share` of the way. */
export function mix(from: string, to: string, share: number): string {
  const [one, other] = [rgb(from), rgb(to)];
  const at = Math.max(0, Math.min(1, share));
  const part = (place: 0 | 1 | 2) => Math.round(one[place] + (other[place] - one[place]) * at);
  return `rgb(${part(0)}, ${part(1)}, ${part(2)})`;
}

/** Of two text colours, the one that reads better on this ground. */
export function readable(ground: string, one: string, other: string): string {
  return contrast(ground, one) >= contrast(ground, other) ? one : other;
}

export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(rgb(one)), luminance(rgb(other))].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function rgb(color: string): Rgb {
  const hex = /^#([0-9a-f]{6})$/i.exec(color)?.[1];
  if (hex) return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb;
  const parts = (color.match(/[\d.]+/g) ?? []).map(Number);
  return [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
}

function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((part) => {
    const share = part / 255;
    return share <= 0.039_28 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
