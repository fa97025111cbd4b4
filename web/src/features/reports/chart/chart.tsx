import { useComputedColorScheme } from "@mantine/core";
import type { EChartsOption } from "echarts";
import { useEffect, useRef } from "react";

import classes from "./chart.module.css";
import { echarts } from "./echarts";

interface ChartProps {
  /** Told to a screen reader; the same numbers stand in the table below the picture. */
  label: string;
  height: number;
  option: (colors: ChartColors) => EChartsOption;
  onPick?: (dataIndex: number) => void;
}

export interface ChartColors {
  text: string;
  soft: string;
  line: string;
  accent: string;
  wash: string;
  warn: string;
  /** The room the picture has, in CSS pixels. */
  width: number;
}

/** A picture drawn by ECharts in our colours; it follows the size of its box and the theme. */
export function Chart({ label, height, option, onPick }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme("light");
  const pick = useRef(onPick);
  pick.current = onPick;

  // ECharts draws outside React: made once per box, theme and height, and thrown away with them.
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const chart = echarts.init(element, undefined, { renderer: "svg" });
    chart.on("click", (event) => pick.current?.(event.dataIndex));
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [height]);

  // The drawing itself follows every change of data or colours.
  useEffect(() => {
    const element = box.current;
    if (element)
      echarts.getInstanceByDom(element)?.setOption(option(readColors(element)), { notMerge: true });
  }, [option, scheme, height]);

  return <div ref={box} role="img" aria-label={label} className={classes.chart} data-height={height} />;
}

function readColors(element: Element): ChartColors {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: style.color,
    soft: read("--text-soft"),
    line: read("--line"),
    accent: read("--accent-text"),
    wash: read("--accent-wash"),
    warn: read("--warn-text"),
    width: element.clientWidth,
  };
}
