// What happened to the offers of a deal, as sentences.
import { useLingui } from "@lingui/react/macro";

import { useFormats } from "@/ui/formats-context";

import { useFieldWords } from "../changes/use-field-words";
import type { FactWords } from "./use-fact-words";

export function useOfferFacts(): (kind: string, data: Record<string, unknown>) => FactWords {
  const { t } = useLingui();
  const formats = useFormats();
  const words = useFieldWords();
  return (kind, data) => {
    const version = Number(data.offer_version);
    switch (kind) {
      case "offer.sent": {
        const amount = typeof data.amount === "number" ? formats.money(data.amount) : "—";
        return { icon: "offer", tone: "accent", text: t`КП отправлено: версия ${version}, ${amount}` };
      }
      case "offer.opened":
        return { icon: "eye", tone: "accent", text: t`Клиент открыл КП, версия ${version}` };
      case "offer.accepted":
        return { icon: "won", tone: "good", text: t`Клиент принял КП, версия ${version}` };
      case "offer.declined": {
        const hasReason = data.reason !== null && data.reason !== undefined;
        const reason = hasReason ? words.value("reason", data.reason) : "";
        return {
          icon: "lost",
          tone: "bad",
          text: hasReason ? t`Клиент отклонил КП: ${reason}` : t`Клиент отклонил КП своими словами`,
        };
      }
      case "offer.drafted":
        return { icon: "offer", text: t`Начат черновик КП, версия ${version}` };
      case "offer.edited":
        return { icon: "edit", text: t`Черновик КП изменён` };
      case "offer.discarded":
        return { icon: "trash", text: t`Черновик КП выброшен` };
      case "offer.linked":
        return { icon: "link", text: t`Создана ещё одна ссылка на КП` };
      default:
        return { icon: "lock", tone: "bad", text: t`КП отозвано` };
    }
  };
}
