import { Switch, Tabs } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";

import { useMe } from "@/api/session-queries";
import type { OfferRow } from "@/api/types";
import { DataTable, type TableColumn } from "@/ui/data-table";
import { Failure } from "@/ui/failure";
import { useFormats } from "@/ui/formats-context";
import { Loading } from "@/ui/loading";
import { Moment } from "@/ui/moment";
import { Money } from "@/ui/money";
import { PageHead } from "@/ui/page-head";
import { Screen } from "@/ui/screen";
import { EmptyState } from "@/ui/screen-state";

import { OfferDrawer } from "./offer-drawer";
import { OfferStateBadge, ReadingMark } from "./offer-state";
import classes from "./offers.module.css";
import { offersQuery } from "./queries";
import { type Tab, TABS } from "./tabs";

/** Every offer one sees, the newest first; a click opens one in full. */
export function OffersPage() {
  const { t } = useLingui();
  const me = useMe();
  const search = useSearch({ from: "/signed-in/offers" });
  const navigate = useNavigate();
  const columns = useColumns();
  const tab: Tab = search.tab ?? "waiting";
  const offers = useInfiniteQuery(offersQuery(tab, search.mine === "1"));
  const rows = offers.data?.pages.flatMap((page) => page.items) ?? [];
  const total = offers.data?.pages[0]?.total ?? 0;
  const names: Record<Tab, string> = {
    waiting: t`Ждут ответа`,
    drafts: t`Черновики`,
    accepted: t`Принятые`,
    declined: t`Отклонённые`,
    over: t`Истекли и отозваны`,
  };
  const go = (next: Partial<typeof search>) =>
    void navigate({ to: "/offers", search: { ...search, ...next } });
  return (
    <Screen shape="fill">
      <PageHead
        title={t`Предложения`}
        lead={<Trans>Что отправлено, кто читает прямо сейчас и кто ещё не ответил.</Trans>}
        aside={
          offers.data && (
            <span className={`num ${classes.soft}`}>
              <Plural
                value={total}
                one="# предложение"
                few="# предложения"
                many="# предложений"
                other="# предложения"
              />
            </span>
          )
        }
        actions={
          me.role !== "manager" && (
            <Switch
              label={t`Только мои`}
              checked={search.mine === "1"}
              onChange={(event) => go({ mine: event.currentTarget.checked ? "1" : undefined })}
            />
          )
        }
      />
      <Tabs
        value={tab}
        onChange={(value) => go({ tab: value === "waiting" ? undefined : (value as Tab) })}
        className={classes.tabs}
      >
        <Tabs.List>
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {names[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      {offers.isPending && <Loading />}
      {offers.error && !offers.data && <Failure error={offers.error} onRetry={() => void offers.refetch()} />}
      {offers.data && rows.length === 0 && (
        <EmptyState icon="offer" title={<Trans>Здесь пока пусто</Trans>}>
          <Trans>Предложение начинают на странице сделки: раздел «Предложения», «Новое КП».</Trans>
        </EmptyState>
      )}
      {rows.length > 0 && (
        <DataTable
          label={t`Предложения`}
          rows={rows}
          columns={columns}
          rowKey={(row) => row.id}
          rowName={(row) => t`КП № ${row.number}`}
          rowHeight={46}
          total={total}
          onOpen={(row) => go({ offer: row.id })}
          onEnd={() => offers.hasNextPage && !offers.isFetchingNextPage && void offers.fetchNextPage()}
        />
      )}
      <OfferDrawer id={search.offer} onClose={() => go({ offer: undefined })} withDeal />
    </Screen>
  );
}

function useColumns(): TableColumn<OfferRow>[] {
  const { t } = useLingui();
  const formats = useFormats();
  const me = useMe();
  const columns: (TableColumn<OfferRow> | false)[] = [
    {
      key: "offer",
      header: t`Предложение`,
      width: "minmax(190px, 2fr)",
      cell: (row) => (
        <span className={classes.two}>
          <span className={classes.cut}>
            <Trans>КП № {row.number}</Trans> · {row.deal.name}
          </span>
          <span className={`${classes.soft} ${classes.cut}`}>{row.recipient || row.title}</span>
        </span>
      ),
    },
    {
      key: "reading",
      header: t`Клиент`,
      width: "minmax(190px, 1.4fr)",
      cell: (row) => <ReadingMark offer={row} />,
    },
    {
      key: "amount",
      header: t`Сумма`,
      align: "end",
      width: "minmax(110px, 1fr)",
      cell: (row) => <Money amount={row.amount} currency={row.currency} />,
    },
    {
      key: "state",
      header: t`Состояние`,
      width: "minmax(140px, 1fr)",
      cell: (row) => <OfferStateBadge state={row.state} />,
    },
    { key: "sent", header: t`Отправлено`, cell: (row) => <Moment at={row.sent_at} /> },
    { key: "until", header: t`Действует до`, cell: (row) => formats.day(row.valid_until) },
    me.role !== "manager" && {
      key: "owner",
      header: t`Менеджер`,
      cell: (row) => row.owner?.name ?? t`Пока никто`,
    },
  ];
  return columns.filter((column) => column !== false);
}
