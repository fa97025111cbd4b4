import { Button } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";

import { API_ROOT } from "@/api/client";
import { useDictionaries } from "@/api/dictionary-queries";
import { useSession } from "@/api/session-queries";
import type { ConversionReport } from "@/api/types";
import { type FilterValues, type SearchValues, stringifySearch } from "@/lib/search-params";
import { FilterBar } from "@/ui/filter-bar";
import { Icon } from "@/ui/icon";
import { MetricHint } from "@/ui/metric-hint";
import { Moment } from "@/ui/moment";
import { PageHead } from "@/ui/page-head";
import { QueryView } from "@/ui/query-view";
import { Screen } from "@/ui/screen";
import { useNow } from "@/ui/use-now";

import { conversionQuery } from "../queries";
import { DIMENSIONS, type ReportQuestion, readQuestion } from "../report-search";
import { useReportFilters } from "../use-report-filters";
import { ConversionBody } from "./conversion-body";
import { ConversionControls } from "./conversion-controls";
import classes from "./conversion.module.css";

/** Question 1: who turns first contacts into the next step. */
export function ConversionPage() {
  const { t } = useLingui();
  const search = useSearch({ from: "/signed-in/reports/conversion" });
  const navigate = useNavigate();
  const timeZone = useSession().organisation?.time_zone ?? "UTC";
  // A day's grain: the period, and with it the query, changes at midnight and not each minute.
  const first = useDictionaries().pipelines.find((pipeline) => !pipeline.is_archived);
  const question = readQuestion(search, useNow(), timeZone, first?.id);
  const report = useQuery(conversionQuery(question.query));
  const fields = useReportFilters();

  const change = (next: SearchValues) =>
    void navigate({ to: "/reports/conversion", search: { ...search, ...next }, replace: true });
  const changeFilters = (filters: FilterValues) =>
    change({ ...Object.fromEntries(DIMENSIONS.map((key) => [key, undefined])), ...filters });

  return (
    <Screen>
      <PageHead
        title={t`Конверсия`}
        lead={
          <Trans>Кто превращает первые обращения в следующий шаг — и как менеджеры выглядят рядом.</Trans>
        }
        aside={report.data && <AsOf report={report.data} />}
        actions={<CsvButton question={question} />}
      />
      <ConversionControls question={question} onChange={change} />
      <FilterBar fields={fields} values={question.filters} onChange={changeFilters} />
      <QueryView query={report}>
        {(data) => <ConversionBody report={data} groups={question.groups} />}
      </QueryView>
    </Screen>
  );
}

function AsOf({ report }: { report: ConversionReport }) {
  return (
    <span className={classes.asOf}>
      <MetricHint definition={report.definition}>
        <Trans>
          На <Moment at={report.as_of} as="dateTime" />
        </Trans>
      </MetricHint>
    </span>
  );
}

function CsvButton({ question }: { question: ReportQuestion }) {
  const href = `${API_ROOT}/reports/conversion${stringifySearch({ ...question.query, format: "csv" })}`;
  return (
    <Button component="a" href={href} download variant="default" leftSection={<Icon name="download" />}>
      CSV
    </Button>
  );
}
