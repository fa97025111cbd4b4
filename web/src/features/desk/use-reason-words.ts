import { useLingui } from "@lingui/react/macro";

import type { DeskRow } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import type { IconName } from "@/ui/icon-paths";
import { useNow } from "@/ui/use-now";

export interface ReasonWords {
  text: string;
  icon: IconName;
  tone: "calm" | "warn" | "bad";
}

/** Why a row lies where it lies, in a few words. */
export function useReasonWords(): (row: Pick<DeskRow, "reason" | "at">) => ReasonWords {
  const { t } = useLingui();
  const formats = useFormats();
  const now = useNow();
  return ({ reason, at }) => {
    const span = formats.span(Math.abs(now.getTime() - new Date(at).getTime()) / 1000);
    const ago = formats.relative(at, now);
    const when = formats.dateTime(at);
    const time = formats.time(at);
    const day = formats.date(at);
    switch (reason) {
      case "answer_overdue":
        return { icon: "warning", tone: "bad", text: t`Ответ просрочен: ${span}` };
      case "answer_due":
        return { icon: "clock", tone: "warn", text: t`Ответить за ${span}` };
      case "client_waits":
        return { icon: "message", tone: "warn", text: t`Клиент ждёт ответа: ${span}` };
      case "task_overdue":
        return { icon: "warning", tone: "bad", text: t`Задача просрочена: ${span}` };
      case "task_today":
        return { icon: "clock", tone: "calm", text: t`Сегодня в ${time}` };
      case "task_week":
        return { icon: "clock", tone: "calm", text: when };
      case "pause_over":
        return { icon: "play", tone: "calm", text: t`Пауза кончилась ${ago}` };
      case "not_contacted":
        return { icon: "message", tone: "warn", text: t`С клиентом ещё не говорили` };
      case "our_turn":
        return { icon: "arrowRight", tone: "calm", text: t`Ход за нами, разговор был ${ago}` };
      case "forgotten":
        return { icon: "warning", tone: "bad", text: t`Забыта: тишина ${span}` };
      case "near_forgotten":
        return { icon: "warning", tone: "warn", text: t`Скоро будет забыта: тишина ${span}` };
      case "stuck":
        return { icon: "warning", tone: "warn", text: t`Застряла на этапе: ${span}` };
      case "task_later":
        return { icon: "clock", tone: "calm", text: t`Запланировано на ${when}` };
      case "clients_turn":
        return { icon: "message", tone: "calm", text: t`Ход за клиентом, разговор был ${ago}` };
      case "paused":
        return { icon: "pause", tone: "calm", text: t`Пауза до ${day}` };
    }
  };
}
