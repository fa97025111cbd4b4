import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { CycleReport, CycleRow } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import type { NamedRow } from "../answer";
import { rowsHeight } from "../chart/axes";
import { Legend } from "../chart/legend";
import { Picture } from "../chart/picture";
import { useOpenList } from "../drill/use-open-list";
import { barsOption } from "../pictures/bars";

const MOST_ROWS = 40;
const PARTS = ["ours_share", "clients_share", "queue_share", "paused_share"] as const;

interface WhosePictureProps {
  report: CycleReport;
  rows: readonly NamedRow<CycleRow>[];
}

/** Whose the time was: ours, the client's, in queue, paused; the largest share of ours above. */
export function WhosePicture({ report, rows }: WhosePictureProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const open = useOpenList(report.key);
  const names = useMemo(() => [t`наше`, t`клиента`, t`в очереди`, t`на паузе`], [t]);
  const shown = useMemo(
    () =>
      rows
        .filter(({ row }) => row.ours_share !== null)
        .sort(
          (a, b) =>
            Number(a.isSmall) - Number(b.isSmall) || (b.row.ours_share ?? 0) - (a.row.ours_share ?? 0),
        )
        .slice(0, MOST_ROWS),
    [rows],
  );
  const option = useMemo(() => {
    const share = (value: number) => formats.percent(value);
    return barsOption(
      names.map((name, color) => ({ name, color })),
      shown.map(({ name, row, sample }) => ({
        name,
        values: PARTS.map((part) => row[part] ?? 0),
        sample: t`n ${formats.number(sample)}`,
      })),
      {
        axis: share,
        part: share,
        tip: (row) =>
          [
            row.name,
            ...names.map((name, place) => `${name} ${share(row.values[place] ?? 0)}`),
            row.sample,
          ].join("\n"),
      },
      { most: 1 },
    );
  }, [shown, names, formats, t]);
  return (
    <Picture
      title={t`Чьё это было время`}
      hint={t`Наше — когда слово за нами, клиента — когда за ним, в очереди — пока сделка ничья; вместе с паузами это весь цикл.`}
      label={t`Доли времени цикла по строкам таблицы: наше, клиента, в очереди, на паузе.`}
      legend={
        <Legend
          entries={names.map((name, place) => ({
            name,
            tone: `var(--series-${place + 1})`,
            kind: place % 2 ? ("hatched" as const) : ("block" as const),
          }))}
        />
      }
      height={rowsHeight(shown.length, 34, 40)}
      option={option}
      empty={shown.length === 0 ? t`Времени ещё не накопилось.` : undefined}
      onPick={(place) => open(shown[place]?.row.list, "deals", shown[place]?.name)}
      plain={{
        head: [t`Кто`, ...names, "n"],
        rows: shown.map(({ key, name, row, sample }) => ({
          key,
          name,
          cells: [...PARTS.map((part) => formats.percent(row[part] ?? 0)), formats.number(sample)],
        })),
      }}
    />
  );
}
