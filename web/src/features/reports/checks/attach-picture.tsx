import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { AttachedPair } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import { HeatPicture } from "../pictures/heat-picture";

const MOST_ROWS = 18;
const MOST_COLUMNS = 12;

/** Bought with A: B. Rows are A, columns B; a cell is the share of A's deals that also have B. */
export function AttachPicture({ pairs }: { pairs: readonly AttachedPair[] }) {
  const { t } = useLingui();
  const formats = useFormats();
  const heat = useMemo(() => {
    const rows = frequent(
      pairs.map(({ one, deals }) => ({ name: one.name, count: deals })),
      MOST_ROWS,
    );
    const columns = frequent(
      pairs.map(({ other, both }) => ({ name: other.name, count: both })),
      MOST_COLUMNS,
    );
    const shown = pairs.filter(({ one, other }) => rows.includes(one.name) && columns.includes(other.name));
    const most = Math.max(0.01, ...shown.map((pair) => pair.rate));
    return {
      pairs: shown,
      rows,
      columns,
      cells: shown.map((pair) => ({
        row: rows.indexOf(pair.one.name),
        column: columns.indexOf(pair.other.name),
        strength: pair.rate / most,
        text: formats.percent(pair.rate),
      })),
    };
  }, [pairs, formats]);
  const words = (pair: AttachedPair | undefined) => {
    if (!pair) return "";
    const [one, other] = [pair.one.name, pair.other.name];
    const [both, deals] = [formats.number(pair.both), formats.number(pair.deals)];
    const [rate, team] = [formats.percent(pair.rate, 1), formats.percent(pair.team_rate, 1)];
    return [t`С «${one}» берут «${other}»`, t`${rate}: ${both} из ${deals}`, t`По всем: ${team}`].join("\n");
  };
  return (
    <HeatPicture
      title={t`Что берут вместе`}
      hint={t`Строка — что купили, столбец — что ещё было в той же сделке; доля сделок со строкой, где есть и столбец.`}
      label={t`Карта: с какой долей покупок строки берут столбец.`}
      empty={t`Пока не с чем сравнить: нужны товары, которые есть хотя бы в двадцати сделках.`}
      note={t`Показано то, что есть хотя бы в двадцати сделках.`}
      names={t`С чем`}
      heat={heat}
      tip={(_, place) => words(heat.pairs[place])}
    />
  );
}

/** Names by how often they occur, the most frequent first. */
function frequent(things: readonly { name: string; count: number }[], most: number): string[] {
  const counts = new Map<string, number>();
  for (const { name, count } of things) counts.set(name, Math.max(counts.get(name) ?? 0, count));
  return [...counts.entries()]
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([name]) => name);
}
