// What share has ended by each day, one way or the other; what is not known yet has no line.
import type { EChartsOption } from "echarts";

import { frame, NARROW, shared, tip, valueAxis } from "../chart/axes";
import type { Room } from "../chart/colors";

export interface Ending {
  name: string;
  /** [day, share ended so by then]. */
  points: readonly (readonly [number, number])[];
  tone: "good" | "bad";
}

interface Words {
  day: (day: number) => string;
  share: (share: number) => string;
  tip: (ending: Ending, point: readonly [number, number]) => string;
}

export const incidenceOption =
  (endings: readonly Ending[], words: Words) =>
  (room: Room): EChartsOption => {
    const last = Math.max(1, ...endings.flatMap(({ points }) => points.at(-1)?.[0] ?? 0));
    return {
      ...shared(room),
      grid: frame(room, { left: 48, right: room.width < NARROW ? 84 : 120, top: 12, bottom: 30 }),
      tooltip: tip(room, (place, series) => {
        const ending = endings[series];
        const point = ending?.points[place];
        return ending && point ? words.tip(ending, point) : "";
      }),
      xAxis: valueAxis(room, words.day, { min: 0, max: last }),
      yAxis: {
        type: "value",
        min: 0,
        max: 1,
        interval: 0.25,
        axisLabel: { color: room.soft, formatter: words.share, fontSize: 11 },
        splitLine: { lineStyle: { color: room.line } },
      },
      series: endings.map((ending) => {
        const color = ending.tone === "good" ? room.series[0] : room.series[5];
        return {
          type: "line",
          step: "end",
          data: ending.points.map((point) => [...point]),
          symbol: ending.tone === "good" ? "circle" : "diamond",
          symbolSize: 6,
          showSymbol: ending.points.length < 40,
          lineStyle: { color, width: 2, type: ending.tone === "good" ? "solid" : "dashed" },
          itemStyle: { color },
          endLabel: {
            show: true,
            color: room.text,
            fontSize: 11,
            formatter: `${ending.name} ${words.share(ending.points.at(-1)?.[1] ?? 0)}`,
          },
        };
      }),
    } as EChartsOption;
  };
