// Where deals went from stage to stage: forward moves as streams; what came back is told in words beside.
import type { EChartsOption } from "echarts";

import { NARROW, shared, tip } from "../chart/axes";
import type { Room } from "../chart/colors";

export interface Stop {
  key: string;
  name: string;
  /** Its column, from the left. */
  depth: number;
  tone?: "good" | "bad";
}

export interface Stream {
  from: string;
  to: string;
  count: number;
}

interface Words {
  stop: (stop: Stop, count: number) => string;
  stream: (from: Stop, to: Stop, count: number) => string;
}

const LEAST_COLUMN = 130;

/** Streams must lead to a later column: the library knows no way back. */
export const sankeyOption =
  (stops: readonly Stop[], streams: readonly Stream[], words: Words) =>
  (room: Room): EChartsOption => {
    const byKey = new Map(stops.map((stop) => [stop.key, stop]));
    const through = (key: string) => Math.max(sum(streams, "from", key), sum(streams, "to", key));
    const used = stops.filter((stop) => through(stop.key) > 0);
    const color = (stop: Stop) =>
      stop.tone === "good" ? room.good : stop.tone === "bad" ? room.bad : (room.series[0] ?? room.accent);
    const tint = (stop?: Stop) => (stop ? color(stop) : room.accent);
    const lastColumn = Math.max(0, ...used.map((stop) => stop.depth));
    // Names need room between the columns; without it streams run downwards, and names lie over their bars.
    const isUpright = room.width < NARROW || room.width / (lastColumn + 1) < LEAST_COLUMN;
    return {
      ...shared(room),
      tooltip: {
        ...tip(room, () => ""),
        formatter: (item: unknown) => tell(item as Told, byKey, words, through),
      },
      series: [
        {
          type: "sankey",
          ...(isUpright
            ? { orient: "vertical", left: 4, right: 4, top: 22, bottom: 22 }
            : { left: 4, right: 118, top: 10, bottom: 10 }),
          nodeWidth: 12,
          nodeGap: 14,
          draggable: false,
          // In the order given: the sale above, the losses below, and no stream wanders between drawings.
          layoutIterations: 0,
          nodeAlign: "left",
          emphasis: { focus: "adjacency" },
          data: used.map((stop) => ({
            name: stop.key,
            depth: stop.depth,
            itemStyle: { color: color(stop), borderWidth: 0 },
            label: isUpright ? lying(stop, lastColumn) : { position: "right" },
          })),
          links: streams
            .filter((stream) => stream.count > 0)
            .map((stream) => ({
              source: stream.from,
              target: stream.to,
              value: stream.count,
              lineStyle: { color: tint(byKey.get(stream.to)) },
            })),
          label: {
            color: room.text,
            fontSize: 11,
            lineHeight: 14,
            textBorderColor: room.surface,
            textBorderWidth: 3,
            width: isUpright ? 180 : 110,
            overflow: "break",
            formatter: (node: { name: string }) => {
              const stop = byKey.get(node.name);
              return stop ? words.stop(stop, through(stop.key)) : "";
            },
          },
          lineStyle: { opacity: 0.24, curveness: 0.5 },
        },
      ],
    } as EChartsOption;
  };

/** Names stand over their bar, and below it in the last row. */
function lying(stop: Stop, lastColumn: number) {
  if (stop.depth < lastColumn) return { position: [0, -15], align: "left" as const };
  return stop.tone === "bad"
    ? { position: ["100%", 16], align: "right" as const }
    : { position: [0, 16], align: "left" as const };
}

interface Told {
  dataType?: string;
  name: string;
  data: { source?: string; target?: string; value?: number };
}

function tell(item: Told, byKey: Map<string, Stop>, words: Words, through: (key: string) => number): string {
  const [from, to] = [byKey.get(item.data.source ?? ""), byKey.get(item.data.target ?? "")];
  if (from && to) return words.stream(from, to, item.data.value ?? 0);
  const stop = byKey.get(item.name);
  return stop ? words.stop(stop, through(stop.key)) : "";
}

const sum = (streams: readonly Stream[], end: "from" | "to", key: string): number =>
  streams.reduce((total, stream) => (stream[end] === key ? total + stream.count : total), 0);
