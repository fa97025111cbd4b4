// The four columns, in the order in which they are worked through.
import { useLingui } from "@lingui/react/macro";

export const COLUMNS = ["now", "next", "at_risk", "waiting"] as const;
export type ColumnName = (typeof COLUMNS)[number];

interface ColumnWords {
  title: string;
  /** What belongs here, for whoever meets the column empty. */
  empty: string;
}

export function useColumnWords(): Record<ColumnName, ColumnWords> {
  const { t } = useLingui();
  return {
    now: {
      title: t`Сейчас`,
      empty: t`Никто не ждёт. Сюда попадают просроченные задачи, заявки без ответа и клиенты, которые написали последними.`,
    },
    next: {
      title: t`Дальше`,
      empty: t`На эту неделю ничего не запланировано. Задачи на сегодня и до конца недели появятся здесь.`,
    },
    at_risk: {
      title: t`Под угрозой`,
      empty: t`Ничего не забыто. Сюда попадают сделки, с которыми давно не говорили или которые застряли на этапе.`,
    },
    waiting: {
      title: t`Ждут`,
      empty: t`Здесь будут сделки, где ход за клиентом, на паузе или запланированные на потом.`,
    },
  };
}
