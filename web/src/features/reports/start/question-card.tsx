import { Skeleton } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import type { MetricInfo } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import { MetricHint } from "@/ui/metric-hint";
import { useErrorText } from "@/ui/use-error-text";

import { type Figure, figureOf, LEAST_SAMPLE, type ReportAnswer, valueOf } from "../answer";
import { OpennessBadge } from "../head/openness-mark";
import type { ReportKind } from "../kinds";
import { Sparkline } from "../pictures/sparkline";
import { reportQuery } from "../queries";
import { useQuestion } from "../question/use-question";
import { useFigureText } from "../table/use-figure-text";
import classes from "./start.module.css";

const NOW = {};
const BY_WEEK = { preset: "days90", group_by: ["period"], interval: ["week"] };

interface QuestionCardProps {
  kind: ReportKind;
  info: MetricInfo | undefined;
}

/** A question, the figure that answers it shortest, and its last thirteen weeks. */
export function QuestionCard({ kind, info }: QuestionCardProps) {
  const { i18n } = useLingui();
  const errorText = useErrorText();
  const question = useQuestion(kind, kind.isNow ? NOW : BY_WEEK);
  const answer = useQuery(reportQuery(kind.key, question.query));
  const figure = (answer.data ?? info)?.figures.find((one) => one.key === kind.headline);
  return (
    <li className={classes.card}>
      <div className={classes.top}>
        <Link to="/reports/$report" params={{ report: kind.key }} className={classes.name}>
          {i18n._(kind.name)}
        </Link>
        {info && <OpennessBadge view={info.view} />}
      </div>
      <p className={classes.question}>{i18n._(kind.question)}</p>
      {answer.data && figure ? (
        <Headline kind={kind} report={answer.data} figure={figure} />
      ) : answer.error ? (
        <p className={classes.question}>{errorText(answer.error)}</p>
      ) : (
        <Skeleton height={44} />
      )}
    </li>
  );
}

interface HeadlineProps {
  kind: ReportKind;
  report: ReportAnswer;
  figure: Figure;
}

function Headline({ kind, report, figure }: HeadlineProps) {
  const { t, i18n } = useLingui();
  const formats = useFormats();
  const text = useFigureText();
  const value = figureOf(report.total, figure.key);
  const sample = figureOf(report.total, kind.sample) ?? 0;
  const values = kind.isNow ? [] : byPeriod(report, figure.key);
  const name = i18n._(kind.name);
  return (
    <div className={classes.headline}>
      <dl className={classes.figure}>
        <dt>
          <MetricHint definition={figure.definition}>{figure.title}</MetricHint>
        </dt>
        <dd className="num">
          {text(value, figure.unit)}{" "}
          <small>
            {sample < LEAST_SAMPLE ? (
              <Trans>
                пока мало: {sample} из {LEAST_SAMPLE}
              </Trans>
            ) : (
              kind.sample !== figure.key && <>n {formats.number(sample)}</>
            )}
          </small>
        </dd>
      </dl>
      {values.length > 1 && (
        <Sparkline
          values={values}
          label={t`${name} по неделям: ${values.map((one) => text(one, figure.unit)).join(", ")}`}
        />
      )}
    </div>
  );
}

/** One value a week, also where each week has a row for each reason. */
function byPeriod(report: ReportAnswer, key: string): (number | null)[] {
  const found = new Map<string, number | null>();
  for (const row of report.rows) {
    const week = String(valueOf(row, "period")?.id);
    const [known, value] = [found.get(week), figureOf(row, key)];
    found.set(week, typeof known === "number" && value !== null ? known + value : (value ?? known ?? null));
  }
  return [...found.values()];
}
