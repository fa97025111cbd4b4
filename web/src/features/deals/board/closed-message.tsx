import { Button } from "@mantine/core";
import { Trans } from "@lingui/react/macro";

import classes from "./board.module.css";

interface ClosedMessageProps {
  title: string;
  outcome: "won" | "lost";
  onReopen: () => void;
}

/** One key closes a deal, so one press must bring it back. */
export function ClosedMessage({ title, outcome, onReopen }: ClosedMessageProps) {
  return (
    <span className={classes.message}>
      {outcome === "won" ? (
        <Trans>Сделка «{title}» выиграна</Trans>
      ) : (
        <Trans>Сделка «{title}» закрыта как проигранная</Trans>
      )}
      <Button size="compact-xs" variant="subtle" onClick={onReopen}>
        <Trans>Вернуть в работу</Trans>
      </Button>
    </span>
  );
}
