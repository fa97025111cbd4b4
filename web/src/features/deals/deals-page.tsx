import { Button, SegmentedControl } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { useDictionaries } from "@/api/dictionary-queries";
import { Icon } from "@/ui/icon";
import { PageHead } from "@/ui/page-head";
import { Screen } from "@/ui/screen";
import { EmptyState } from "@/ui/screen-state";

import { BoardView } from "./board/board-view";
import { NewDealDialog } from "./create/new-deal-dialog";
import type { DealsScreen, DealsView } from "./filters/deals-search";
import { DealsToolbar } from "./filters/deals-toolbar";
import { SavedViews } from "./filters/saved-views";
import { useDealsScreen } from "./filters/use-deals-screen";
import { ListView } from "./list/list-view";
import { useSingleKeys } from "@/ui/use-single-keys";

const NO_FILTERS: Partial<DealsScreen> = { filters: {}, scope: "all", q: "" };

export function DealsPage() {
  const { t } = useLingui();
  const [screen, change] = useDealsScreen();
  const [isCreating, setCreating] = useState(false);
  useSingleKeys({ KeyC: () => setCreating(true) });
  const pipelines = useDictionaries().pipelines.filter((one) => !one.is_archived);
  const asked = pipelines.find((one) => String(one.id) === screen.pipelines[0]);
  const pipeline = asked ?? pipelines[0];
  const onBoard = screen.view === "board";
  const reset = () => change(NO_FILTERS);

  return (
    <Screen shape="fill">
      <PageHead
        title={t`Сделки`}
        aside={
          <SegmentedControl
            aria-label={t`Вид`}
            value={screen.view}
            onChange={(view) => change({ view: view as DealsView })}
            data={[
              { value: "board", label: t`Доска` },
              { value: "list", label: t`Список` },
            ]}
          />
        }
        actions={
          <>
            <SavedViews screen={screen} />
            <Button leftSection={<Icon name="plus" />} onClick={() => setCreating(true)} disabled={!pipeline}>
              <Trans>Новая сделка</Trans>
            </Button>
          </>
        }
      />
      {pipeline ? (
        <>
          <DealsToolbar
            screen={screen}
            pipeline={onBoard ? pipeline.id : (asked?.id ?? null)}
            onChange={change}
          />
          {onBoard ? (
            <BoardView
              screen={screen}
              pipeline={pipeline}
              onReset={reset}
              onCreate={() => setCreating(true)}
            />
          ) : (
            <ListView screen={screen} onChange={change} onReset={reset} onCreate={() => setCreating(true)} />
          )}
          {isCreating && <NewDealDialog pipeline={pipeline} onClose={() => setCreating(false)} />}
        </>
      ) : (
        <EmptyState icon="deals" title={<Trans>Нет ни одной воронки</Trans>}>
          <Trans>Воронку с этапами заводят в настройках; после этого здесь появится доска.</Trans>
        </EmptyState>
      )}
    </Screen>
  );
}
