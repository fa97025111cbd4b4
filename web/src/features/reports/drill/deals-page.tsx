import { Button } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";

import { readFilters, readText } from "@/lib/search-params";
import { DataTable } from "@/ui/data-table";
import { Failure } from "@/ui/failure";
import { Icon } from "@/ui/icon";
import { Loading } from "@/ui/loading";
import { MetricHint } from "@/ui/metric-hint";
import { PageHead } from "@/ui/page-head";
import { Screen } from "@/ui/screen";
import { EmptyState, NotFound } from "@/ui/screen-state";

import { kindOf } from "../kinds";
import { catalogueQuery, reportDealsQuery } from "../queries";
import { validateReportSearch } from "../question/report-search";
import { useDealColumns, usePlaced } from "./use-deal-columns";

/** What one number of a report counts; there are exactly as many as the number said. */
export function ReportDealsPage() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { report: key } = useParams({ from: "/signed-in/reports/$report/deals" });
  const search = useSearch({ from: "/signed-in/reports/$report/deals" });
  const { title: _title, ...query } = readFilters(search, Object.keys(search));
  const deals = useInfiniteQuery(reportDealsQuery(key, query));
  const rows = usePlaced(deals.data?.pages.flatMap((page) => page.items) ?? []);
  const columns = useDealColumns(key, rows);
  const total = deals.data?.pages[0]?.total ?? 0;
  if (!kindOf(key)) return <NotFound />;
  return (
    <Screen shape="fill">
      <PageHead
        title={readText(search, "title") ?? t`Сделки отчёта`}
        lead={deals.data && <Lead report={key} cell={readText(search, "cell")} total={total} />}
        actions={
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link
                {...props}
                to="/reports/$report"
                params={{ report: key }}
                search={validateReportSearch(query)}
              />
            )}
            leftSection={<Icon name="reports" />}
          >
            <Trans>К отчёту</Trans>
          </Button>
        }
      />
      {deals.isPending && <Loading />}
      {deals.error && !deals.data && <Failure error={deals.error} onRetry={() => void deals.refetch()} />}
      {deals.data && rows.length === 0 && <EmptyState title={<Trans>За этим числом сделок нет</Trans>} />}
      {rows.length > 0 && (
        <DataTable
          label={t`Сделки за числом отчёта`}
          rows={rows}
          columns={columns}
          rowKey={(row) => row.place}
          rowName={(row) => row.title}
          total={total}
          onOpen={(row) =>
            row.can.open && void navigate({ to: "/deals/$dealId", params: { dealId: row.id } })
          }
          onEnd={() => deals.hasNextPage && !deals.isFetchingNextPage && void deals.fetchNextPage()}
        />
      )}
    </Screen>
  );
}

interface LeadProps {
  report: string;
  cell: string | undefined;
  total: number;
}

/** Which number was opened, and how much it counts. */
function Lead({ report, cell, total }: LeadProps) {
  const { i18n } = useLingui();
  const catalogue = useQuery(catalogueQuery(i18n.locale));
  const info = catalogue.data?.items.find((one) => one.key === report);
  const figure = info?.figures.find((one) => one.key === (cell ?? info.cells[0]));
  const count = <Plural value={total} one="# сделка" few="# сделки" many="# сделок" other="# сделки" />;
  if (!figure) return count;
  return (
    <Trans>
      <MetricHint definition={figure.definition}>{figure.title}</MetricHint>: {count}
    </Trans>
  );
}
