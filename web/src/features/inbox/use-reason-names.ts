// Why a request was set aside, in words; the server sends a code.
import { useLingui } from "@lingui/react/macro";

export function useReasonNames(): (code: string) => string {
  const { t } = useLingui();
  const names: Record<string, string> = {
    honeypot: t`Заполнено скрытое поле — похоже на робота`,
    too_fast: t`Отправлена быстрее, чем успел бы человек`,
    unproven: t`Не пройдена проверка от роботов`,
    in_line: t`Ждёт своей очереди в раздаче`,
    no_members: t`В раздаче никто не участвует`,
    all_absent: t`Все участники раздачи отсутствуют`,
    all_full: t`У всех участников раздачи полный предел`,
  };
  // Anything else is the name of a fault met while processing.
  return (code) => names[code] ?? t`Не удалось обработать (${code})`;
}
