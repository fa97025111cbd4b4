import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import type { LossesReport, LossesRow } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import { QueryView } from "@/ui/query-view";

import type { ReportAnswer } from "../answer";
import { rowsHeight } from "../chart/axes";
import { Picture } from "../chart/picture";
import { useOpenList } from "../drill/use-open-list";
import { paretoOption } from "../pictures/pareto";
import { reportQuery } from "../queries";
import type { ReportQuestion } from "../question/report-search";

const MOST_ROWS = 20;

/** Why deals were lost: the same question by reason. */
export function ReasonsPanel({ question }: { question: ReportQuestion }) {
  const { compare: _compare, ...query } = question.query;
  const answer = useQuery(reportQuery("losses", { ...query, group_by: ["reason"] }));
  return <QueryView query={answer}>{(data) => <Reasons answer={data} />}</QueryView>;
}

function Reasons({ answer }: { answer: ReportAnswer }) {
  const { t } = useLingui();
  const formats = useFormats();
  const open = useOpenList("losses");
  const shown = useMemo(() => reasonsOf(answer as unknown as LossesReport), [answer]);
  const rows = useMemo(
    () => shown.map((row) => ({ name: row.reason?.name ?? "—", value: row.lost })),
    [shown],
  );
  const option = useMemo(
    () =>
      paretoOption(rows, {
        value: (value) => formats.number(value),
        share: (share) => formats.percent(share),
        tip: (row, together) => {
          const [count, share] = [formats.number(row.value), formats.percent(together)];
          return `${row.name}\n${t`проиграно: ${count}`}\n${t`вместе с теми, что выше: ${share}`}`;
        },
      }),
    [rows, formats, t],
  );
  return (
    <Picture
      title={t`Из-за чего`}
      hint={t`Столбики — сколько отказов, линия — какую долю всех отказов дают эта причина и все выше неё.`}
      label={t`Причины проигранных сделок по убыванию и их накопленная доля.`}
      height={rowsHeight(rows.length, 30, 40)}
      option={option}
      empty={rows.length === 0 ? t`В этом периоде ничего не проиграно.` : undefined}
      onPick={(place) => open(shown[place]?.list, "lost", rows[place]?.name)}
      plain={{
        head: [t`Причина`, t`Проиграно`, t`Сумма`],
        rows: shown.map((row) => ({
          key: String(row.reason?.id ?? "none"),
          name: row.reason?.name ?? "—",
          cells: [formats.number(row.lost), row.amount === null ? "—" : formats.money(row.amount)],
        })),
      }}
    />
  );
}

const reasonsOf = (report: LossesReport): LossesRow[] =>
  report.rows
    .filter((row) => row.lost > 0)
    .sort((a, b) => b.lost - a.lost)
    .slice(0, MOST_ROWS);
