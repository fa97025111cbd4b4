import { Tooltip } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";

import classes from "./live-mark.module.css";
import { useLiveStatus } from "./live-provider";

/** Says whether the numbers on screen refresh themselves. */
export function LiveMark() {
  const { t } = useLingui();
  const status = useLiveStatus();
  const live = status === "live";
  const text = live
    ? t`Обновляется само`
    : status === "connecting"
      ? t`Подключаемся…`
      : t`Связь прервалась, восстанавливаем…`;
  return (
    <Tooltip label={text}>
      <span className={classes.mark} data-status={status} role="status" aria-label={text}>
        <span className={classes.dot} aria-hidden />
        <span className={classes.word}>{live ? t`В эфире` : t`Нет связи`}</span>
      </span>
    </Tooltip>
  );
}
