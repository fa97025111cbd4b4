import { useLingui } from "@lingui/react/macro";

import { useFormats } from "@/ui/formats-context";

import type { FactWords } from "./use-fact-words";

/** A call, e-mail, message or meeting: which way it went and whether anybody answered. */
export function useContactWords(): (data: Record<string, unknown>) => FactWords {
  const { t } = useLingui();
  const formats = useFormats();
  return (data) => {
    const isOut = data.direction === "out";
    const isAnswered = data.answered !== false;
    const span = typeof data.seconds === "number" && data.seconds > 0 ? formats.span(data.seconds) : "";
    if (data.is_automatic === true) return { icon: "mail", text: t`Автоматическое сообщение клиенту` };
    switch (data.channel) {
      case "call":
        if (!isAnswered)
          return {
            icon: "phone",
            tone: "bad",
            text: isOut ? t`Не дозвонились до клиента` : t`Пропущенный звонок клиента`,
          };
        if (span)
          return {
            icon: "phone",
            tone: "good",
            text: isOut ? t`Позвонили клиенту, ${span}` : t`Клиент позвонил, ${span}`,
          };
        return { icon: "phone", tone: "good", text: isOut ? t`Позвонили клиенту` : t`Клиент позвонил` };
      case "email":
        return {
          icon: "mail",
          tone: "good",
          text: isOut ? t`Написали клиенту письмо` : t`Письмо от клиента`,
        };
      case "meeting":
        if (!isAnswered) return { icon: "meeting", tone: "bad", text: t`Встреча не состоялась` };
        return {
          icon: "meeting",
          tone: "good",
          text: span ? t`Встреча с клиентом, ${span}` : t`Встреча с клиентом`,
        };
      default:
        return { icon: "message", tone: "good", text: isOut ? t`Написали клиенту` : t`Сообщение от клиента` };
    }
  };
}
