import { Trans, useLingui } from "@lingui/react/macro";

import type { ChecksReport } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import { MetricHint } from "@/ui/metric-hint";

import type { BodyProps } from "../kinds";
import { Panels } from "../pictures/panels";
import { useNamedRows, useRowsTitle } from "../question/use-named-rows";
import { FigureStrip, StripFigure } from "../table/figure-strip";
import { ReportTable } from "../table/report-table";
import { BoxesPicture } from "./boxes-picture";
import { DetailPictures } from "./detail-pictures";
import { LeftOut } from "./left-out";

const RATES = {
  cross_sell: { of: ["cross_sold", "itemised"] },
  typical: { interval: ["typical_low", "typical_high"] },
} as const;
const MORE = [
  "valued",
  "other_currency",
  "itemised",
  "p10",
  "p25",
  "p75",
  "p90",
  "lines",
  "products",
  "cross_sold",
  "gap_price",
  "gap_items",
  "gap_mix",
  "gap_discount",
  "cost_coverage",
];

/** Question 2: how big, how profitable and how rich each manager's check is, and how far apart they are. */
export function ChecksBody({ report: answer, question, onChange }: BodyProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const report = answer as unknown as ChecksReport;
  const rows = useNamedRows(report, question, "valued");
  const names = useRowsTitle(report);
  const { spread } = report;
  return (
    <>
      <FigureStrip report={answer} figures={["won", "amount", "mean", "median", "margin", "margin_rate"]}>
        {spread.ratio !== null && (
          <StripFigure
            name={
              <MetricHint
                definition={t`Во сколько раз медианный чек сильных менеджеров (P90) больше, чем слабых (P10); считаются менеджеры, у которых не меньше пяти чеков.`}
              >
                <Trans>Разброс между менеджерами</Trans>
              </MetricHint>
            }
          >
            ×{formats.number(spread.ratio, 1)}
            <small>n {formats.number(spread.managers)}</small>
          </StripFigure>
        )}
      </FigureStrip>
      <LeftOut total={report.total} />
      <Panels shape="even">
        <BoxesPicture report={report} rows={rows} />
        <DetailPictures report={report} rows={rows} question={question} onChange={onChange} />
      </Panels>
      <ReportTable
        report={answer}
        rows={rows}
        label={t`Чеки`}
        names={names}
        rates={RATES}
        more={MORE}
        start={{ by: "amount", isDescending: true }}
      />
    </>
  );
}
