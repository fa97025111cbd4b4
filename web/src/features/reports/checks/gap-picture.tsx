import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { CheckRow } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import type { NamedRow } from "../answer";
import { rowsHeight } from "../chart/axes";
import { Legend } from "../chart/legend";
import { Picture } from "../chart/picture";
import { useOpenList } from "../drill/use-open-list";
import { type BarRow, barsOption } from "../pictures/bars";

const PARTS = ["gap_price", "gap_items", "gap_mix", "gap_discount"] as const;
const MOST_ROWS = 40;

/** What a row's mean check differs from the team's by, in parts that add up to the whole gap. */
export function GapPicture({ rows }: { rows: readonly NamedRow<CheckRow>[] }) {
  const { t } = useLingui();
  const formats = useFormats();
  const open = useOpenList("checks");
  const shown = useMemo(
    () =>
      rows
        .filter(({ row }) => row.gap !== null)
        .sort((a, b) => Number(a.isSmall) - Number(b.isSmall) || (b.row.gap ?? 0) - (a.row.gap ?? 0))
        .slice(0, MOST_ROWS),
    [rows],
  );
  const names = useMemo(() => [t`Цена`, t`Количество`, t`Состав`, t`Скидка`], [t]);
  const signed = useMemo(
    () => (value: number, short?: boolean) => `${value > 0 ? "+" : ""}${formats.money(value, { short })}`,
    [formats],
  );
  const option = useMemo(() => {
    const bars: BarRow[] = shown.map(({ name, row }) => ({
      name,
      values: PARTS.map((key) => row[key] ?? 0),
      sum: row.gap ?? 0,
      sample: signed(row.gap ?? 0, true),
    }));
    return barsOption(
      names.map((name, color) => ({ name, color })),
      bars,
      {
        axis: (value) => formats.money(value, { short: true }),
        part: (value) => signed(value, true),
        tip: (row) =>
          [
            `${row.name}: ${signed(row.sum ?? 0)}`,
            ...names.map((name, place) => `${name} ${signed(row.values[place] ?? 0)}`),
          ].join("\n"),
      },
    );
  }, [shown, names, formats, signed]);
  return (
    <Picture
      title={t`Из чего разница с командой`}
      hint={t`Средний чек строки минус средний чек всех. Цена, количество, состав и скидка в сумме дают ровно эту разницу.`}
      label={t`Разница среднего чека с командой по строкам таблицы, разложенная на цену, количество, состав и скидку.`}
      legend={
        <Legend
          entries={[
            ...names.map((name, place) => ({
              name,
              tone: `var(--series-${place + 1})`,
              kind: place % 2 ? ("hatched" as const) : ("block" as const),
            })),
            { name: t`разница`, tone: "var(--mantine-color-text)", kind: "mark" },
          ]}
        />
      }
      height={rowsHeight(shown.length, 32, 40)}
      option={option}
      onPick={(place) => open(shown[place]?.row.list, "valued", shown[place]?.name)}
      plain={{
        head: [t`Кто`, ...names, t`Разница`],
        rows: shown.map(({ key, name, row }) => ({
          key,
          name,
          cells: [...PARTS.map((part) => signed(row[part] ?? 0)), signed(row.gap ?? 0)],
        })),
      }}
    />
  );
}
