import { useLingui } from "@lingui/react/macro";

import { Icon } from "@/ui/icon";

import type { Figure } from "../answer";
import classes from "./table.module.css";
import { useDeltaText, useFigureText } from "./use-figure-text";

interface DeltaProps {
  figure: Figure;
  now: number;
  then: number;
}

/** How a figure changed: an arrow for the direction, a word for what it means, colour only besides. */
export function Delta({ figure, now, then }: DeltaProps) {
  const { t } = useLingui();
  const delta = useDeltaText();
  const text = useFigureText();
  if (now === then) {
    return (
      <span className={classes.delta} data-tone="even">
        = {t`столько же`}
      </span>
    );
  }
  const isUp = now > then;
  const tone = figure.better === "neither" ? "even" : isUp === (figure.better === "up") ? "good" : "bad";
  const word = { good: t`лучше`, bad: t`хуже`, even: "" }[tone];
  const was = text(then, figure.unit);
  return (
    <span className={classes.delta} data-tone={tone} title={t`Было ${was}`}>
      <Icon name={isUp ? "arrowUp" : "arrowDown"} size={11} label={isUp ? t`больше на` : t`меньше на`} />
      <span className="num">{delta(now, then, figure.unit)}</span> {word}
    </span>
  );
}
