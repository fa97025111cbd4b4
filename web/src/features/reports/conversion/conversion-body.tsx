import { Trans, useLingui } from "@lingui/react/macro";

import type { ConversionReport } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import type { BodyProps } from "../kinds";
import { Panels } from "../pictures/panels";
import { useNamedRows, useRowsTitle } from "../question/use-named-rows";
import { FigureStrip, StripFigure } from "../table/figure-strip";
import { ReportTable } from "../table/report-table";
import { RatesPicture } from "./rates-picture";
import { StepsPicture } from "./steps-picture";

const RATES = {
  rate: { of: ["advanced", "entered"], interval: ["low", "high"] },
} as const;

/** Question 1: who turns first contacts into the next step. */
export function ConversionBody({ report: answer, question }: BodyProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const report = answer as unknown as ConversionReport;
  const rows = useNamedRows(report, question, "entered");
  const names = useRowsTitle(report);
  const step = report.step.from.id === null ? (report.steps[0] ?? report.step) : report.step;
  const caption = t`${step.from.name} → ${step.to.name}`;
  return (
    <>
      <FigureStrip
        report={answer}
        figures={[
          { key: "rate", of: RATES.rate.of },
          "open",
          ...(report.total.excluded > 0 ? ["excluded"] : []),
        ]}
      >
        {report.day_n.map(({ day, rate }) => (
          <StripFigure key={day} name={<Trans>К дню {day}</Trans>}>
            {rate === null ? "—" : formats.percent(rate, 1)}
          </StripFigure>
        ))}
      </FigureStrip>
      <Panels>
        <RatesPicture caption={caption} report={report} rows={rows} />
        {report.total_matrix && <StepsPicture report={report} cells={report.total_matrix} />}
      </Panels>
      <ReportTable
        report={answer}
        rows={rows}
        label={caption}
        names={names}
        rates={RATES}
        hidden={["day_n"]}
        start={{ by: "rate", isDescending: true }}
      />
    </>
  );
}
