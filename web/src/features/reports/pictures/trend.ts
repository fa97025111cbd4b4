// A figure over time with the limits its own chance moves in; what lies outside is marked and named.
import type { EChartsOption } from "echarts";

import { NARROW, shared, tip, frame } from "../chart/axes";
import type { Room } from "../chart/colors";

export interface TrendPoint {
  name: string;
  value: number | null;
  centre?: number | null;
  low?: number | null;
  high?: number | null;
  /** Outside the limits: a larger mark of another shape. */
  isAlert?: boolean;
  /** The period is not over yet. */
  isOpen?: boolean;
}

interface Words {
  value: (value: number) => string;
  tip: (point: TrendPoint) => string;
}

export const trendOption =
  (points: readonly TrendPoint[], words: Words) =>
  (room: Room): EChartsOption => {
    const hasLimits = points.some((point) => typeof point.high === "number");
    const band = (value: (point: TrendPoint) => number | null) => points.map(value);
    return {
      ...shared(room),
      grid: frame(room, { left: room.width < NARROW ? 46 : 60, right: 18, top: 14, bottom: 28 }),
      tooltip: tip(room, (place) => (points[place] ? words.tip(points[place]) : "")),
      xAxis: {
        type: "category",
        data: points.map((point) => point.name),
        boundaryGap: false,
        axisLabel: {
          color: room.soft,
          hideOverlap: true,
          fontSize: 11,
          alignMinLabel: "left",
          alignMaxLabel: "right",
        },
        axisLine: { lineStyle: { color: room.strong } },
        axisTick: { show: false },
      },
      yAxis: {
        type: "value",
        scale: true,
        splitNumber: 4,
        axisLabel: { color: room.soft, formatter: words.value, fontSize: 11 },
        splitLine: { lineStyle: { color: room.line } },
      },
      series: [
        ...(hasLimits
          ? [
              quiet(
                "limits",
                band((point) => point.low ?? null),
              ),
              {
                ...quiet(
                  "limits",
                  band((point) =>
                    typeof point.high === "number" && typeof point.low === "number"
                      ? point.high - point.low
                      : null,
                  ),
                ),
                areaStyle: { color: room.wash, opacity: 1 },
              },
              {
                ...quiet(
                  undefined,
                  band((point) => point.centre ?? null),
                ),
                lineStyle: { color: room.soft, width: 1, type: "dashed" },
              },
            ]
          : []),
        {
          type: "line",
          data: points.map((point) => ({
            value: point.value,
            symbol: point.isAlert ? "diamond" : point.isOpen ? "emptyCircle" : "circle",
            symbolSize: point.isAlert ? 13 : 6,
            itemStyle: { color: point.isAlert ? room.warn : room.accent },
            label: {
              show: point.isAlert ?? false,
              position: "top",
              color: room.warn,
              fontWeight: 600,
              formatter: `! ${point.value === null ? "" : words.value(point.value)}`,
            },
          })),
          lineStyle: { color: room.accent, width: 2 },
          z: 4,
        },
      ],
    } as EChartsOption;
  };

const quiet = (stack: string | undefined, data: (number | null)[]) => ({
  type: "line" as const,
  stack,
  data,
  symbol: "none",
  silent: true,
  lineStyle: { opacity: stack ? 0 : 1 },
});
