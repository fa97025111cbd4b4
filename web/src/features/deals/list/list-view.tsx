import { Button } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";

import { useSession } from "@/api/session-queries";
import type { DealRow } from "@/api/types";
import { DataTable } from "@/ui/data-table";
import { Icon } from "@/ui/icon";
import { QueryView } from "@/ui/query-view";
import { EmptyState } from "@/ui/screen-state";

import { usePendingEdits } from "../changes/use-pending-edits";
import { type DealsScreen, queryFilters, type Sort, SORTS } from "../filters/deals-search";
import { listQuery } from "../queries";
import { BulkBar } from "./bulk-bar";
import { ColumnChoice } from "./column-choice";
import classes from "./list.module.css";
import { ListFoot } from "./list-foot";
import { DEFAULT_COLUMNS, useDealColumns } from "./use-deal-columns";
import { useListKeys } from "./use-list-keys";
import { useRowChanges } from "./use-row-changes";

interface ListViewProps {
  screen: DealsScreen;
  onChange: (change: Partial<DealsScreen>) => void;
  onReset: () => void;
  onCreate: () => void;
}

export function ListView({ screen, onChange, onReset, onCreate }: ListViewProps) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const timeZone = useSession().organisation?.time_zone ?? "UTC";
  const filters = queryFilters(screen, timeZone);
  const query = useInfiniteQuery(listQuery(filters, screen.sort));
  const withEdits = usePendingEdits();
  const rows = useMemo(
    () => query.data?.pages.flatMap((page) => page.items.map(withEdits)) ?? [],
    [query.data, withEdits],
  );
  const [selected, setSelected] = useState<string[]>([]);
  const [change, conflict] = useRowChanges();
  const columns = useDealColumns(change);
  const shown = screen.columns ?? DEFAULT_COLUMNS;
  const visible = useMemo(() => columns.filter((column) => shown.includes(column.key)), [columns, shown]);
  const onKeyDown = useListKeys();
  const total = query.data?.pages[0]?.total ?? 0;
  const open = (row: DealRow) => void navigate({ to: "/deals/$dealId", params: { dealId: row.id } });
  const sortBy = (word: string) => {
    const sort = SORTS.find((one) => one === word);
    if (sort) onChange({ sort: sort satisfies Sort });
  };

  return (
    <QueryView query={query}>
      {() =>
        rows.length === 0 ? (
          <NothingFound isFiltered={Object.keys(filters).length > 0} onReset={onReset} onCreate={onCreate} />
        ) : (
          <>
            {selected.length > 0 && <BulkBar ids={selected} rows={rows} onDone={() => setSelected([])} />}
            <div role="presentation" className={classes.keys} onKeyDown={onKeyDown}>
              <DataTable
                label={t`Сделки`}
                rows={rows}
                columns={visible}
                rowKey={(row) => row.id}
                rowName={(row) => row.title}
                onOpen={open}
                sort={screen.sort}
                onSort={sortBy}
                selected={selected}
                onSelect={setSelected}
                total={total}
                onEnd={() => query.hasNextPage && !query.isFetching && void query.fetchNextPage()}
              />
            </div>
            <ListFoot rows={rows} total={total} selected={selected}>
              <ColumnChoice
                columns={columns}
                shown={shown}
                onChange={(keys) => onChange({ columns: keys })}
              />
            </ListFoot>
            {conflict}
          </>
        )
      }
    </QueryView>
  );
}

interface NothingFoundProps {
  isFiltered: boolean;
  onReset: () => void;
  onCreate: () => void;
}

function NothingFound({ isFiltered, onReset, onCreate }: NothingFoundProps) {
  if (isFiltered) {
    return (
      <EmptyState
        icon="filter"
        title={<Trans>Под фильтры ничего не подошло</Trans>}
        action={
          <Button variant="default" onClick={onReset}>
            <Trans>Сбросить фильтры</Trans>
          </Button>
        }
      >
        <Trans>Уберите часть условий — сделки никуда не делись.</Trans>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="deals"
      title={<Trans>Сделок пока нет</Trans>}
      action={
        <Button leftSection={<Icon name="plus" />} onClick={onCreate}>
          <Trans>Завести сделку</Trans>
        </Button>
      }
    >
      <Trans>Заявки с сайта станут сделками сами. Первую можно завести руками — клавиша C.</Trans>
    </EmptyState>
  );
}
