// The box plot: P10–P90 as a whisker, P25–P75 as a box, the median as a bar; one row each.
import type { CustomSeriesRenderItem, EChartsOption } from "echarts";

import { rowAxis, sampleAxis, sampleWidth, shared, tip, valueAxis, frame } from "../chart/axes";
import type { Room } from "../chart/colors";

export interface BoxRow {
  name: string;
  p10: number | null;
  /** Without the quarters the row is a whisker and a median only. */
  p25?: number | null;
  median: number | null;
  p75?: number | null;
  p90: number | null;
  sample: string;
  isSmall: boolean;
}

interface Words {
  whole: string;
  value: (value: number) => string;
  tip: (row: BoxRow) => string;
}

const HALF = 8;

export const boxesOption =
  (rows: readonly BoxRow[], whole: number | null, words: Words) =>
  (room: Room): EChartsOption => {
    const samples = rows.map((row) => row.sample);
    return {
      ...shared(room),
      grid: frame(room, { right: sampleWidth(samples), top: 24, bottom: 30 }),
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
          clip: true,
          renderItem: box(rows, room),
          data: rows.map((row, place) => [row.median ?? 0, place]),
          ...(whole === null
            ? {}
            : {
                markLine: {
                  silent: true,
                  symbol: "none",
                  lineStyle: { color: room.soft, type: "dashed" },
                  label: { formatter: words.whole, color: room.text, position: "start", fontSize: 11 },
                  data: [{ xAxis: whole }],
                },
              }),
        },
      ],
    } as EChartsOption;
  };

/** One row with a huge P90 must not press all the others to the edge: far beyond the usual end it is cut. */
function top(rows: readonly BoxRow[]): number | undefined {
  const ends = rows.flatMap((row) => (row.p90 === null ? [] : [row.p90])).sort((a, b) => a - b);
  const last = ends.at(-1) ?? 1;
  const usual = ends[Math.floor((ends.length - 1) * 0.8)] ?? last;
  return round(Math.min(last, usual * 1.6) * 1.04);
}

/** Two leading digits are enough for the end of an axis. */
function round(value: number): number {
  if (value <= 0) return 1;
  const step = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / step) * step;
}

function box(rows: readonly BoxRow[], room: Room): CustomSeriesRenderItem {
  return (params, api) => {
    const row = rows[Number(api.value(1))];
    if (!row || row.median === null) return { type: "group", children: [] };
    const area = params.coordSys as unknown as { x: number; width: number };
    const x = (value: number) => Math.min(api.coord([value, api.value(1)])[0] ?? 0, area.x + area.width);
    const y = api.coord([0, api.value(1)])[1] ?? 0;
    const color = row.isSmall ? room.soft : room.accent;
    const dash = row.isSmall ? [3, 3] : undefined;
    const line = (x1: number, y1: number, x2: number, y2: number, width = 1.5) => ({
      type: "line" as const,
      shape: { x1, y1, x2, y2 },
      style: { stroke: color, lineWidth: width, lineDash: width > 2 ? undefined : dash },
    });
    const [low, high] = [row.p10 ?? row.median, row.p90 ?? row.median];
    const hasBox = typeof row.p25 === "number" && typeof row.p75 === "number";
    const from = x(row.p25 ?? 0);
    return {
      type: "group",
      children: [
        line(x(low), y, x(high), y),
        line(x(low), y - 4, x(low), y + 4),
        // Cut by the edge, the whisker has no cap: it goes on.
        ...(x(high) < area.x + area.width ? [line(x(high), y - 4, x(high), y + 4)] : []),
        ...(hasBox
          ? [
              {
                type: "rect" as const,
                shape: {
                  x: from,
                  y: y - HALF,
                  width: Math.max(1, x(row.p75 ?? 0) - from),
                  height: 2 * HALF,
                  r: 2,
                },
                style: {
                  fill: row.isSmall ? room.surface : room.wash,
                  stroke: color,
                  lineWidth: 1.2,
                  lineDash: dash,
                },
              },
            ]
          : []),
        line(x(row.median), y - HALF, x(row.median), y + HALF, 3),
      ],
    };
  };
}
