import { ActionIcon, Menu } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { memo } from "react";

import type { DealRow } from "@/api/types";
import { Icon } from "@/ui/icon";

import { useBoardActions } from "./board-actions";

interface MoveMenuProps {
  card: DealRow;
  isOpen: boolean;
}

/** The card's ⋮: the way to move for the keyboard, for a screen reader and for anyone who dislikes dragging. */
export const MoveMenu = memo(function MoveMenu({ card, isOpen }: MoveMenuProps) {
  const { t } = useLingui();
  const { openMenu } = useBoardActions();
  const dots = (
    <ActionIcon
      size={26}
      aria-label={t`Переместить или изменить: ${card.title}`}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      onClick={() => openMenu(isOpen ? null : card.id)}
    >
      <Icon name="dots" />
    </ActionIcon>
  );
  // Hundreds of cards scroll by; only the open menu is worth its popover.
  if (!isOpen) return dots;
  return (
    <Menu
      opened
      onChange={(opened) => !opened && openMenu(null)}
      position="bottom-end"
      trapFocus
      returnFocus
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>{dots}</Menu.Target>
      <Items card={card} />
    </Menu>
  );
});

function Items({ card }: { card: DealRow }) {
  const { stages, move, win, askLose, edit } = useBoardActions();
  const here = stages.findIndex((stage) => stage.id === card.stage.id);
  // The focus waits on the next stage: where a deal goes most often.
  const likely = stages[here + 1] ?? stages[here - 1];
  return (
    <Menu.Dropdown>
      {card.can.edit && (
        <>
          <Menu.Label>
            <Trans>Переместить…</Trans>
          </Menu.Label>
          {stages.map((stage) => (
            <Menu.Item
              key={stage.id}
              data-autofocus={stage === likely || undefined}
              disabled={stage.id === card.stage.id}
              leftSection={<Icon name={stage.id === card.stage.id ? "check" : "arrowRight"} />}
              onClick={() => move(card, stage.id)}
            >
              {stage.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
        </>
      )}
      {card.can.close && (
        <>
          <Menu.Item leftSection={<Icon name="won" />} onClick={() => win(card)}>
            <Trans>Выиграна</Trans>
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="lost" />} onClick={() => askLose(card)}>
            <Trans>Проиграна…</Trans>
          </Menu.Item>
        </>
      )}
      {card.can.edit && (
        <Menu.Item leftSection={<Icon name="edit" />} onClick={() => edit(card)}>
          <Trans>Править…</Trans>
        </Menu.Item>
      )}
    </Menu.Dropdown>
  );
}
