import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { memo, useRef } from "react";
import { Trans } from "@lingui/react/macro";

import type { DealRow } from "@/api/types";
import { Money } from "@/ui/money";
import { PersonAvatar } from "@/ui/person-avatar";

import { DealMarks } from "../deal-marks";
import { useBoardActions } from "./board-actions";
import classes from "./deal-card.module.css";
import { useIsDragged } from "./drag-store";
import { MoveMenu } from "./move-menu";
import { useDraggableCard } from "./use-mouse-drag";

interface DealCardProps {
  card: DealRow;
  isMenuOpen: boolean;
  /** On its way to the server: shown in its new place, not to be dragged again yet. */
  isPending: boolean;
}

export const DealCard = memo(function DealCard({ card, isMenuOpen, isPending }: DealCardProps) {
  const ref = useRef<HTMLElement>(null);
  const isMovable = (card.can.edit || card.can.close) && !isPending;
  useDraggableCard(ref, card, isMovable);
  const isDragged = useIsDragged(card.id);
  const client = card.contact?.name ?? card.company?.name;
  return (
    <article
      ref={ref}
      className={classes.card}
      data-card={card.id}
      data-pending={isPending || undefined}
      data-dragged={isDragged || undefined}
      data-movable={isMovable || undefined}
    >
      <div className={classes.top}>
        <Link
          to="/deals/$dealId"
          params={{ dealId: card.id }}
          className={classes.title}
          draggable={false}
          data-card-link
          preload={false}
        >
          {card.title}
        </Link>
        {isMovable && <MoveMenu card={card} isOpen={isMenuOpen} />}
      </div>
      <div className={classes.client}>{client ?? <Trans>Без клиента</Trans>}</div>
      <DealMarks deal={card} />
      <div className={classes.foot}>
        <span className={classes.amount}>
          <Money amount={card.amount} currency={card.currency} />
        </span>
        {card.owner ? <PersonAvatar name={card.owner.name} id={card.owner.id} /> : <Nobody card={card} />}
      </div>
    </article>
  );
});

/** Nobody's deal: whoever may take it does so in one press. */
function Nobody({ card }: { card: DealRow }) {
  const { claim } = useBoardActions();
  if (!card.can.assign)
    return (
      <span className={classes.nobody}>
        <Trans>Без менеджера</Trans>
      </span>
    );
  return (
    <Button size="compact-xs" variant="light" className={classes.claim} onClick={() => claim(card)}>
      <Trans>Взять себе</Trans>
    </Button>
  );
}
