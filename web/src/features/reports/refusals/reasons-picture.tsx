import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { RefusalsReport } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import { rowsHeight } from "../chart/axes";
import { Legend } from "../chart/legend";
import { Picture } from "../chart/picture";
import { useOpenList } from "../drill/use-open-list";
import { cumulative, paretoOption } from "../pictures/pareto";

const MOST_ROWS = 30;

/** Which few reasons make most refusals. */
export function ReasonsPicture({ report }: { report: RefusalsReport }) {
  const { t } = useLingui();
  const formats = useFormats();
  const open = useOpenList(report.key);
  const shown = useMemo(() => report.reasons.slice(0, MOST_ROWS), [report.reasons]);
  const rows = useMemo(() => shown.map((one) => ({ name: one.reason.name, value: one.lost })), [shown]);
  const option = useMemo(
    () =>
      paretoOption(rows, {
        value: (value) => formats.number(value),
        share: (share) => formats.percent(share),
        tip: (row, together) => {
          const [count, share] = [formats.number(row.value), formats.percent(together)];
          return `${row.name}\n${t`отказов: ${count}`}\n${t`вместе с теми, что выше: ${share}`}`;
        },
      }),
    [rows, formats, t],
  );
  const together = cumulative(rows);
  return (
    <Picture
      title={t`Причины по убыванию`}
      hint={t`Столбики — сколько отказов, линия — какую долю всех отказов дают эта причина и все выше неё.`}
      label={t`Причины отказов по убыванию и их накопленная доля.`}
      legend={
        <Legend
          entries={[
            { name: t`отказов`, tone: "var(--series-1)" },
            { name: t`накопленная доля`, tone: "var(--series-3)", kind: "line" },
          ]}
        />
      }
      height={rowsHeight(rows.length, 28, 40)}
      option={option}
      empty={rows.length === 0 ? t`В этом периоде отказов не было.` : undefined}
      onPick={(place) => open(shown[place]?.list, "lost", shown[place]?.reason.name)}
      plain={{
        head: [t`Причина`, t`Отказов`, t`Доля`, t`Вместе`, t`Сумма`],
        rows: shown.map((one, place) => ({
          key: String(one.reason.id),
          name: one.reason.name,
          cells: [
            formats.number(one.lost),
            formats.percent(one.share, 1),
            formats.percent(together[place] ?? 1),
            formats.money(one.amount),
          ],
        })),
      }}
    />
  );
}
