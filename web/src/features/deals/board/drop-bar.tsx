import { Trans, useLingui } from "@lingui/react/macro";
import { useRef } from "react";

import { Icon } from "@/ui/icon";

import classes from "./drop-bar.module.css";
import { useDraggedCard, useIsOver } from "./drag-store";
import { useDropTarget } from "./use-mouse-drag";

/** Won and lost are not stages, so they have no columns: they rise from below while a card is carried. */
export function DropBar() {
  const { t } = useLingui();
  const card = useDraggedCard();
  const isShown = card !== null && card.can.close;
  return (
    <div
      className={classes.bar}
      data-shown={isShown || undefined}
      aria-hidden={!isShown}
      role="group"
      aria-label={t`Закрыть сделку`}
    >
      <Zone outcome="won" />
      <Zone outcome="lost" />
    </div>
  );
}

function Zone({ outcome }: { outcome: "won" | "lost" }) {
  const ref = useRef<HTMLDivElement>(null);
  useDropTarget(ref, outcome);
  const isOver = useIsOver(outcome);
  return (
    <div
      ref={ref}
      className={classes.zone}
      data-drop={outcome}
      data-outcome={outcome}
      data-over={isOver || undefined}
    >
      <Icon name={outcome} size={20} />
      {outcome === "won" ? <Trans>Выиграна</Trans> : <Trans>Проиграна</Trans>}
    </div>
  );
}
