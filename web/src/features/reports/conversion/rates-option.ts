// The dot plot of rates: a dot per row, its 95 % interval as a whisker, the whole as a dashed line.
import type { CustomSeriesRenderItem, EChartsOption } from "echarts";

import type { ChartColors } from "../chart/chart";

export interface RatePoint {
  name: string;
  rate: number;
  low: number;
  high: number;
  entered: number;
  isSmall: boolean;
}

interface Words {
  whole: string;
  percent: (share: number) => string;
  tip: (point: RatePoint) => string;
}

const DOT = 5;
const CAP = 4;

export function ratesOption(
  points: RatePoint[],
  whole: number | null,
  words: Words,
  colors: ChartColors,
): EChartsOption {
  // A dot stands for a place, not for a length, so the scale may begin where the rates do.
  const top = Math.min(1, Math.max(0.05, ...points.map((point) => point.high)) + 0.03);
  const told = points.filter((point) => !point.isSmall);
  const lowest = Math.min(...(told.length > 0 ? told : points).map((point) => point.low));
  const bottom = Math.max(0, Math.floor((lowest - 0.03) * 20) / 20);
  const names = colors.width < 480 ? 100 : 150;
  return {
    animation: false,
    textStyle: { fontFamily: "inherit", color: colors.text },
    grid: { left: names + 12, right: 64, top: 30, bottom: 12 },
    tooltip: {
      trigger: "item",
      confine: true,
      formatter: (item) => {
        const point = Array.isArray(item) ? undefined : points[item.dataIndex];
        return point ? escapeHtml(words.tip(point)) : "";
      },
    },
    xAxis: {
      type: "value",
      min: bottom,
      max: top,
      position: "top",
      axisLabel: {
        color: colors.soft,
        formatter: (value: number) => words.percent(value),
        hideOverlap: true,
      },
      splitLine: { lineStyle: { color: colors.line } },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: points.map((point) => point.name),
      axisLabel: { color: colors.text, width: names, overflow: "truncate" },
      axisTick: { show: false },
      axisLine: { show: false },
    },
    series: [
      {
        type: "custom",
        renderItem: whisker(points, bottom, colors),
        data: points.map((point, index) => [point.rate, index]),
        ...(whole === null
          ? {}
          : {
              markLine: {
                silent: true,
                symbol: "none",
                lineStyle: { color: colors.soft, type: "dashed" },
                label: { formatter: words.whole, color: colors.soft, position: "end" },
                data: [{ xAxis: whole }],
              },
            }),
      },
    ],
  };
}

function whisker(points: RatePoint[], bottom: number, colors: ChartColors): CustomSeriesRenderItem {
  return (_params, api) => {
    const point = points[Number(api.value(1))];
    if (!point) return { type: "group", children: [] };
    const [left = 0, y = 0] = api.coord([Math.max(point.low, bottom), api.value(1)]);
    const [right = 0] = api.coord([Math.max(point.high, bottom), api.value(1)]);
    const [dot = 0] = api.coord([Math.max(point.rate, bottom), api.value(1)]);
    const color = point.isSmall ? colors.soft : colors.accent;
    const line = (x1: number, y1: number, x2: number, y2: number) => ({
      type: "line" as const,
      shape: { x1, y1, x2, y2 },
      style: { stroke: color, lineWidth: 1.5, lineDash: point.isSmall ? [3, 3] : undefined },
    });
    return {
      type: "group",
      children: [
        line(left, y, right, y),
        line(left, y - CAP, left, y + CAP),
        line(right, y - CAP, right, y + CAP),
        // A hollow dot says "few deals" without relying on colour.
        {
          type: "circle",
          shape: { cx: dot, cy: y, r: DOT },
          style: { fill: point.isSmall ? "transparent" : color, stroke: color, lineWidth: 1.5 },
        },
      ],
    };
  };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll("\n", "<br>");
}
