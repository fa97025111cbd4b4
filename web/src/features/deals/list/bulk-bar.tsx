import { Button, Menu } from "@mantine/core";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { useDictionaries } from "@/api/dictionary-queries";
import { useMe } from "@/api/session-queries";
import type { BulkIn, BulkResult, DealRow } from "@/api/types";
import { Icon } from "@/ui/icon";

import { useRefusal } from "../changes/use-refusal";
import { LoseDialog } from "../closing/lose-dialog";
import classes from "./bulk-bar.module.css";
import { BulkFieldDialog } from "./bulk-field-dialog";
import { BulkOwnerDialog } from "./bulk-owner-dialog";
import { BulkOutcome } from "./bulk-outcome";
import { MAX_BULK, useBulk } from "./use-bulk";

interface BulkBarProps {
  ids: string[];
  rows: DealRow[];
  onDone: () => void;
}

type Ask = "lose" | "assign" | "edit";

/** One act on all picked deals. What the server refused stays on screen, deal by deal, with the reason. */
export function BulkBar({ ids, rows, onDone }: BulkBarProps) {
  const { t } = useLingui();
  const known = useDictionaries();
  const me = useMe();
  const bulk = useBulk();
  const [ask, setAsk] = useState<Ask | null>(null);
  const [outcome, setOutcome] = useState<BulkResult | null>(null);
  const [report] = useRefusal();
  const picked = rows.filter((row) => ids.includes(row.id));
  const pipelines = known.pipelines.filter((one) => picked.some((row) => row.pipeline.id === one.id));
  const isTooMany = ids.length > MAX_BULK;

  const run = (what: Omit<BulkIn, "ids">) => {
    setAsk(null);
    bulk.mutate(
      { ids, ...what },
      {
        onSuccess: (result) => (result.refused.length > 0 ? setOutcome(result) : onDone()),
        onError: (error) => report({ error, title: t`Ничего не изменено` }),
      },
    );
  };

  return (
    <div className={classes.bar} role="toolbar" aria-label={t`Действия с выбранными`}>
      <strong className={classes.count}>
        <Plural
          value={ids.length}
          one="Выбрана # сделка"
          few="Выбраны # сделки"
          many="Выбрано # сделок"
          other="Выбрано # сделки"
        />
      </strong>
      {isTooMany && (
        <span role="alert">
          <Trans>За раз можно изменить не больше {MAX_BULK}</Trans>
        </span>
      )}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<Icon name="arrowRight" />}
            disabled={isTooMany}
            loading={bulk.isPending}
          >
            <Trans>Переместить</Trans>
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah="50vh" className={classes.menu}>
          {pipelines.map((pipeline) => (
            <div key={pipeline.id}>
              {pipelines.length > 1 && <Menu.Label>{pipeline.name}</Menu.Label>}
              {pipeline.stages
                .filter((stage) => !stage.is_archived)
                .map((stage) => (
                  <Menu.Item key={stage.id} onClick={() => run({ action: "move", stage: stage.id })}>
                    {stage.name}
                  </Menu.Item>
                ))}
            </div>
          ))}
        </Menu.Dropdown>
      </Menu>
      {me.can.assign && (
        <Button
          variant="default"
          leftSection={<Icon name="user" />}
          disabled={isTooMany}
          onClick={() => setAsk("assign")}
        >
          <Trans>Передать</Trans>
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<Icon name="edit" />}
        disabled={isTooMany}
        onClick={() => setAsk("edit")}
      >
        <Trans>Изменить поле</Trans>
      </Button>
      <Button
        variant="default"
        leftSection={<Icon name="lost" />}
        disabled={isTooMany}
        onClick={() => setAsk("lose")}
      >
        <Trans>Проиграны…</Trans>
      </Button>
      <Button variant="subtle" color="gray" onClick={onDone}>
        <Trans>Снять выбор</Trans>
      </Button>

      {ask === "lose" && (
        <LoseDialog
          title={t`Почему проиграли?`}
          lead={
            <Plural
              value={ids.length}
              one="Закроем # сделку с одной причиной"
              few="Закроем # сделки с одной причиной"
              many="Закроем # сделок с одной причиной"
              other="Закроем # сделки с одной причиной"
            />
          }
          isPending={bulk.isPending}
          onClose={() => setAsk(null)}
          onLose={(loss) => run({ action: "lose", ...loss })}
        />
      )}
      {ask === "assign" && (
        <BulkOwnerDialog
          onClose={() => setAsk(null)}
          onAssign={(manager) => run({ action: "assign", manager })}
        />
      )}
      {ask === "edit" && (
        <BulkFieldDialog onClose={() => setAsk(null)} onEdit={(fields) => run({ action: "edit", fields })} />
      )}
      {outcome && (
        <BulkOutcome
          outcome={outcome}
          rows={rows}
          onClose={() => {
            setOutcome(null);
            onDone();
          }}
        />
      )}
    </div>
  );
}
