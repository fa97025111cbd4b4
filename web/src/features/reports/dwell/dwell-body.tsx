import { useLingui } from "@lingui/react/macro";

import type { DwellReport } from "@/api/types";

import type { BodyProps } from "../kinds";
import { Panels } from "../pictures/panels";
import { useNamedRows, useRowsTitle } from "../question/use-named-rows";
import { FigureStrip } from "../table/figure-strip";
import { ReportTable } from "../table/report-table";
import { CurvesPicture } from "./curves-picture";
import { LimitsPanel } from "./limits-panel";
import { MediansPicture } from "./medians-picture";
import { useStageOrder } from "./use-stage-order";
import { WaysPicture } from "./ways-picture";

const RATES = {
  median_s: { beyond: "longest_s" },
  p80_s: { beyond: "longest_s" },
  p90_s: { beyond: "longest_s" },
} as const;

/** Question 5: how long each manager keeps a deal in one stage, and which deals are stuck. */
export function DwellBody({ report: answer, question }: BodyProps) {
  const { t } = useLingui();
  const report = answer as unknown as DwellReport;
  const rows = useNamedRows(report, question, "visits");
  const names = useRowsTitle(report);
  const stages = useStageOrder(report);
  return (
    <>
      <FigureStrip
        report={answer}
        figures={["visits", "median_s", "p80_s", "p90_s", "open", "stuck", "returns", "ping_pong"]}
      />
      {report.by_stage && (
        <Panels shape="single">
          <MediansPicture report={report} rows={rows} stages={stages} names={names} />
        </Panels>
      )}
      <Panels shape="even">
        <CurvesPicture stages={stages} />
        <WaysPicture report={report} stages={stages} />
      </Panels>
      <Panels shape="single">
        <LimitsPanel report={report} stages={stages} />
      </Panels>
      <ReportTable
        report={answer}
        rows={rows}
        label={t`Время на этапах`}
        names={names}
        rates={RATES}
        hidden={["longest_s"]}
        start={{ by: "median_s", isDescending: true }}
      />
    </>
  );
}
