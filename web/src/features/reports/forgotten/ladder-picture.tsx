import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { ForgottenRow } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import type { NamedRow } from "../answer";
import { rowsHeight } from "../chart/axes";
import { Legend } from "../chart/legend";
import { Picture } from "../chart/picture";
import { useOpenList } from "../drill/use-open-list";
import { barsOption } from "../pictures/bars";

const MOST_ROWS = 40;
const CELLS = ["forgotten", "at_head", "at_pool"] as const;
const COLORS = [1, 2, 5];

/** How many are forgotten in each row, and how far up the ladder they have come. */
export function LadderPicture({ rows }: { rows: readonly NamedRow<ForgottenRow>[] }) {
  const { t } = useLingui();
  const formats = useFormats();
  const open = useOpenList("forgotten");
  const names = useMemo(() => [t`у менеджера`, t`пора руководителю`, t`пора в пул`], [t]);
  const shown = useMemo(
    () =>
      rows
        .filter(({ row }) => row.forgotten > 0)
        .sort((a, b) => b.row.forgotten - a.row.forgotten)
        .slice(0, MOST_ROWS)
        .map((named) => ({ named, parts: partsOf(named.row) })),
    [rows],
  );
  const option = useMemo(() => {
    const count = (value: number) => formats.number(value);
    const ofOpen = ({ row }: NamedRow<ForgottenRow>) => {
      const [forgotten, all] = [count(row.forgotten), count(row.open)];
      return t`${forgotten} из ${all}`;
    };
    return barsOption(
      names.map((name, place) => ({ name, color: COLORS[place] ?? 0 })),
      shown.map(({ named, parts }) => ({ name: named.name, values: parts, sample: ofOpen(named) })),
      {
        axis: count,
        part: (value) => (value === 0 ? "" : count(value)),
        tip: (row) =>
          [
            `${row.name}: ${row.sample}`,
            ...names.map((name, place) => `${name}: ${count(row.values[place] ?? 0)}`),
          ].join("\n"),
      },
    );
  }, [shown, names, formats, t]);
  return (
    <Picture
      title={t`Сколько забыто и чей это шаг`}
      hint={t`Молчание дольше предела — шаг менеджера, от полутора пределов — руководителя, от двух — сделке пора в пул.`}
      label={t`Забытые сделки по строкам таблицы и ступеням: менеджер, руководитель, пул.`}
      empty={shown.length === 0 ? t`Забытых сделок нет.` : undefined}
      legend={
        <Legend
          entries={names.map((name, place) => ({
            name,
            tone: `var(--series-${(COLORS[place] ?? 0) + 1})`,
            kind: place % 2 ? ("hatched" as const) : ("block" as const),
          }))}
        />
      }
      height={rowsHeight(shown.length, 32, 40)}
      option={option}
      onPick={(place, part) =>
        open(shown[place]?.named.row.list, CELLS[part] ?? "forgotten", shown[place]?.named.name)
      }
      plain={{
        head: [t`Кто`, ...names, t`Забыто`, t`Открыто`],
        rows: shown.map(({ named, parts }) => ({
          key: named.key,
          name: named.name,
          cells: [...parts, named.row.forgotten, named.row.open].map((value) => formats.number(value)),
        })),
      }}
    />
  );
}

/** The steps hold one another: those for the pool are among those for the head. */
const partsOf = (row: ForgottenRow): number[] => [
  row.forgotten - row.at_head,
  row.at_head - row.at_pool,
  row.at_pool,
];
