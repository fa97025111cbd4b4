// Why a request was set aside, in words; the server sends a code.
import { useLingui } from "@lingui/react/macro";

export function useReasonNames(): (code: string) => string {
  const { t } = useLingui();
  const names: Record<string, string> = {
    honeypot: t`Заполнено скрытое поле — похоже на робота`,
    too_fast: t`Отправлена быстрее, чем успел бы человек`,
    no_proof: t`Не пройдена проверка от роботов`,
    proof_missing: t`Не пройдена проверка от роботов`,
    processing_failed: t`Не удалось обработать`,
  };
  return (code) => names[code] ?? code;
}
