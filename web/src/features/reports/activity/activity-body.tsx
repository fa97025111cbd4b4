import { useLingui } from "@lingui/react/macro";

import type { ActivityReport } from "@/api/types";

import type { BodyProps } from "../kinds";
import { Panels } from "../pictures/panels";
import { Sparkline } from "../pictures/sparkline";
import { useNamedRows, useRowsTitle } from "../question/use-named-rows";
import { FigureStrip } from "../table/figure-strip";
import { ReportTable } from "../table/report-table";
import { DonePicture } from "./done-picture";
import { useWeeks } from "./use-weeks";

const RATES = {
  tasks_on_time: { of: ["tasks_on_time", "tasks_done"] },
  answered_calls: { of: ["answered_calls", "calls"] },
} as const;

/** How much the desk is really used: what was done on deals, by whom, week by week. */
export function ActivityBody({ report: answer, question }: BodyProps) {
  const { t } = useLingui();
  const report = answer as unknown as ActivityReport;
  const rows = useNamedRows(report, question, null);
  const names = useRowsTitle(report);
  const weeks = useWeeks(question);
  return (
    <>
      <FigureStrip
        report={answer}
        figures={[
          "calls",
          "answered_calls",
          "call_s",
          "messages",
          "meetings",
          "offers_sent",
          "tasks_done",
          "active_days",
        ]}
      />
      <Panels shape="single">
        <DonePicture report={report} rows={rows} />
      </Panels>
      <ReportTable
        report={answer}
        rows={rows}
        label={t`Активность`}
        names={names}
        rates={RATES}
        start={{ by: "active_days", isDescending: true }}
        extra={
          weeks && {
            title: t`По неделям`,
            cell: ({ name, row }) => {
              const values = weeks.of(row);
              return (
                <Sparkline values={values} label={t`${name}, действий по неделям: ${values.join(", ")}`} />
              );
            },
          }
        }
      />
    </>
  );
}
