// Pareto: the largest first as bars, and how much of the whole they come to together as a line.
import type { EChartsOption } from "echarts";

import { rowAxis, shared, tip, valueAxis, frame } from "../chart/axes";
import type { Room } from "../chart/colors";

export interface ParetoRow {
  name: string;
  value: number;
}

interface Words {
  value: (value: number) => string;
  share: (share: number) => string;
  tip: (row: ParetoRow, together: number) => string;
}

/** Lying bars: thirty reasons with long names stay readable, also on a phone. */
export const paretoOption =
  (rows: readonly ParetoRow[], words: Words) =>
  (room: Room): EChartsOption => {
    const together = cumulative(rows);
    const say = (place: number) => {
      const row = rows[place];
      return row ? words.tip(row, together[place] ?? 1) : "";
    };
    return {
      ...shared(room),
      grid: frame(room, { right: 44, top: 8, bottom: 30 }),
      tooltip: tip(room, say),
      xAxis: [
        { ...valueAxis(room, words.value), min: 0, splitLine: { show: false }, axisLabel: { show: false } },
        { ...valueAxis(room, words.share, { min: 0, max: 1 }), position: "bottom" },
      ],
      yAxis: rowAxis(
        rows.map((row) => row.name),
        room,
      ),
      series: [
        {
          type: "bar",
          data: rows.map((row) => row.value),
          barWidth: "62%",
          itemStyle: { color: room.series[0], borderRadius: [0, 3, 3, 0] },
          label: {
            show: true,
            position: "right",
            formatter: (item: { value: unknown }) => words.value(Number(item.value)),
            color: room.text,
            textBorderColor: room.surface,
            textBorderWidth: 3,
            fontSize: 11,
          },
        },
        {
          type: "line",
          xAxisIndex: 1,
          data: together.map((share, place) => [share, place]),
          symbolSize: 5,
          lineStyle: { color: room.series[2], width: 1.5 },
          itemStyle: { color: room.series[2] },
          z: 3,
        },
      ],
    } as EChartsOption;
  };

export function cumulative(rows: readonly ParetoRow[]): number[] {
  const whole = rows.reduce((sum, row) => sum + row.value, 0);
  let sum = 0;
  return rows.map((row) => {
    sum += row.value;
    return whole === 0 ? 0 : sum / whole;
  });
}
