import { Kbd, Modal } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Fragment } from "react";

import { useMe } from "@/api/session-queries";
import { DEAL_KEYS } from "@/features/deals/keys";
import { DESK_KEYS } from "@/features/desk/keys";

import classes from "./keys-help.module.css";
import { modKey } from "./mod-key";
import { PLACES } from "./navigation";

export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t, i18n } = useLingui();
  const me = useMe();
  const rows: [string[], string][] = [
    [[modKey, "K"], t`Найти что угодно или выполнить действие`],
    [["?"], t`Показать эту подсказку`],
    ...PLACES.filter((place) => place.shown?.(me) ?? true).map((place): [string[], string] => [
      ["g", place.key],
      i18n._(place.label),
    ]),
    ...[...DEAL_KEYS, ...DESK_KEYS].map(({ keys, label }): [string[], string] => [keys, i18n._(label)]),
    [["↑", "↓"], t`Ходить по строкам таблицы`],
    [["Enter"], t`Открыть строку`],
    [[t`Пробел`], t`Выбрать строку`],
    [["Esc"], t`Закрыть окно`],
  ];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={<Trans>Клавиши</Trans>}
      closeButtonProps={{ "aria-label": t`Закрыть` }}
    >
      <dl className={classes.keys}>
        {rows.map(([keys, text]) => (
          <Fragment key={text}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  );
}
