import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import type { Company } from "@/api/types";
import { DataTable, type TableColumn } from "@/ui/data-table";
import { Failure } from "@/ui/failure";
import { Loading } from "@/ui/loading";
import { Moment } from "@/ui/moment";
import { EmptyState } from "@/ui/screen-state";

import { companiesQuery } from "./queries";

export function CompaniesTable({ q }: { q: string }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const columns: TableColumn<Company>[] = [
    { key: "name", header: t`Название`, cell: (row) => row.name, width: "minmax(200px, 2fr)" },
    { key: "tax", header: t`ИНН`, cell: (row) => <span className="num">{row.tax_id || "—"}</span> },
    { key: "site", header: t`Сайт`, cell: (row) => row.site || "—" },
    { key: "owner", header: t`Менеджер`, cell: (row) => row.owner?.name ?? "—" },
    { key: "created", header: t`Добавлена`, cell: (row) => <Moment at={row.created_at} as="date" /> },
  ];
  const companies = useInfiniteQuery(companiesQuery(q));
  const rows = companies.data?.pages.flatMap((page) => page.items) ?? [];
  if (companies.isPending) return <Loading />;
  if (companies.error && !companies.data)
    return <Failure error={companies.error} onRetry={() => void companies.refetch()} />;
  if (rows.length === 0) {
    return (
      <EmptyState
        icon="company"
        title={q ? <Trans>Ничего не нашлось</Trans> : <Trans>Компаний пока нет</Trans>}
      >
        <Trans>
          Компания объединяет людей и сделки одного заказчика. Добавьте первую кнопкой справа вверху.
        </Trans>
      </EmptyState>
    );
  }
  return (
    <DataTable
      label={t`Компании`}
      rows={rows}
      columns={columns}
      rowKey={(row) => row.id}
      rowName={(row) => row.name}
      total={companies.data?.pages[0]?.total}
      onOpen={(row) => void navigate({ to: "/clients/companies/$companyId", params: { companyId: row.id } })}
      onEnd={() => companies.hasNextPage && !companies.isFetchingNextPage && void companies.fetchNextPage()}
    />
  );
}
