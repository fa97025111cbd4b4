import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";

import { useDictionaries } from "@/api/dictionary-queries";
import type { TableColumn } from "@/ui/data-table";
import { Moment } from "@/ui/moment";

import type { Unit } from "../answer";
import { useFigureText } from "../table/use-figure-text";
import { LABELS, useLossLabels } from "./loss-labels";
import { LevelMark } from "./level-mark";
import type { PlacedDeal } from "./use-deal-columns";

/** Only the cycle lasts as long as the calendar says; everything else is working time. */
const lastsIn = (report: string): Unit => (report === "cycle" ? "duration_s" : "working_s");

/** What a report shows of each counted thing besides its deal; words nobody knows here are left out. */
export function useDetailColumns(
  report: string,
  details: Record<string, unknown> | undefined,
): TableColumn<PlacedDeal>[] {
  const { t } = useLingui();
  const text = useFigureText();
  const stages = useDictionaries().pipelines.flatMap((pipeline) => pipeline.stages);
  const labels = useLossLabels();
  const unit = lastsIn(report);
  const time = (value: number) => text(value, unit);
  const moment = (seconds: number) => <Moment at={new Date(seconds * 1000).toISOString()} as="dateTime" />;
  const known: Record<string, { header: string; show: (value: number) => ReactNode; width?: string }> = {
    stage: {
      header: t`На этапе`,
      show: (id) => stages.find((stage) => stage.id === id)?.name ?? "—",
    },
    at: { header: t`Когда`, show: moment },
    entered_at: { header: t`С`, show: moment },
    left_at: { header: t`По`, show: moment },
    lasts_s: { header: t`Прошло`, show: time },
    silent_s: { header: t`Молчание`, show: time },
    limit_s: { header: t`Предел`, show: time },
    label: {
      header: t`Как работали`,
      show: (label) => labels[LABELS[label - 1] ?? "worked_fully"],
      width: "170px",
    },
    touches: { header: t`Контактов`, show: (value) => value },
    silence_s: { header: t`Наше молчание`, show: time },
    seconds: { header: t`Длилось`, show: (value) => text(value, "duration_s") },
    level: { header: t`Кому пора`, show: (level) => <LevelMark level={level} />, width: "170px" },
  };
  return Object.keys(details ?? {}).flatMap((key) => {
    const column = known[key];
    if (!column) return [];
    return [
      {
        key,
        header: column.header,
        width: column.width,
        cell: (row: PlacedDeal) => {
          const value = row.details?.[key];
          if (typeof value === "number") return column.show(value);
          return key === "at" && typeof value === "string" ? <Moment at={value} as="dateTime" /> : "—";
        },
      },
    ];
  });
}
