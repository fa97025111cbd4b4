import { useLingui } from "@lingui/react/macro";

import { useMe } from "@/api/session-queries";
import type { LossesReport } from "@/api/types";

import type { BodyProps } from "../kinds";
import { Panels } from "../pictures/panels";
import { useNamedRows, useRowsTitle } from "../question/use-named-rows";
import { FigureStrip } from "../table/figure-strip";
import { ReportTable } from "../table/report-table";
import { LabelsPicture } from "./labels-picture";
import { ReasonsPanel } from "./reasons-panel";
import { ReviewQueue } from "./review-queue";

const RATES = { answered_in_time: { of: ["answered_in_time", "promised"] } } as const;

/** Question 3: what was lost, whose it was, how it had been worked, and whether the reason is right. */
export function LossesBody({ report: answer, question }: BodyProps) {
  const { t } = useLingui();
  const me = useMe();
  const report = answer as unknown as LossesReport;
  const rows = useNamedRows(report, question, "lost");
  const names = useRowsTitle(report);
  return (
    <>
      <FigureStrip
        report={answer}
        figures={["lost", "amount", "expected_margin", "preventable", "touches", "silence_s", "excluded"]}
      />
      <Panels shape="even">
        <LabelsPicture rows={rows} />
        <ReasonsPanel question={question} />
      </Panels>
      {me.can.assign && (
        <Panels shape="single">
          <ReviewQueue />
        </Panels>
      )}
      <ReportTable
        report={answer}
        rows={rows}
        label={t`Проигранные сделки`}
        names={names}
        rates={RATES}
        more={["other_currency", "promised", "excluded"]}
        start={{ by: "lost", isDescending: true }}
      />
    </>
  );
}
