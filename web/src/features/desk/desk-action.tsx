import { Button } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";

import type { DeskRow } from "@/api/types";

import { actOf, type DeskAct } from "./desk-dialog";
import classes from "./desk-line.module.css";

interface DeskActionProps {
  row: DeskRow;
  onAct: (act: DeskAct) => void;
}

/** The one obvious act of a row. A call dials and asks at once how it went. */
export function DeskAction({ row, onAct }: DeskActionProps) {
  const { t } = useLingui();
  const { action, deal } = row;
  const title = deal?.title ?? row.task?.title ?? "";
  const look = { size: "compact-xs", variant: "light", className: classes.action } as const;
  if (action === "open") {
    return deal ? (
      <Button
        {...look}
        aria-label={t`Открыть: ${title}`}
        renderRoot={(props) => (
          <Link to="/deals/$dealId" params={{ dealId: deal.id }} preload={false} {...props} />
        )}
      >
        <Trans>Открыть</Trans>
      </Button>
    ) : null;
  }
  const [word, name] = {
    call: [t`Позвонить`, t`Позвонить: ${title}`],
    answer: [t`Ответить`, t`Ответить: ${title}`],
    write: [t`Написать`, t`Написать: ${title}`],
    do: [t`Сделано`, t`Сделано: ${title}`],
    plan: [t`Запланировать`, t`Запланировать: ${title}`],
  }[action];
  const act = actOf(
    action === "do" ? "finish" : action === "plan" ? "plan" : deal ? "contact" : "finish",
    row,
  );
  if (!act) return null;
  const shared = { ...look, "aria-label": name, onClick: () => onAct(act) };
  return (action === "call" || action === "answer") && deal?.phone ? (
    <Button {...shared} component="a" href={`tel:${deal.phone}`}>
      {word}
    </Button>
  ) : (
    <Button {...shared}>{word}</Button>
  );
}
