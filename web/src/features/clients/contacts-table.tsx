import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import type { Contact } from "@/api/types";
import { DataTable, type TableColumn } from "@/ui/data-table";
import { Failure } from "@/ui/failure";
import { Loading } from "@/ui/loading";
import { Moment } from "@/ui/moment";
import { EmptyState } from "@/ui/screen-state";

import { contactsQuery } from "./queries";

export function ContactsTable({ q }: { q: string }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const columns = useColumns();
  const contacts = useInfiniteQuery(contactsQuery(q));
  const rows = contacts.data?.pages.flatMap((page) => page.items) ?? [];
  if (contacts.isPending) return <Loading />;
  if (contacts.error && !contacts.data)
    return <Failure error={contacts.error} onRetry={() => void contacts.refetch()} />;
  if (rows.length === 0) {
    return q ? (
      <EmptyState icon="search" title={<Trans>Никого не нашлось</Trans>}>
        <Trans>Ищем по имени, телефону в любом виде и почте среди клиентов, которых вам видно.</Trans>
      </EmptyState>
    ) : (
      <EmptyState icon="clients" title={<Trans>Клиентов пока нет</Trans>}>
        <Trans>Контакт появляется сам с первой заявкой. Добавить человека можно и руками.</Trans>
      </EmptyState>
    );
  }
  return (
    <DataTable
      label={t`Контакты`}
      rows={rows}
      columns={columns}
      rowKey={(row) => row.id}
      rowName={(row) => row.name}
      total={contacts.data?.pages[0]?.total}
      onOpen={(row) => void navigate({ to: "/clients/contacts/$contactId", params: { contactId: row.id } })}
      onEnd={() => contacts.hasNextPage && !contacts.isFetchingNextPage && void contacts.fetchNextPage()}
    />
  );
}

const point = (row: Contact, kind: "phone" | "email") =>
  (
    row.points.find((one) => one.kind === kind && one.is_primary) ??
    row.points.find((one) => one.kind === kind)
  )?.value ?? "—";

function useColumns(): TableColumn<Contact>[] {
  const { t } = useLingui();
  return [
    { key: "name", header: t`Имя`, cell: (row) => row.name, width: "minmax(180px, 2fr)" },
    { key: "phone", header: t`Телефон`, cell: (row) => <span className="num">{point(row, "phone")}</span> },
    { key: "email", header: t`Почта`, cell: (row) => point(row, "email"), width: "minmax(160px, 1.5fr)" },
    { key: "company", header: t`Компания`, cell: (row) => row.company?.name ?? "—" },
    { key: "owner", header: t`Менеджер`, cell: (row) => row.owner?.name ?? "—" },
    { key: "created", header: t`Добавлен`, cell: (row) => <Moment at={row.created_at} as="date" /> },
  ];
}
