import { Box, useComputedColorScheme } from "@mantine/core";
import type { EChartsOption } from "echarts";
import { useEffect, useRef } from "react";

import classes from "./chart.module.css";
import { type Room, readRoom } from "./colors";
import { echarts } from "./echarts";
import { followPrint } from "./printing";

export interface ChartProps {
  /** Told to a screen reader; the same numbers stand in the table one press away. */
  label: string;
  height: number;
  /** Narrower than this the picture scrolls inside its frame. */
  minWidth?: number;
  option: (room: Room) => EChartsOption;
  onPick?: (dataIndex: number, series: number) => void;
}

/** A picture drawn by ECharts in our colours; it follows the size of its box, the theme and the printer. */
export function Chart({ label, height, minWidth, option, onPick }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme("light");
  const pick = useRef(onPick);
  pick.current = onPick;
  const draw = useRef(() => {});
  draw.current = () => {
    const element = box.current;
    const chart = element && echarts.getInstanceByDom(element);
    if (!chart) return;
    // Told, not measured: on paper the box is as tall as its drawing.
    chart.resize({ height });
    chart.setOption(option(readRoom(element)), { notMerge: true });
    chart.getZr().flush();
    // On narrower paper the drawing shrinks as a whole instead of being cut.
    element.querySelector("svg")?.setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  };

  // ECharts draws outside React: made once per box and thrown away with it.
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const chart = echarts.init(element, undefined, { renderer: "svg" });
    chart.on("click", (event) => pick.current?.(event.dataIndex, event.seriesIndex ?? 0));
    let width = element.clientWidth;
    const observer = new ResizeObserver(() => {
      if (element.clientWidth === width) return;
      width = element.clientWidth;
      draw.current();
    });
    observer.observe(element);
    const stop = followPrint(() => draw.current());
    return () => {
      stop();
      observer.disconnect();
      chart.dispose();
    };
  }, []);

  // The drawing itself follows every change of data, size or colours.
  useEffect(() => draw.current(), [option, scheme, height, minWidth]);

  return (
    <Box
      ref={box}
      role="img"
      aria-label={label}
      className={classes.chart}
      __vars={{ "--height": `${height}px`, "--least": `${minWidth ?? 0}px` }}
    />
  );
}
