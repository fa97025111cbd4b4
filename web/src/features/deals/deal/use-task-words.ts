import { useLingui } from "@lingui/react/macro";

import { useFormats } from "@/ui/formats-context";

import { useFieldWords } from "../changes/use-field-words";
import type { FactWords } from "./use-fact-words";

/** A next step as the timeline tells it: what it was called and what became of it. */
export function useTaskWords(): (kind: string, data: Record<string, unknown>) => FactWords {
  const { t } = useLingui();
  const formats = useFormats();
  const words = useFieldWords();
  return (kind, data) => {
    const title = typeof data.title === "string" ? data.title : "";
    const due = typeof data.due_at === "string" ? formats.dateTime(data.due_at) : "";
    switch (kind) {
      case "task.planned":
        return { icon: "clock", text: t`Запланировано на ${due}: ${title}` };
      case "task.moved":
        return { icon: "clock", text: t`Перенесено на ${due}: ${title}` };
      case "task.done":
        return data.on_time === false
          ? { icon: "check", tone: "bad", text: t`Сделано с опозданием: ${title}` }
          : { icon: "check", tone: "good", text: t`Сделано: ${title}` };
      case "task.cancelled":
        return { icon: "close", text: t`Отменено: ${title}` };
      default: {
        if (!data.person) return { icon: "edit", text: t`Задача изменена: ${title}` };
        const person = words.value("person", data.person);
        return { icon: "user", text: t`Задачу делает ${person}: ${title}` };
      }
    }
  };
}
