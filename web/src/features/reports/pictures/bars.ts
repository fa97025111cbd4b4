// Lying bars of several parts: shares of a whole, or amounts that add up, also below zero, with their sum as a mark.
import type { EChartsOption } from "echarts";

import { nameWidth, rowAxis, sampleAxis, sampleWidth, shared, tip, valueAxis, frame } from "../chart/axes";
import { type Room, readable } from "../chart/colors";

export interface BarPart {
  name: string;
  /** The place of its colour; parts of one meaning have one colour in all pictures. */
  color: number;
}

export interface BarRow {
  name: string;
  /** One value for each part. */
  values: readonly number[];
  /** What stands at the right edge. */
  sample: string;
  /** Where the parts' sum is to be seen apart from them. */
  sum?: number;
}

interface Words {
  axis: (value: number) => string;
  /** Inside a part wide enough for it. */
  part: (value: number) => string;
  tip: (row: BarRow, part: BarPart | null) => string;
}

interface Shape {
  /** The end of the scale, such as 1 of shares. */
  most?: number;
}

/** Hatching as well as colour, for those parts whose neighbours are near in tone. */
const HATCH = {
  symbol: "rect",
  dashArrayX: [1, 0],
  dashArrayY: [2, 5],
  rotation: -Math.PI / 4,
  color: "rgba(255, 255, 255, 0.28)",
};

export const barsOption =
  (parts: readonly BarPart[], rows: readonly BarRow[], words: Words, { most }: Shape = {}) =>
  (room: Room): EChartsOption => {
    const samples = rows.map((row) => row.sample);
    const ends = reach(rows);
    const across = Math.max(1e-9, (most ?? ends.most) - ends.least);
    const space = Math.max(1, room.width - nameWidth(room) - 12 - sampleWidth(samples));
    const hasSum = rows.some((row) => row.sum !== undefined);
    return {
      ...shared(room),
      grid: frame(room, { right: sampleWidth(samples), top: 8, bottom: 30 }),
      tooltip: tip(room, (place, series) =>
        rows[place] ? words.tip(rows[place], parts[series] ?? null) : "",
      ),
      xAxis: valueAxis(room, words.axis, most === undefined ? {} : { min: 0, max: most }),
      yAxis: [
        rowAxis(
          rows.map((row) => row.name),
          room,
        ),
        sampleAxis(samples, room),
      ],
      series: [
        ...parts.map((part, place) => ({
          type: "bar" as const,
          name: part.name,
          stack: "whole",
          barWidth: "58%",
          itemStyle: {
            color: room.series[part.color],
            borderColor: room.surface,
            borderWidth: 1,
            decal: place % 2 === 1 ? HATCH : undefined,
          },
          data: rows.map((row) => {
            const value = row.values[place] ?? 0;
            const text = words.part(value);
            // A label wider than its part would lie over the neighbours.
            return { value, label: { show: (Math.abs(value) / across) * space > text.length * 7 + 6 } };
          }),
          label: {
            show: true,
            color: readable(room.series[part.color] ?? "", room.text, room.surface),
            textBorderColor: room.series[part.color],
            textBorderWidth: 3,
            fontSize: 11,
            formatter: (item: { value: unknown }) => words.part(Number(item.value)),
          },
        })),
        ...(hasSum
          ? [
              {
                type: "scatter" as const,
                symbol: "rect",
                symbolSize: [4, 26],
                itemStyle: { color: room.text, borderColor: room.surface, borderWidth: 1 },
                data: rows.map((row, place) => [row.sum ?? 0, place]),
                z: 5,
              },
            ]
          : []),
      ],
    } as EChartsOption;
  };

function reach(rows: readonly BarRow[]): { least: number; most: number } {
  const side = (row: BarRow, sign: 1 | -1) =>
    row.values.reduce((sum, value) => (value * sign > 0 ? sum + value : sum), 0);
  return {
    least: Math.min(0, ...rows.map((row) => side(row, -1))),
    most: Math.max(0, ...rows.map((row) => side(row, 1))),
  };
}
