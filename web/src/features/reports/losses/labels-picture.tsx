import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { LossesRow } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import type { NamedRow } from "../answer";
import { rowsHeight } from "../chart/axes";
import { Legend } from "../chart/legend";
import { Picture } from "../chart/picture";
import { LABELS, useLossLabels } from "../drill/loss-labels";
import { useOpenList } from "../drill/use-open-list";
import { barsOption } from "../pictures/bars";

const MOST_ROWS = 40;
/** What could have been prevented is warm, what was worked fully is calm. */
const COLORS = [5, 2, 4, 1, 3];

/** How lost deals had been worked in each row; the five labels add up to all that was lost. */
export function LabelsPicture({ rows }: { rows: readonly NamedRow<LossesRow>[] }) {
  const { t } = useLingui();
  const formats = useFormats();
  const open = useOpenList("losses");
  const words = useLossLabels();
  const names = LABELS.map((label) => words[label]);
  const shown = useMemo(
    () =>
      rows
        .filter(({ row }) => row.lost > 0)
        .sort((a, b) => b.row.lost - a.row.lost)
        .slice(0, MOST_ROWS),
    [rows],
  );
  const option = useMemo(() => {
    const count = (value: number) => formats.number(value);
    return barsOption(
      LABELS.map((label, place) => ({ name: words[label], color: COLORS[place] ?? 0 })),
      shown.map(({ name, row }) => ({
        name,
        values: LABELS.map((label) => row[label]),
        sample: count(row.lost),
      })),
      {
        axis: count,
        part: (value) => (value === 0 ? "" : count(value)),
        tip: (row) =>
          [
            `${row.name}: ${row.sample}`,
            ...LABELS.map((label, place) => `${words[label]}: ${count(row.values[place] ?? 0)}`),
          ].join("\n"),
      },
    );
    // The labels change only with the language, which makes everything anew.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [shown, formats]);
  return (
    <Picture
      title={t`Как работали с проигранными`}
      hint={t`Каждая сделка получает одну метку, первую подходящую: не связались, замолчали сами, не послали КП, КП не открыли — или отработали до конца.`}
      label={t`Проигранные сделки по строкам таблицы и по тому, как с ними работали.`}
      legend={
        <Legend
          entries={names.map((name, place) => ({
            name,
            tone: `var(--series-${(COLORS[place] ?? 0) + 1})`,
            kind: place % 2 ? ("hatched" as const) : ("block" as const),
          }))}
        />
      }
      height={rowsHeight(shown.length, 30, 40)}
      option={option}
      empty={shown.length === 0 ? t`В этом периоде ничего не проиграно.` : undefined}
      onPick={(place, part) => open(shown[place]?.row.list, LABELS[part] ?? "lost", shown[place]?.name)}
      plain={{
        head: [t`Кто`, ...names, t`Всего`],
        rows: shown.map(({ key, name, row }) => ({
          key,
          name,
          cells: [...LABELS.map((label) => row[label]), row.lost].map((value) => formats.number(value)),
        })),
      }}
    />
  );
}
