import { Trans, useLingui } from "@lingui/react/macro";

import type { CycleReport } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import type { BodyProps } from "../kinds";
import { Panels } from "../pictures/panels";
import { useNamedRows, useRowsTitle } from "../question/use-named-rows";
import { FigureStrip } from "../table/figure-strip";
import { ReportTable } from "../table/report-table";
import classes from "./cycle.module.css";
import { OutcomesPicture } from "./outcomes-picture";
import { SpansPicture } from "./spans-picture";
import { WhosePicture } from "./whose-picture";

/** Question 6: how long from the first contact to the end, and whose the time was. */
export function CycleBody({ report: answer, question }: BodyProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const report = answer as unknown as CycleReport;
  const rows = useNamedRows(report, question, "deals");
  const names = useRowsTitle(report);
  const { target } = report;
  return (
    <>
      <FigureStrip
        report={answer}
        figures={[
          "median_won_s",
          "p90_won_s",
          "median_lost_s",
          "first_answer_median_s",
          "won",
          "lost",
          "open",
        ]}
      />
      {target.ours_share !== null && (
        <p className={classes.target}>
          <Trans>
            У лучшей четверти команды наше время — {formats.percent(target.ours_share)} цикла (n{" "}
            {formats.number(target.managers)}). «Будь мы быстрее» в таблице — расчёт с этой долей, а не
            обещание.
          </Trans>
        </p>
      )}
      <Panels shape="even">
        <SpansPicture report={report} rows={rows} />
        <WhosePicture report={report} rows={rows} />
      </Panels>
      <Panels shape="single">
        <OutcomesPicture outcomes={report.outcomes} />
      </Panels>
      <ReportTable
        report={answer}
        rows={rows}
        label={t`Цикл сделки`}
        names={names}
        more={["excluded", "p80_won_s", "p80_lost_s", "answered"]}
        start={{ by: "median_won_s", isDescending: false }}
      />
    </>
  );
}
