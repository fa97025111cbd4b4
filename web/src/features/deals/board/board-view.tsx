import { Button } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";

import { useSession } from "@/api/session-queries";
import type { Pipeline } from "@/api/types";
import { Icon } from "@/ui/icon";
import { Loading } from "@/ui/loading";
import { QueryView } from "@/ui/query-view";
import { EmptyState } from "@/ui/screen-state";

import { type DealsScreen, queryFilters } from "../filters/deals-search";
import { boardQuery } from "../queries";
import { Board } from "./board";

interface BoardViewProps {
  screen: DealsScreen;
  pipeline: Pipeline;
  onReset: () => void;
  onCreate: () => void;
}

export function BoardView({ screen, pipeline, onReset, onCreate }: BoardViewProps) {
  const timeZone = useSession().organisation?.time_zone ?? "UTC";
  const filters = queryFilters(screen, timeZone);
  const query = useQuery(boardQuery(pipeline.id, filters));
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <QueryView query={query} loading={<Loading shape="columns" />}>
      {(board) => {
        const isEmpty = board.columns.every((column) => column.count === 0);
        if (isEmpty && isFiltered) {
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
              <Trans>
                В этой воронке есть другие открытые сделки: уберите часть условий или смените воронку.
              </Trans>
            </EmptyState>
          );
        }
        if (isEmpty) {
          return (
            <EmptyState
              icon="deals"
              title={<Trans>Здесь будут сделки</Trans>}
              action={
                <Button leftSection={<Icon name="plus" />} onClick={onCreate}>
                  <Trans>Завести сделку</Trans>
                </Button>
              }
            >
              <Trans>
                Каждая заявка с сайта сама становится сделкой на первом этапе. Звонок или встречу заведите
                руками — клавиша C.
              </Trans>
            </EmptyState>
          );
        }
        return <Board key={board.pipeline.id} board={board} filters={filters} />;
      }}
    </QueryView>
  );
}
