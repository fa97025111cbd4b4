import { Skeleton } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef } from "react";

import type { BoardColumn as Column } from "@/api/types";
import type { FilterValues } from "@/lib/search-params";
import { useFormats } from "@/ui/formats-context";
import { Money } from "@/ui/money";

import classes from "./board-column.module.css";
import { DealCard } from "./deal-card";
import { useIsOver } from "./drag-store";
import { overlayColumn, type Pending } from "./pending-changes";
import { useColumnCards } from "./use-column-cards";
import { useDropTarget } from "./use-mouse-drag";

export const CARD_HEIGHT = 116;
const CARD_GAP = 8;

interface BoardColumnProps {
  column: Column;
  filters: FilterValues;
  pending: Pending;
  menuFor: string | null;
}

export function BoardColumn({ column, filters, pending, menuFor }: BoardColumnProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const ref = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const target = `stage:${column.stage.id}` as const;
  useDropTarget(ref, target);
  const isOver = useIsOver(target);
  const overlay = useMemo(() => overlayColumn(column, pending), [column, pending]);
  const { cards, isPending, reach } = useColumnCards(column, filters, overlay);
  const rows = useVirtualizer({
    count: Math.max(overlay.count, cards.length),
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_HEIGHT,
    // All cards are equally high, so nothing is measured and the scroll bar never jumps.
    measureElement: () => CARD_HEIGHT,
    gap: CARD_GAP,
    overscan: 5,
    directDomUpdates: true,
    getItemKey: (index) => cards[index]?.id ?? index,
  });
  const visible = rows.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;

  // Follows the scroll position, which the browser owns.
  useEffect(() => {
    reach(last);
  });

  const name = column.stage.name;
  return (
    <section
      ref={ref}
      className={classes.column}
      data-drop={target}
      data-over={isOver || undefined}
      aria-label={t`Этап «${name}»`}
    >
      <header className={classes.head}>
        <h2 className={classes.name} title={name}>
          {name}
        </h2>
        <span className={classes.count}>{formats.number(overlay.count)}</span>
        <span className={classes.money}>
          <Money amount={overlay.amount} short />
        </span>
      </header>
      <div ref={scroller} className={classes.scroller} data-column={column.stage.id}>
        <ul ref={rows.containerRef} className={classes.rows}>
          {visible.map((row) => {
            const card = cards[row.index];
            return (
              <li
                key={row.key}
                ref={rows.measureElement}
                data-index={row.index}
                className={classes.row}
                aria-posinset={row.index + 1}
                aria-setsize={overlay.count}
              >
                {card ? (
                  <DealCard card={card} isMenuOpen={menuFor === card.id} isPending={isPending(card.id)} />
                ) : (
                  <Skeleton height={CARD_HEIGHT} radius="md" />
                )}
              </li>
            );
          })}
        </ul>
      </div>
      {overlay.count === 0 && (
        <p className={classes.empty}>
          <Trans>Пусто. Перетащите сюда сделку.</Trans>
        </p>
      )}
    </section>
  );
}
