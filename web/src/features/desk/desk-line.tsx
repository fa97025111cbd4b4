import { ActionIcon, Anchor, Menu, Tooltip, UnstyledButton } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { memo } from "react";

import type { DeskRow } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import { Icon } from "@/ui/icon";
import { Money } from "@/ui/money";

import { actOf, type DeskAct, type DeskActName } from "./desk-dialog";
import { DeskAction } from "./desk-action";
import classes from "./desk-line.module.css";
import { useReasonWords } from "./use-reason-words";

interface DeskLineProps {
  row: DeskRow;
  onAct: (act: DeskAct) => void;
}

/** One thing to do: whom it is about, why it lies here, and the one obvious act. */
export const DeskLine = memo(function DeskLine({ row, onAct }: DeskLineProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const why = useReasonWords()(row);
  const { deal, task } = row;
  const client = deal?.contact?.name ?? deal?.company;
  const title = deal?.title ?? task?.title ?? "";
  const expected = row.expected === null ? "" : formats.money(row.expected, { currency: deal?.currency });
  return (
    <li className={classes.line} data-desk-row={row.key}>
      <div className={classes.top}>
        {deal ? (
          <Link
            to="/deals/$dealId"
            params={{ dealId: deal.id }}
            className={classes.title}
            data-desk-link
            preload={false}
          >
            {title}
          </Link>
        ) : (
          <UnstyledButton
            className={classes.title}
            data-desk-link
            onClick={() => task && onAct({ name: "edit", row })}
          >
            {title}
          </UnstyledButton>
        )}
        {deal && deal.amount !== null && (
          <Tooltip label={t`Ожидаемо с учётом этапа: ${expected}`} disabled={!expected}>
            <span className={classes.amount}>
              <Money amount={deal.amount} currency={deal.currency} />
            </span>
          </Tooltip>
        )}
      </div>
      {deal && (
        <div className={classes.soft}>
          {client ? (
            <>
              <span className={classes.client}>{client}</span> · {deal.stage.name}
            </>
          ) : (
            deal.stage.name
          )}
        </div>
      )}
      {deal && task && <div className={classes.task}>{task.title}</div>}
      <div className={classes.foot}>
        <span className={classes.why} data-tone={why.tone}>
          <Icon name={why.icon} size={13} /> {why.text}
        </span>
        <DeskAction row={row} onAct={onAct} />
        <Acts row={row} onAct={onAct} />
      </div>
    </li>
  );
});

/** Everything else that can be done from here, with its key. */
function Acts({ row, onAct }: DeskLineProps) {
  const { t } = useLingui();
  const names: Record<DeskActName, [string, string]> = {
    contact: [t`Записать контакт`, "C"],
    note: [t`Заметка`, "N"],
    plan: [t`Новая задача`, "T"],
    finish: [t`Задача сделана`, "D"],
    edit: [t`Перенести или изменить`, "M"],
  };
  const possible = (Object.keys(names) as DeskActName[]).filter((name) => actOf(name, row));
  const title = row.deal?.title ?? row.task?.title ?? "";
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t`Действия: ${title}`}>
          <Icon name="dots" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {possible.map((name) => (
          <Menu.Item key={name} rightSection={names[name][1]} onClick={() => onAct({ name, row })}>
            {names[name][0]}
          </Menu.Item>
        ))}
        {row.deal?.phone && (
          <Menu.Item renderRoot={(props) => <Anchor {...props} href={`tel:${row.deal?.phone}`} />}>
            <Trans>Набрать номер</Trans>
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
