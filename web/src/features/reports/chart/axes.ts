// What all our pictures share: calm axes, names that fit, a tip that looks like the rest of the page.
import type {
  EChartsOption,
  TooltipComponentFormatterCallback,
  XAXisComponentOption,
  YAXisComponentOption,
} from "echarts";

import type { Room } from "./colors";

export const NARROW = 520;

/** The share of the width that names of rows get. */
export const nameWidth = (room: Room): number => (room.width < NARROW ? 104 : 168);

export function shared(room: Room): EChartsOption {
  return { animation: false, textStyle: { fontFamily: room.font, color: room.text, fontSize: 12 } };
}

type TipFormatter = TooltipComponentFormatterCallback<{ dataIndex: number; seriesIndex?: number }>;

/** A tip told by `words`; its lines are divided by a line feed, and nothing in them is markup. */
export function tip(room: Room, words: (dataIndex: number, series: number) => string) {
  const formatter: TipFormatter = (item) => {
    const one = Array.isArray(item) ? item[0] : item;
    return one ? escapeHtml(words(one.dataIndex, one.seriesIndex ?? 0)) : "";
  };
  return {
    trigger: "item" as const,
    confine: true,
    backgroundColor: room.surface,
    borderColor: room.strong,
    textStyle: { color: room.text, fontSize: 12, fontFamily: room.font },
    extraCssText: "max-width: 320px; white-space: normal",
    formatter,
  };
}

/** The frame of the drawing. Fixed: by itself the library would move it for each long label. */
export function frame(room: Room, sides: { top: number; bottom: number; right?: number; left?: number }) {
  return { left: nameWidth(room) + 12, right: 56, ...sides, outerBoundsMode: "none" as const };
}

/** Rows from the top down, each name on at most two lines. */
export function rowAxis(names: readonly string[], room: Room): YAXisComponentOption {
  const fontSize = room.width < NARROW ? 11 : 12;
  return {
    type: "category",
    inverse: true,
    data: [...names],
    axisLabel: {
      color: room.text,
      interval: 0,
      width: nameWidth(room),
      overflow: "truncate",
      lineHeight: 14,
      fontSize,
      formatter: (name: string) => onTwoLines(name, nameWidth(room) / (fontSize * 0.56)),
    },
    axisTick: { show: false },
    axisLine: { show: false },
  };
}

/** A name too long for one line is divided after a space or a hyphen; the library would cut words anywhere. */
export function onTwoLines(name: string, letters: number): string {
  if (name.length <= letters) return name;
  const places = [...name.matchAll(/[ -]/g)].map((found) => (found.index ?? 0) + 1);
  const fitting = places.filter((place) => place <= letters + 1);
  const place = fitting.at(-1) ?? places[0];
  return place === undefined ? name : `${name.slice(0, place).trimEnd()}\n${name.slice(place)}`;
}

/** The room at the right edge that the longest of these needs. */
export const sampleWidth = (texts: readonly string[]): number =>
  Math.max(24, 20 + Math.max(0, ...texts.map((text) => text.length)) * 6.3);

/** The size of each row's sample, in a column of its own at the right edge. */
export function sampleAxis(texts: readonly string[], room: Room): YAXisComponentOption {
  return {
    type: "category",
    inverse: true,
    position: "right",
    data: texts.map((text, place) => ({ value: `${place}|${text}` })),
    axisLabel: {
      color: room.soft,
      interval: 0,
      margin: 12,
      fontSize: 11,
      formatter: (value: string) => value.slice(value.indexOf("|") + 1),
    },
    axisTick: { show: false },
    axisLine: { show: false },
  };
}

export function valueAxis(
  room: Room,
  words: (value: number) => string,
  limits: { min?: number; max?: number } = {},
): XAXisComponentOption {
  return {
    type: "value",
    ...limits,
    splitNumber: room.width < NARROW ? 3 : 5,
    axisLabel: { color: room.soft, formatter: words, hideOverlap: true, fontSize: 11 },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: room.line } },
  };
}

/** A picture of rows is as tall as its rows. */
export const rowsHeight = (count: number, row = 32, around = 44): number => Math.max(1, count) * row + around;

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll("\n", "<br>");
}
