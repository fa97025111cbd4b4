import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { ActivityReport, ActivityRow } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import type { NamedRow } from "../answer";
import { rowsHeight } from "../chart/axes";
import { Legend } from "../chart/legend";
import { Picture } from "../chart/picture";
import { useOpenList } from "../drill/use-open-list";
import { barsOption } from "../pictures/bars";
import { DONE, doneIn } from "./use-weeks";

const MOST_ROWS = 40;

interface DonePictureProps {
  report: ActivityReport;
  rows: readonly NamedRow<ActivityRow>[];
}

/** What was done in each row, the most above. */
export function DonePicture({ report, rows }: DonePictureProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const open = useOpenList(report.key);
  const titles = useMemo(
    () => DONE.map((key) => report.figures.find((figure) => figure.key === key)?.title ?? key),
    [report.figures],
  );
  const shown = useMemo(
    () =>
      rows
        .map((named) => ({ named, sum: doneIn(named.row) }))
        .filter(({ sum }) => sum > 0)
        .sort((a, b) => b.sum - a.sum)
        .slice(0, MOST_ROWS),
    [rows],
  );
  const option = useMemo(() => {
    const count = (value: number) => formats.number(value);
    return barsOption(
      titles.map((name, color) => ({ name, color })),
      shown.map(({ named, sum }) => ({
        name: named.name,
        values: DONE.map((key) => named.row[key]),
        sample: count(sum),
      })),
      {
        axis: count,
        part: (value) => (value === 0 ? "" : count(value)),
        tip: (row) =>
          [
            `${row.name}: ${row.sample}`,
            ...titles.map((name, place) => `${name}: ${count(row.values[place] ?? 0)}`),
          ].join("\n"),
      },
    );
  }, [shown, titles, formats]);
  return (
    <Picture
      title={t`Что сделано`}
      hint={report.definition}
      label={t`Действия на сделках по строкам таблицы и видам.`}
      legend={
        <Legend
          entries={titles.map((name, place) => ({
            name,
            tone: `var(--series-${place + 1})`,
            kind: place % 2 ? ("hatched" as const) : ("block" as const),
          }))}
        />
      }
      height={rowsHeight(shown.length, 30, 40)}
      option={option}
      empty={shown.length === 0 ? t`В этом периоде на сделках ничего не сделано.` : undefined}
      onPick={(place, part) => open(shown[place]?.named.row.list, DONE[part], shown[place]?.named.name)}
      plain={{
        head: [t`Кто`, ...titles, t`Всего`],
        rows: shown.map(({ named, sum }) => ({
          key: named.key,
          name: named.name,
          cells: [...DONE.map((key) => named.row[key]), sum].map((value) => formats.number(value)),
        })),
      }}
    />
  );
}
