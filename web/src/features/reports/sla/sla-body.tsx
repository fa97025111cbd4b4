import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { SlaReport } from "@/api/types";

import type { ReportAnswer } from "../answer";
import type { BodyProps } from "../kinds";
import { Panels } from "../pictures/panels";
import { useNamedRows, useRowsTitle } from "../question/use-named-rows";
import { FigureStrip } from "../table/figure-strip";
import { ReportTable } from "../table/report-table";
import { AnsweredPicture } from "./answered-picture";
import { InTimePicture } from "./in-time-picture";

const RATES = { rate: { of: ["on_time", "decided"], interval: ["low", "high"] } } as const;

/** Speed to the first answer: what share came in time, and how long the others waited. */
export function SlaBody({ report: answer, question }: BodyProps) {
  const { t } = useLingui();
  const shown = useMemo(() => withDecided(answer), [answer]);
  const report = shown as unknown as SlaReport;
  const rows = useNamedRows(report, question, "decided");
  const names = useRowsTitle(report);
  return (
    <>
      <FigureStrip
        report={shown}
        figures={[{ key: "rate", of: RATES.rate.of }, "requests", "breached", "waiting", "median_s", "p90_s"]}
      />
      <Panels shape="even">
        <InTimePicture report={report} rows={rows} />
        <AnsweredPicture report={report} />
      </Panels>
      <ReportTable
        report={shown}
        rows={rows}
        label={t`Ответ в срок`}
        names={names}
        rates={RATES}
        start={{ by: "rate", isDescending: false }}
      />
    </>
  );
}

/** The share is of requests whose deadline has decided: those still waiting are not in it. */
function withDecided(answer: ReportAnswer): ReportAnswer {
  const decided = <Row extends object>(row: Row) => {
    const { on_time, breached } = row as unknown as { on_time: number; breached: number };
    return { ...row, decided: on_time + breached };
  };
  return { ...answer, rows: answer.rows.map(decided), total: decided(answer.total) };
}
