import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Trans, useLingui } from "@lingui/react/macro";
import { lazy, Suspense } from "react";

import type { MetricInfo } from "@/api/types";
import type { FilterValues, SearchValues } from "@/lib/search-params";
import { FilterBar } from "@/ui/filter-bar";
import { Loading } from "@/ui/loading";
import { QueryView } from "@/ui/query-view";
import { Screen } from "@/ui/screen";
import { EmptyState, NotFound } from "@/ui/screen-state";

import { besideTeam, type ReportAnswer } from "./answer";
import { PicturesOnPage } from "./chart/pictures-on-page";
import headClasses from "./head/head.module.css";
import { QuestionControls } from "./head/question-controls";
import { ReportHead } from "./head/report-head";
import { SubNavigation } from "./head/sub-navigation";
import { KINDS, kindOf, type ReportKind, type ReportParts } from "./kinds";
import { catalogueQuery, reportQuery } from "./queries";
import { DIMENSIONS, type ReportQuestion } from "./question/report-search";
import { useQuestion } from "./question/use-question";
import { useReportFilters } from "./question/use-report-filters";

/** Each report's own parts come when it is opened. */
const PARTS = new Map(
  KINDS.map((kind) => [kind.key, { Body: lazyPart(kind, "Body"), Controls: lazyPart(kind, "Controls") }]),
);

function lazyPart<Name extends keyof ReportParts>(kind: ReportKind, name: Name) {
  return lazy(async () => {
    const part = (await kind.load())[name];
    return { default: (part ?? (() => null)) as NonNullable<ReportParts[Name]> };
  });
}

/** One report: the same head for all, then what only this one shows. */
export function ReportPage() {
  const { report } = useParams({ from: "/signed-in/reports/$report" });
  const kind = kindOf(report);
  if (!kind) return <NotFound />;
  // Another report is another page: nothing of the last one's state may stay.
  return <KnownReport key={kind.key} kind={kind} />;
}

function KnownReport({ kind }: { kind: ReportKind }) {
  const { i18n } = useLingui();
  const search = useSearch({ from: "/signed-in/reports/$report" });
  const navigate = useNavigate();
  const question = useQuestion(kind, search);
  const answer = useQuery(reportQuery(kind.key, question.query));
  const catalogue = useQuery(catalogueQuery(i18n.locale));
  const info = catalogue.data?.items.find((one) => one.key === kind.key);
  const parts = PARTS.get(kind.key);
  const shownOf = (data: ReportAnswer) => (question.compare === "team" ? besideTeam(data, kind.sums) : data);
  const change = (next: SearchValues) =>
    void navigate({
      to: "/reports/$report",
      params: { report: kind.key },
      search: { ...search, ...next },
      replace: true,
    });
  return (
    <PicturesOnPage>
      <Screen>
        <SubNavigation />
        <ReportHead kind={kind} search={search} question={question} info={info} report={answer.data} />
        <QuestionControls
          question={question}
          beside={info?.beside ?? []}
          isNow={kind.isNow}
          onChange={change}
        >
          <Suspense>{parts && <parts.Controls question={question} onChange={change} />}</Suspense>
        </QuestionControls>
        <Filters kind={kind} info={info} question={question} onChange={change} />
        <QueryView query={answer}>
          {(data) => (
            <Suspense fallback={<Loading />}>
              {isEmpty(data, kind) ? (
                <Empty />
              ) : (
                parts && <parts.Body report={shownOf(data)} question={question} onChange={change} />
              )}
            </Suspense>
          )}
        </QueryView>
      </Screen>
    </PicturesOnPage>
  );
}

interface FiltersProps {
  kind: ReportKind;
  info: MetricInfo | undefined;
  question: ReportQuestion;
  onChange: (next: SearchValues) => void;
}

function Filters({ kind, question, onChange }: FiltersProps) {
  const without = kind.isOfPipeline ? ["pipeline"] : [];
  const fields = useReportFilters(without);
  const change = (filters: FilterValues) =>
    onChange({
      ...Object.fromEntries(
        DIMENSIONS.filter((key) => !without.includes(key)).map((key) => [key, undefined]),
      ),
      ...filters,
    });
  return (
    <div className={headClasses.filters}>
      <FilterBar fields={fields} values={question.filters} onChange={change} />
    </div>
  );
}

function isEmpty(report: ReportAnswer, kind: ReportKind): boolean {
  return report.rows.length === 0 && !(report.total as Record<string, unknown>)[kind.sample];
}

function Empty() {
  return (
    <EmptyState icon="reports" title={<Trans>В этом периоде сделок нет</Trans>}>
      <Trans>
        Выберите период длиннее или снимите фильтры. Отчёт наполняется сам, как только приходят заявки.
      </Trans>
    </EmptyState>
  );
}
