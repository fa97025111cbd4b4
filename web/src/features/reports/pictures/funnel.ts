// The funnel of a pipeline: how many stood in each stage, and how many of them went on.
import type { CustomSeriesRenderItem, EChartsOption } from "echarts";

import { rowAxis, sampleAxis, sampleWidth, shared, tip, frame } from "../chart/axes";
import type { Room } from "../chart/colors";

export interface FunnelStep {
  name: string;
  count: number;
  passed: number;
  /** At the right edge: what share goes on. */
  rate: string;
}

interface Words {
  count: (count: number) => string;
  tip: (step: FunnelStep) => string;
}

const HALF = 12;

export const funnelOption =
  (steps: readonly FunnelStep[], words: Words) =>
  (room: Room): EChartsOption => {
    const samples = steps.map((step) => step.rate);
    const widest = Math.max(1, ...steps.map((step) => step.count));
    return {
      ...shared(room),
      grid: frame(room, { right: sampleWidth(samples), top: 4, bottom: 4 }),
      tooltip: tip(room, (place) => (steps[place] ? words.tip(steps[place]) : "")),
      xAxis: { type: "value", min: 0, max: widest, show: false },
      yAxis: [
        rowAxis(
          steps.map((step) => step.name),
          room,
        ),
        sampleAxis(samples, room),
      ],
      series: [
        {
          type: "custom",
          renderItem: bar(steps, words, room),
          data: steps.map((step, place) => [step.count, place]),
        },
      ],
    } as EChartsOption;
  };

function bar(steps: readonly FunnelStep[], words: Words, room: Room): CustomSeriesRenderItem {
  return (_params, api) => {
    const step = steps[Number(api.value(1))];
    if (!step) return { type: "group", children: [] };
    const [x = 0, y = 0] = api.coord([0, api.value(1)]);
    const width = Math.max(2, (api.coord([step.count, 0])[0] ?? 0) - x);
    const passed = Math.max(0, (api.coord([step.passed, 0])[0] ?? 0) - x);
    const shape = (size: number) => ({ x, y: y - HALF, width: size, height: 2 * HALF, r: 3 });
    return {
      type: "group",
      children: [
        { type: "rect", shape: shape(width), style: { fill: room.wash, stroke: room.line, lineWidth: 1 } },
        { type: "rect", shape: shape(passed), style: { fill: room.accent, opacity: 0.3 } },
        {
          type: "text",
          style: {
            text: words.count(step.count),
            x: x + 8,
            y,
            verticalAlign: "middle",
            fill: room.text,
            fontFamily: room.font,
            fontSize: 12,
            fontWeight: 600,
          },
        },
      ],
    };
  };
}
