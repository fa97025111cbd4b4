import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { RefusalsReport } from "@/api/types";

import type { BodyProps } from "../kinds";
import { Panels } from "../pictures/panels";
import { useNamedRows, useRowsTitle } from "../question/use-named-rows";
import { FigureStrip } from "../table/figure-strip";
import { ReportTable } from "../table/report-table";
import { ExcessPicture } from "./excess-picture";
import { HalvingPanel } from "./halving-panel";
import { ReasonsPicture } from "./reasons-picture";
import { TrendPicture } from "./trend-picture";

/** Question 7: which refusals repeat, where more than chance would have it, and what each costs. */
export function RefusalsBody({ report: answer, question }: BodyProps) {
  const { t } = useLingui();
  const report = answer as unknown as RefusalsReport;
  // Every row has its reason besides what the report is grouped by.
  const byReason = useMemo(() => ({ ...report, group_by: [...report.group_by, "reason"] }), [report]);
  const rows = useNamedRows(byReason, question, null);
  const names = useRowsTitle(byReason);
  return (
    <>
      <FigureStrip
        report={answer}
        figures={["lost", "amount", ...(report.total.excluded > 0 ? ["excluded"] : [])]}
      />
      <HalvingPanel report={report} />
      <Panels shape="single">
        <ExcessPicture report={report} />
      </Panels>
      <Panels shape="even">
        <ReasonsPicture report={report} />
        <TrendPicture report={report} />
      </Panels>
      <ReportTable
        report={answer}
        rows={rows}
        label={t`Отказы`}
        names={names}
        hidden={["flag", "excluded"]}
        start={{ by: "lost", isDescending: true }}
      />
    </>
  );
}
