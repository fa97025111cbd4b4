import { Button } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";

import type { DealRow } from "@/api/types";
import { readFilters, readText } from "@/lib/search-params";
import { DataTable, type TableColumn } from "@/ui/data-table";
import { Failure } from "@/ui/failure";
import { Icon } from "@/ui/icon";
import { Loading } from "@/ui/loading";
import { Moment } from "@/ui/moment";
import { Money } from "@/ui/money";
import { PageHead } from "@/ui/page-head";
import { Screen } from "@/ui/screen";
import { EmptyState } from "@/ui/screen-state";

import { conversionDealsQuery } from "../queries";

/** The deals behind one number of the conversion report; there are exactly as many as the number said. */
export function ConversionDealsPage() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const columns = useColumns();
  const search = useSearch({ from: "/signed-in/reports/conversion/deals" });
  const { title: _title, ...query } = readFilters(search, Object.keys(search));
  const deals = useInfiniteQuery(conversionDealsQuery(query));
  const rows = deals.data?.pages.flatMap((page) => page.items) ?? [];
  const total = deals.data?.pages[0]?.total ?? 0;
  const { cell: _cell, ...asked } = query;
  return (
    <Screen shape="fill">
      <PageHead
        title={readText(search, "title") ?? t`Сделки отчёта`}
        lead={deals.data && <CellText cell={readText(search, "cell")} total={total} />}
        actions={
          <Button
            variant="default"
            renderRoot={(props) => <Link {...props} to="/reports/conversion" search={asked} />}
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
          rowKey={(row) => row.id}
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

function CellText({ cell, total }: { cell: string | undefined; total: number }) {
  if (cell === "advanced")
    return (
      <Plural
        value={total}
        one="# сделка прошла шаг"
        few="# сделки прошли шаг"
        many="# сделок прошли шаг"
        other="# сделки прошли шаг"
      />
    );
  if (cell === "open")
    return (
      <Plural
        value={total}
        one="# сделка ещё в работе"
        few="# сделки ещё в работе"
        many="# сделок ещё в работе"
        other="# сделки ещё в работе"
      />
    );
  return (
    <Plural
      value={total}
      one="# сделка вошла в шаг"
      few="# сделки вошли в шаг"
      many="# сделок вошло в шаг"
      other="# сделки вошли в шаг"
    />
  );
}

function useColumns(): TableColumn<DealRow>[] {
  const { t } = useLingui();
  const states = { open: t`В работе`, won: t`Выиграна`, lost: t`Проиграна` };
  return [
    { key: "title", header: t`Сделка`, cell: (row) => row.title, width: "minmax(200px, 2fr)" },
    { key: "owner", header: t`Менеджер`, cell: (row) => row.owner?.name ?? "—" },
    { key: "stage", header: t`Этап`, cell: (row) => row.stage.name },
    { key: "state", header: t`Состояние`, cell: (row) => states[row.state] },
    { key: "source", header: t`Источник`, cell: (row) => row.source?.name ?? "—" },
    { key: "amount", header: t`Сумма`, cell: (row) => <Money amount={row.amount} />, align: "end" },
    { key: "created", header: t`Создана`, cell: (row) => <Moment at={row.created_at} as="date" /> },
  ];
}
