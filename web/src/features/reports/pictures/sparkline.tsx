import { Box } from "@mantine/core";

import classes from "./sparkline.module.css";

interface SparklineProps {
  /** In the order of time; null where there was nothing to count. */
  values: readonly (number | null)[];
  /** In words, for those who do not see it. */
  label: string;
  width?: number;
  height?: number;
}

const PAD = 3;

/** A line the size of a word, drawn by hand: a chart library would cost more than the page around it. */
export function Sparkline({ values, label, width = 120, height = 32 }: SparklineProps) {
  const points = placed(values, width, height);
  const last = points.at(-1);
  if (!last) return null;
  const runs = split(points, values);
  return (
    <Box
      component="svg"
      role="img"
      aria-label={label}
      className={classes.line}
      viewBox={`0 0 ${width} ${height}`}
      __vars={{ "--width": `${width}px`, "--height": `${height}px` }}
    >
      {runs.map((run) => (
        <g key={run[0]?.place}>
          <path
            className={classes.area}
            d={`${path(run)} L${run.at(-1)?.x},${height} L${run[0]?.x},${height} Z`}
          />
          <path className={classes.stroke} d={path(run)} />
        </g>
      ))}
      <circle className={classes.end} cx={last.x} cy={last.y} r={2.5} />
    </Box>
  );
}

interface Placed {
  place: number;
  x: number;
  y: number;
}

function placed(values: readonly (number | null)[], width: number, height: number): Placed[] {
  const known = values.filter((value): value is number => value !== null);
  if (known.length === 0) return [];
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const step = values.length > 1 ? (width - 2 * PAD) / (values.length - 1) : 0;
  const y = (value: number) =>
    most === least ? height / 2 : PAD + (1 - (value - least) / (most - least)) * (height - 2 * PAD);
  return values.flatMap((value, place) =>
    value === null ? [] : [{ place, x: round(PAD + place * step), y: round(y(value)) }],
  );
}

/** A gap in time breaks the line instead of being bridged. */
function split(points: Placed[], values: readonly (number | null)[]): Placed[][] {
  const runs: Placed[][] = [];
  for (const point of points) {
    const isNew = point.place === 0 || values[point.place - 1] === null;
    if (isNew || runs.length === 0) runs.push([]);
    runs.at(-1)?.push(point);
  }
  return runs;
}

const path = (run: Placed[]): string => run.map(({ x, y }, at) => `${at ? "L" : "M"}${x},${y}`).join(" ");
const round = (value: number): number => Math.round(value * 10) / 10;
