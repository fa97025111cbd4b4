import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { useSavedViews } from "@/api/saved-view-queries";
import type { MetricInfo, SavedViewIn } from "@/api/types";
import { parseSearch, type SearchValues, stringifySearch } from "@/lib/search-params";
import { useFormats } from "@/ui/formats-context";
import { MetricHint } from "@/ui/metric-hint";
import { PageHead } from "@/ui/page-head";
import { SavedViewsMenu } from "@/ui/saved-views/saved-views-menu";

import type { ReportAnswer } from "../answer";
import type { ReportKind } from "../kinds";
import { type ReportQuestion, validateReportSearch } from "../question/report-search";
import { useSpanText } from "../question/use-period-words";
import { AsOf } from "./as-of";
import { ExportMenu } from "./export-menu";
import classes from "./head.module.css";
import { MailDialog } from "./mail-dialog";
import { OpennessMark } from "./openness-mark";

interface ReportHeadProps {
  kind: ReportKind;
  search: SearchValues;
  question: ReportQuestion;
  info: MetricInfo | undefined;
  report: ReportAnswer | undefined;
}

/** Title with its definition, moment, openness, saved views and files. */
export function ReportHead({ kind, search, question, info, report }: ReportHeadProps) {
  const { t, i18n } = useLingui();
  const formats = useFormats();
  const span = useSpanText();
  const [isMailing, setMailing] = useState(false);
  const name = i18n._(kind.name);
  const asOf = report ? formats.dateTime(report.as_of) : "";
  const definition = report?.definition ?? info?.definition;
  return (
    <>
      <PageHead
        title={name}
        lead={i18n._(kind.question)}
        aside={
          <>
            {definition && (
              <span className={classes.asOf}>
                <MetricHint definition={definition}>
                  <Trans>Как считается</Trans>
                </MetricHint>
              </span>
            )}
            {report && <AsOf report={report} />}
            {info && <OpennessMark info={info} />}
          </>
        }
        actions={
          <div className={`${classes.actions} ${classes.tools}`}>
            <Views kind={kind} search={search} />
            <ExportMenu
              report={kind.key}
              query={question.query}
              lines={[kind.isNow ? name : t`${name}: ${span(question)}`, t`На ${asOf}`]}
              onMail={() => setMailing(true)}
            />
          </div>
        }
      />
      {isMailing && (
        <MailDialog report={kind.key} name={name} query={question.query} onClose={() => setMailing(false)} />
      )}
      {!kind.isNow && (
        <p className={classes.onPaper}>
          <Trans>Период: {span(question)}</Trans>
        </p>
      )}
    </>
  );
}

function Views({ kind, search }: Pick<ReportHeadProps, "kind" | "search">) {
  const navigate = useNavigate();
  const { views, save, remove } = useSavedViews(`reports/${kind.key}` as NonNullable<SavedViewIn["screen"]>);
  return (
    <SavedViewsMenu
      views={views}
      query={stringifySearch(search).replace(/^\?/, "")}
      onOpen={(view) =>
        void navigate({
          to: "/reports/$report",
          params: { report: kind.key },
          search: validateReportSearch(parseSearch(view.query)),
        })
      }
      onSave={save}
      onRemove={remove}
    />
  );
}
