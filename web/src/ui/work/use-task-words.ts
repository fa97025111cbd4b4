import { useLingui } from "@lingui/react/macro";

import type { TaskKind } from "@/api/types";
import type { QuickMoment } from "@/lib/quick-moments";

import type { IconName } from "../icon-paths";

interface KindWords {
  label: string;
  /** What a task of this kind is called when nobody says more. */
  title: string;
  icon: IconName;
}

export const TASK_KINDS: readonly TaskKind[] = ["call", "meeting", "message", "offer", "other"];
export const QUICK_MOMENTS: readonly QuickMoment[] = ["today", "tomorrow", "days3", "week"];

export function useTaskKinds(): Record<TaskKind, KindWords> {
  const { t } = useLingui();
  return {
    call: { label: t`Звонок`, title: t`Позвонить`, icon: "phone" },
    meeting: { label: t`Встреча`, title: t`Встретиться`, icon: "meeting" },
    message: { label: t`Сообщение`, title: t`Написать`, icon: "message" },
    offer: { label: t`Предложение`, title: t`Отправить предложение`, icon: "money" },
    other: { label: t`Другое`, title: t`Сделать`, icon: "check" },
  };
}

export function useQuickMomentWords(): Record<QuickMoment, string> {
  const { t } = useLingui();
  return { today: t`Сегодня`, tomorrow: t`Завтра`, days3: t`Через 3 дня`, week: t`Через неделю` };
}
