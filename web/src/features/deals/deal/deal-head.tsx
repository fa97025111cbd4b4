import { ActionIcon, Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";

import { useMe } from "@/api/session-queries";
import type { Deal } from "@/api/types";
import { useConfirm } from "@/ui/confirm";
import { Icon } from "@/ui/icon";
import { Money } from "@/ui/money";
import { useErrorText } from "@/ui/use-error-text";

import { type Loss, LoseDialog } from "../closing/lose-dialog";
import { DealMarks } from "../deal-marks";
import { TextCell } from "../fields/text-cell";
import { useDeleteDeal } from "../mutations";
import { StateBadge } from "../state-badge";
import { useSingleKeys } from "@/ui/use-single-keys";
import classes from "./deal-head.module.css";
import type { DealChanges } from "./use-deal-changes";

interface DealHeadProps {
  deal: Deal;
  changes: DealChanges;
  /** Open while it is asked why the deal was lost; holds what is known of it. */
  losing: Partial<Loss> | null;
  onLosing: (known: Partial<Loss> | null) => void;
}

/** What the deal is, what it is worth, and its end: won, lost, or back to work. */
export function DealHead({ deal, changes, losing, onLosing }: DealHeadProps) {
  const { t } = useLingui();
  const isOpen = deal.state === "open";
  const win = () => changes.close({ outcome: "won" });
  const me = useMe();
  const canClaim = isOpen && deal.owner === null && deal.can.assign;
  const canClose = isOpen && deal.can.close;
  useSingleKeys(canClose ? { KeyW: win, KeyL: () => onLosing({}) } : {});

  return (
    <header className={classes.head}>
      <Link to="/deals" className={classes.back}>
        <Icon name="chevronLeft" size={14} /> <Trans>Сделки</Trans>
      </Link>
      <div className={classes.line}>
        <h1 className={classes.title}>
          <TextCell
            by="press"
            label={t`Название`}
            value={deal.title}
            isEditable={deal.can.edit}
            onSave={(title) => changes.edit({ title })}
          >
            {deal.title}
          </TextCell>
        </h1>
        <span className={classes.amount}>
          <Money amount={deal.amount} currency={deal.currency} />
        </span>
        <StateBadge state={deal.state} />
        <div className={classes.acts}>
          {canClaim && (
            <Button loading={changes.isBusy} onClick={() => changes.assign(me.id, "")}>
              <Trans>Взять себе</Trans>
            </Button>
          )}
          {canClose && (
            <>
              <Button leftSection={<Icon name="won" />} loading={changes.isBusy} onClick={win}>
                <Trans>Выиграна</Trans>
              </Button>
              <Button variant="default" leftSection={<Icon name="lost" />} onClick={() => onLosing({})}>
                <Trans>Проиграна…</Trans>
              </Button>
            </>
          )}
          {!isOpen && deal.can.close && (
            <Button
              variant="default"
              leftSection={<Icon name="refresh" />}
              loading={changes.isBusy}
              onClick={changes.reopen}
            >
              <Trans>Вернуть в работу</Trans>
            </Button>
          )}
          <DeleteMenu deal={deal} />
        </div>
      </div>
      <DealMarks deal={deal} />
      {deal.state === "lost" && (
        <p className={classes.loss}>
          <Icon name="lost" size={14} />{" "}
          {[deal.loss_reason?.group?.name, deal.loss_reason?.name].filter(Boolean).join(" → ")}
          {deal.loss_comment && <span className={classes.comment}>«{deal.loss_comment}»</span>}
        </p>
      )}
      {losing && (
        <LoseDialog
          title={t`Почему проиграли?`}
          lead={deal.title}
          known={losing}
          onClose={() => onLosing(null)}
          onLose={(loss) => {
            onLosing(null);
            changes.close({ outcome: "lost", ...loss });
          }}
        />
      )}
    </header>
  );
}

/** Junk leaves every list and every number, so only the head and the admin may throw a deal away. */
function DeleteMenu({ deal }: { deal: Deal }) {
  const { t } = useLingui();
  const me = useMe();
  const confirm = useConfirm();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const deleteDeal = useDeleteDeal();
  if (me.role !== "head" && me.role !== "admin") return null;
  const ask = () =>
    confirm({
      title: t`Удалить сделку как мусор?`,
      text: t`Она исчезнет из списков и из всех отчётов. Для отказа клиента есть «Проиграна».`,
      yes: t`Удалить как мусор`,
      danger: true,
      onYes: () =>
        deleteDeal.mutate(
          { id: deal.id, version: deal.version },
          {
            onSuccess: () => void navigate({ to: "/deals" }),
            onError: (error) =>
              notifications.show({ color: "red", title: t`Сделка не удалена`, message: errorText(error) }),
          },
        ),
    });
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t`Ещё`}>
          <Icon name="dots" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item color="red" leftSection={<Icon name="trash" />} onClick={ask}>
          <Trans>Удалить как мусор…</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
