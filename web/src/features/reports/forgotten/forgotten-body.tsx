import { useLingui } from "@lingui/react/macro";

import type { ForgottenReport } from "@/api/types";

import type { BodyProps } from "../kinds";
import { Panels } from "../pictures/panels";
import { useNamedRows, useRowsTitle } from "../question/use-named-rows";
import { FigureStrip } from "../table/figure-strip";
import { ReportTable } from "../table/report-table";
import { LadderPicture } from "./ladder-picture";
import { OldestPanel } from "./oldest-panel";

const RATES = { share: { of: ["forgotten", "open"] } } as const;

/** Question 4: how many deals are forgotten, whose and of which kind; the oldest stand on top. */
export function ForgottenBody({ report: answer, question }: BodyProps) {
  const { t } = useLingui();
  const report = answer as unknown as ForgottenReport;
  const rows = useNamedRows(report, question, "open");
  const names = useRowsTitle(report);
  return (
    <>
      <FigureStrip
        report={answer}
        figures={[
          "forgotten",
          { key: "share", of: RATES.share.of },
          "amount",
          "oldest_at",
          "at_head",
          "at_pool",
          "paused",
          "planned",
        ]}
      />
      <Panels shape="even">
        <OldestPanel list={report.total.list} total={report.total.forgotten} />
        <LadderPicture rows={rows} />
      </Panels>
      <ReportTable
        report={answer}
        rows={rows}
        label={t`Забытые сделки`}
        names={names}
        rates={RATES}
        more={["other_currency"]}
        start={{ by: "forgotten", isDescending: true }}
      />
    </>
  );
}
