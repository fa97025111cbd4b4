import { Tabs } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";

import type { InboxRequest } from "@/api/types";
import { DataTable, type TableColumn } from "@/ui/data-table";
import { Failure } from "@/ui/failure";
import { Loading } from "@/ui/loading";
import { Moment } from "@/ui/moment";
import { PageHead } from "@/ui/page-head";
import { Screen } from "@/ui/screen";
import { EmptyState } from "@/ui/screen-state";

import { AnswerMark } from "./answer-mark";
import classes from "./inbox.module.css";
import { requestsQuery } from "./queries";
import { RequestDrawer } from "./request-drawer";
import { type Tab, TABS } from "./tabs";

/** Requests as they came in, newest first; a click opens one in full. */
export function InboxPage() {
  const { t } = useLingui();
  const search = useSearch({ from: "/signed-in/inbox" });
  const navigate = useNavigate();
  const columns = useColumns();
  const tab: Tab = search.tab ?? "all";
  const requests = useInfiniteQuery(requestsQuery(tab));
  const rows = requests.data?.pages.flatMap((page) => page.items) ?? [];
  const total = requests.data?.pages[0]?.total ?? 0;
  const names: Record<Tab, string> = {
    all: t`Все`,
    waiting: t`Без менеджера`,
    quarantined: t`На проверке`,
    failed: t`С ошибкой`,
  };
  const go = (next: { tab?: Tab; request?: string }) =>
    void navigate({ to: "/inbox", search: { ...search, ...next } });
  return (
    <Screen shape="fill">
      <PageHead
        title={t`Заявки`}
        lead={<Trans>Всё, что пришло с форм, из API и импорта, — и что с этим стало.</Trans>}
        aside={requests.data && <Count total={total} />}
      />
      <Tabs
        value={tab}
        onChange={(value) => go({ tab: value === "all" ? undefined : (value as Tab) })}
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
      {requests.isPending && <Loading />}
      {requests.error && !requests.data && (
        <Failure error={requests.error} onRetry={() => void requests.refetch()} />
      )}
      {requests.data && rows.length === 0 && <Nothing tab={tab} />}
      {rows.length > 0 && (
        <DataTable
          label={t`Заявки`}
          rows={rows}
          columns={columns}
          rowKey={(row) => row.id}
          rowName={(row) => row.name || row.phone || row.email}
          rowHeight={46}
          total={total}
          onOpen={(row) => go({ request: row.id })}
          onEnd={() => requests.hasNextPage && !requests.isFetchingNextPage && void requests.fetchNextPage()}
        />
      )}
      <RequestDrawer id={search.request} onClose={() => go({ request: undefined })} />
    </Screen>
  );
}

function Count({ total }: { total: number }) {
  return (
    <span className={`num ${classes.soft}`}>
      <Plural value={total} one="# заявка" few="# заявки" many="# заявок" other="# заявки" />
    </span>
  );
}

function Nothing({ tab }: { tab: Tab }) {
  if (tab === "quarantined") {
    return (
      <EmptyState icon="shield" title={<Trans>Подозрительных заявок нет</Trans>}>
        <Trans>Сюда попадает то, что похоже на робота. Ничего не теряется: решает человек.</Trans>
      </EmptyState>
    );
  }
  if (tab === "waiting") {
    return (
      <EmptyState icon="check" title={<Trans>Все заявки розданы</Trans>}>
        <Trans>
          Новая заявка появится здесь, если некому её отдать: все заняты, отсутствуют или раздача ручная.
        </Trans>
      </EmptyState>
    );
  }
  if (tab === "failed") return <EmptyState icon="check" title={<Trans>Ошибок нет</Trans>} />;
  return (
    <EmptyState icon="inbox" title={<Trans>Заявок пока нет</Trans>}>
      <Trans>
        Создайте форму в настройках и поставьте её на сайт — или подключите API. Первая заявка появится здесь
        сама.
      </Trans>
    </EmptyState>
  );
}

function useColumns(): TableColumn<InboxRequest>[] {
  const { t } = useLingui();
  return [
    {
      key: "received",
      header: t`Пришла`,
      cell: (row) => <Moment at={row.received_at} />,
      width: "minmax(110px, 1fr)",
    },
    {
      key: "who",
      header: t`От кого`,
      width: "minmax(170px, 1.4fr)",
      cell: (row) => (
        <span className={classes.two}>
          <span>{row.name || "—"}</span>
          <span className={classes.soft}>{row.phone || row.email}</span>
        </span>
      ),
    },
    {
      key: "message",
      header: t`Сообщение`,
      cell: (row) => <span className={classes.cut}>{row.message || "—"}</span>,
      width: "minmax(180px, 2.4fr)",
    },
    { key: "source", header: t`Откуда`, cell: (row) => row.form?.name ?? row.source?.name ?? row.channel },
    {
      key: "owner",
      header: t`Менеджер`,
      cell: (row) => row.deal?.owner?.name ?? (row.deal ? t`Пока никто` : "—"),
    },
    {
      key: "answer",
      header: t`Ответ`,
      cell: (row) => <AnswerMark request={row} />,
      width: "minmax(180px, 1.2fr)",
    },
  ];
}
