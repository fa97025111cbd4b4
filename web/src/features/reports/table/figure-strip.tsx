import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";

import { useFormats } from "@/ui/formats-context";
import { MetricHint } from "@/ui/metric-hint";
import { Moment } from "@/ui/moment";

import { figureOf, type ReportAnswer, timeOf } from "../answer";
import { Delta } from "./delta";
import { Opening } from "./opening";
import classes from "./strip.module.css";
import { useFigureText } from "./use-figure-text";

interface FigureStripProps {
  report: ReportAnswer;
  /** Figures of the whole, and of how many each rate is. */
  figures: readonly (string | { key: string; of?: readonly [part: string, whole: string] })[];
  children?: ReactNode;
}

/** The whole in large figures; `children` are what only this report tells. */
export function FigureStrip({ report, figures, children }: FigureStripProps) {
  const formats = useFormats();
  const text = useFigureText();
  return (
    <dl className={classes.strip}>
      {figures.map((asked) => {
        const { key, of } = typeof asked === "string" ? { key: asked, of: undefined } : asked;
        const figure = report.figures.find((one) => one.key === key);
        if (!figure) return null;
        const value = figureOf(report.total, key);
        const then = figureOf(report.total.compared, key);
        const [part, whole] = of ? of.map((one) => figureOf(report.total, one)) : [];
        return (
          <StripFigure
            key={key}
            name={<MetricHint definition={figure.definition}>{figure.title}</MetricHint>}
          >
            <Opening
              report={report.key}
              row={report.total}
              name={figure.title}
              cell={[key, of?.[1]].find((one) => one && report.cells.includes(one)) ?? report.cells[0]}
            >
              {figure.unit === "time" ? (
                <Moment at={timeOf(report.total, key)} as="date" />
              ) : (
                text(value, figure.unit)
              )}
            </Opening>
            {typeof part === "number" && typeof whole === "number" && (
              <small>
                <Trans>
                  {formats.number(part)} из {formats.number(whole)}
                </Trans>
              </small>
            )}
            {value !== null && then !== null && <Delta figure={figure} now={value} then={then} />}
          </StripFigure>
        );
      })}
      {children}
    </dl>
  );
}

export function StripFigure({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd className="num">{children}</dd>
    </div>
  );
}
