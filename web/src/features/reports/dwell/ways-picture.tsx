import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { DwellReport, StageCurve } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import { Picture } from "../chart/picture";
import { sankeyOption, type Stop } from "../pictures/sankey";

interface WaysPictureProps {
  report: DwellReport;
  stages: readonly StageCurve[];
}

/** From which stage deals went where; the ways back are told in words, as streams only run forward. */
export function WaysPicture({ report, stages }: WaysPictureProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const { stops, streams, back } = useMemo(() => sorted(report, stages), [report, stages]);
  const option = useMemo(
    () =>
      sankeyOption(stops, streams, {
        stop: (stop, count) => `${stop.name} ${formats.number(count)}`,
        stream: (from, to, count) => `${from.name} → ${to.name}: ${formats.number(count)}`,
      }),
    [stops, streams, formats],
  );
  const ways = report.ways.map((way) => ({
    key: `${way.start.id}-${way.end.id}`,
    name: `${way.start.name} → ${way.end.name}`,
    cells: [formats.number(way.stays)],
  }));
  const returns = back
    .slice(0, 4)
    .map((way) => `${way.start.name} → ${way.end.name}: ${formats.number(way.stays)}`)
    .join("; ");
  return (
    <Picture
      title={t`Куда уходят сделки`}
      hint={t`Чем кончились пребывания на этапах: переходом дальше, продажей или отказом.`}
      label={t`Потоки сделок между этапами, к продаже и к отказу.`}
      note={returns ? t`Назад, на рисунке их нет: ${returns}.` : undefined}
      height={Math.max(344, (stops.length - 1) * 60)}
      option={option}
      empty={streams.length === 0 ? t`В этом периоде никто не переходил с этапа на этап.` : undefined}
      plain={{ head: [t`Переход`, t`Сколько раз`], rows: ways }}
    />
  );
}

function sorted(report: DwellReport, stages: readonly StageCurve[]) {
  const order = new Map(stages.map((stage, place) => [String(stage.stage.id), place] as const));
  const ends = new Map(report.ways.map((way) => [String(way.end.id), way.end] as const));
  // A stage nobody stood in yet but somebody went to still has its place: behind those that are known.
  for (const key of ends.keys())
    if (key !== "won" && key !== "lost" && !order.has(key)) order.set(key, order.size);
  const last = order.size;
  const place = (key: string) => order.get(key) ?? last;
  const starts = new Map(report.ways.map((way) => [String(way.start.id), way.start] as const));
  const stops: Stop[] = [...order.entries()].map(([key, depth]) => ({
    key,
    depth,
    name: (starts.get(key) ?? ends.get(key))?.name ?? key,
  }));
  for (const [key, tone] of [
    ["won", "good"],
    ["lost", "bad"],
  ] as const)
    stops.push({ key, depth: last, name: ends.get(key)?.name ?? key, tone });
  const isForward = (way: DwellReport["ways"][number]) =>
    place(String(way.end.id)) > place(String(way.start.id));
  return {
    stops,
    streams: report.ways
      .filter(isForward)
      .map((way) => ({ from: String(way.start.id), to: String(way.end.id), count: way.stays }))
      .sort((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to)),
    back: report.ways.filter((way) => !isForward(way)),
  };
}
