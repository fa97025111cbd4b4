// Two spans per row, such as to the sale and to the loss: a mark at the median, a tick at P80, the end at P90.
import type { CustomSeriesRenderItem, EChartsOption } from "echarts";

import { frame, rowAxis, sampleAxis, sampleWidth, shared, tip, valueAxis } from "../chart/axes";
import type { Room } from "../chart/colors";

export interface Span {
  median: number | null;
  p80: number | null;
  p90: number | null;
}

export interface SpanRow {
  name: string;
  won: Span;
  lost: Span;
  sample: string;
  isSmall: boolean;
}

interface Words {
  value: (value: number) => string;
  tip: (row: SpanRow) => string;
}

const APART = 7;

export const spansOption =
  (rows: readonly SpanRow[], words: Words) =>
  (room: Room): EChartsOption => {
    const samples = rows.map((row) => row.sample);
    return {
      ...shared(room),
      grid: frame(room, { right: sampleWidth(samples), top: 6, bottom: 30 }),
      tooltip: tip(room, (place) => (rows[place] ? words.tip(rows[place]) : "")),
      xAxis: valueAxis(room, words.value, { min: 0, max: top(rows) }),
      yAxis: [
        rowAxis(
          rows.map((row) => row.name),
          room,
        ),
        sampleAxis(samples, room),
      ],
      series: [
        {
          type: "custom",
          renderItem: spans(rows, room),
          data: rows.map((row, place) => [row.won.median ?? 0, place]),
        },
      ],
    } as EChartsOption;
  };

function top(rows: readonly SpanRow[]): number {
  const ends = rows
    .flatMap(({ won, lost }) => [won.p90 ?? won.median, lost.p90 ?? lost.median])
    .filter((end): end is number => end !== null)
    .sort((a, b) => a - b);
  const usual = ends[Math.floor((ends.length - 1) * 0.85)] ?? 1;
  return Math.max(1, Math.ceil(Math.min(ends.at(-1) ?? 1, usual * 1.6) * 1.03));
}

function spans(rows: readonly SpanRow[], room: Room): CustomSeriesRenderItem {
  return (params, api) => {
    const row = rows[Number(api.value(1))];
    if (!row) return { type: "group", children: [] };
    const area = params.coordSys as unknown as { x: number; width: number };
    const x = (value: number) => Math.min(api.coord([value, 0])[0] ?? 0, area.x + area.width);
    const y = api.coord([0, api.value(1)])[1] ?? 0;
    return {
      type: "group",
      children: [
        ...one(
          row.won,
          y - APART,
          row.isSmall ? room.soft : (room.series[0] ?? ""),
          "circle",
          x,
          room,
          row.isSmall,
        ),
        ...one(
          row.lost,
          y + APART,
          row.isSmall ? room.soft : (room.series[5] ?? ""),
          "diamond",
          x,
          room,
          row.isSmall,
        ),
      ],
    };
  };
}

/** The shape of the mark tells the two apart without colour. */
function one(
  span: Span,
  y: number,
  color: string,
  mark: "circle" | "diamond",
  x: (value: number) => number,
  room: Room,
  isSmall: boolean,
) {
  if (span.median === null) return [];
  const at = x(span.median);
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    type: "line" as const,
    shape: { x1, y1, x2, y2 },
    style: { stroke: color, lineWidth: 1.5, lineDash: isSmall ? [3, 3] : undefined },
  });
  const end = x(span.p90 ?? span.median);
  return [
    line(at, y, end, y),
    ...(span.p80 === null ? [] : [line(x(span.p80), y - 3, x(span.p80), y + 3)]),
    ...(span.p90 === null ? [] : [line(end, y - 4, end, y + 4)]),
    mark === "circle"
      ? {
          type: "circle" as const,
          shape: { cx: at, cy: y, r: 4.5 },
          style: { fill: isSmall ? room.surface : color, stroke: color, lineWidth: 1.5 },
        }
      : {
          type: "polygon" as const,
          shape: {
            points: [
              [at - 5, y],
              [at, y - 5],
              [at + 5, y],
              [at, y + 5],
            ] as [number, number][],
          },
          style: { fill: isSmall ? room.surface : color, stroke: color, lineWidth: 1.5 },
        },
  ];
}
