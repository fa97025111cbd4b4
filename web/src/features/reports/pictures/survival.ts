// How many still wait after so long: step lines that fall, with a tick where somebody left unobserved.
import type { EChartsOption } from "echarts";

import { shared, tip, valueAxis, frame } from "../chart/axes";
import { type Room, readable } from "../chart/colors";

export interface Curve {
  name: string;
  /** Steps as [time, share still there], beginning at [0, 1]. */
  steps: readonly (readonly [number, number])[];
  /** Times of those whose end is not known. */
  censored?: readonly number[];
  /** A number or letter on the line, the same as in the legend. */
  mark: string;
  /** The whole, drawn dashed behind the others. */
  isWhole?: boolean;
}

interface Words {
  time: (value: number) => string;
  share: (share: number) => string;
  tip: (curve: Curve, step: readonly [number, number]) => string;
}

export const survivalOption =
  (curves: readonly Curve[], words: Words, most?: number) =>
  (room: Room): EChartsOption => {
    return {
      ...shared(room),
      grid: frame(room, { left: 48, right: 16, top: 12, bottom: 30 }),
      tooltip: tip(room, (place, series) => {
        const curve = curves[series];
        const step = curve?.steps[place];
        return curve && step ? words.tip(curve, step) : "";
      }),
      xAxis: valueAxis(room, words.time, { min: 0, max: most }),
      yAxis: {
        type: "value",
        min: 0,
        max: 1,
        interval: 0.25,
        axisLabel: { color: room.soft, formatter: words.share, fontSize: 11 },
        splitLine: { lineStyle: { color: room.line } },
      },
      series: curves.map((curve, place) => {
        const color = curve.isWhole ? room.soft : (room.series[place % room.series.length] ?? room.accent);
        return {
          type: "line",
          step: "end",
          name: curve.name,
          data: curve.steps.map((step) => [...step]),
          symbol: "circle",
          symbolSize: 5,
          showSymbol: false,
          lineStyle: { color, width: curve.isWhole ? 1.5 : 2, type: curve.isWhole ? "dashed" : "solid" },
          itemStyle: { color },
          markPoint: number(curve, place, color, room),
          markLine: ticks(curve, color),
        };
      }),
    } as EChartsOption;
  };

/** Lines are told apart by a number as well as by colour, each at a height of its own so that none covers another. */
const HEIGHTS = [0.5, 0.65, 0.4, 0.75, 0.3, 0.85, 0.22, 0.58, 0.45];

function number(curve: Curve, place: number, color: string, room: Room) {
  const height = HEIGHTS[place % HEIGHTS.length] ?? 0.5;
  const step = curve.steps.find(([, share]) => share <= height) ?? curve.steps.at(-1);
  if (!step || curve.isWhole) return undefined;
  return {
    silent: true,
    symbol: "circle",
    symbolSize: 17,
    itemStyle: { color, borderColor: room.surface, borderWidth: 1.5 },
    label: {
      formatter: curve.mark,
      color: readable(color, room.text, room.surface),
      fontSize: 11,
      fontWeight: 700,
    },
    data: [{ coord: [...step] }],
  };
}

/** A short upright stroke on the line for each end that is not known. */
function ticks(curve: Curve, color: string) {
  const marks = (curve.censored ?? []).map((time) => ({ time, share: shareAt(curve, time) }));
  return {
    silent: true,
    symbol: "none",
    label: { show: false },
    lineStyle: { color, type: "solid" as const, width: 1, opacity: 0.7 },
    data: marks.map(({ time, share }) => [
      { coord: [time, Math.max(0, share - 0.015)] },
      { coord: [time, Math.min(1, share + 0.015)] },
    ]),
  };
}

function shareAt(curve: Curve, time: number): number {
  let share = 1;
  for (const [at, left] of curve.steps) {
    if (at > time) break;
    share = left;
  }
  return share;
}
