// The dot plot of rates: a dot per row, its interval as a whisker, the whole as a dashed line, n at the edge.
import type { CustomSeriesRenderItem, EChartsOption } from "echarts";

import { rowAxis, sampleAxis, sampleWidth, shared, tip, valueAxis, frame } from "../chart/axes";
import type { Room } from "../chart/colors";

export interface Dot {
  name: string;
  value: number;
  low: number;
  high: number;
  /** What stands at the right edge, such as "n 40". */
  sample: string;
  isSmall: boolean;
}

interface Words {
  /** The name of the dashed line. */
  whole: string;
  value: (value: number) => string;
  tip: (dot: Dot) => string;
}

interface Scale {
  /** The end that nothing can pass, such as 1 of a share. */
  most?: number;
}

const DOT = 5;
const CAP = 4;

export const dotsOption =
  (dots: readonly Dot[], whole: number | null, words: Words, { most = 1 }: Scale = {}) =>
  (room: Room): EChartsOption => {
    const samples = dots.map((dot) => dot.sample);
    const { bottom, top } = limits(dots, whole, most);
    return {
      ...shared(room),
      grid: frame(room, { right: sampleWidth(samples), top: 24, bottom: 30 }),
      tooltip: tip(room, (place) => (dots[place] ? words.tip(dots[place]) : "")),
      xAxis: { ...valueAxis(room, words.value, { min: bottom, max: top }), position: "bottom" },
      yAxis: [
        rowAxis(
          dots.map((dot) => dot.name),
          room,
        ),
        sampleAxis(samples, room),
      ],
      series: [
        {
          type: "custom",
          renderItem: whisker(dots, bottom, room),
          data: dots.map((dot, place) => [dot.value, place]),
          ...(whole === null ? {} : { markLine: wholeLine(whole, words.whole, room) }),
        },
      ],
    } as EChartsOption;
  };

/** A dot stands for a place, not for a length, so the scale may begin where the rates do. */
function limits(dots: readonly Dot[], whole: number | null, most: number) {
  const told = dots.filter((dot) => !dot.isSmall);
  const shown = told.length > 0 ? told : dots;
  const ends = [...shown.flatMap((dot) => [dot.low, dot.high]), ...(whole === null ? [] : [whole])];
  const span = Math.max(...ends) - Math.min(...ends);
  const step = most * (span > most * 0.4 ? 0.1 : span > most * 0.12 ? 0.05 : 0.01);
  const bottom = Math.max(0, Math.floor((Math.min(...ends) - step / 4) / step) * step);
  const top = Math.min(most, Math.ceil((Math.max(...ends) + step / 4) / step) * step);
  return { bottom, top: Math.max(top, bottom + step) };
}

function wholeLine(at: number, name: string, room: Room) {
  return {
    silent: true,
    symbol: "none",
    lineStyle: { color: room.soft, type: "dashed" as const },
    // The axis runs downwards, so that the line starts at the top.
    label: { formatter: name, color: room.text, position: "start" as const, fontSize: 11 },
    data: [{ xAxis: at }],
  };
}

function whisker(dots: readonly Dot[], bottom: number, room: Room): CustomSeriesRenderItem {
  return (params, api) => {
    const dot = dots[Number(api.value(1))];
    if (!dot) return { type: "group", children: [] };
    const area = params.coordSys as unknown as { x: number; width: number };
    const [leftmost, rightmost] = [area.x, area.x + area.width];
    const place = (value: number) => api.coord([Math.max(value, bottom), api.value(1)])[0] ?? 0;
    const y = api.coord([bottom, api.value(1)])[1] ?? 0;
    const [left, right] = [place(dot.low), Math.min(place(dot.high), rightmost)];
    const at = Math.min(Math.max(place(dot.value), leftmost), rightmost);
    const color = dot.isSmall ? room.soft : room.accent;
    const line = (x1: number, y1: number, x2: number, y2: number) => ({
      type: "line" as const,
      shape: { x1, y1, x2, y2 },
      style: { stroke: color, lineWidth: 1.5, lineDash: dot.isSmall ? [3, 3] : undefined },
    });
    // Where the scale ends before the interval does, the whisker has no cap: it goes on.
    const caps = [
      ...(dot.low >= bottom ? [line(left, y - CAP, left, y + CAP)] : []),
      ...(place(dot.high) <= rightmost ? [line(right, y - CAP, right, y + CAP)] : []),
    ];
    return {
      type: "group",
      children: [
        line(left, y, right, y),
        ...caps,
        // A hollow dot says "few deals" without relying on colour.
        {
          type: "circle",
          shape: { cx: at, cy: y, r: DOT },
          style: { fill: dot.isSmall ? room.surface : color, stroke: color, lineWidth: 1.5 },
        },
      ],
    };
  };
}
