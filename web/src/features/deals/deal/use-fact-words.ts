// A fact of the journal as a sentence. Each kind has its own whole sentence: nothing is glued from pieces.
import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";

import type { TimelineEntry } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import type { IconName } from "@/ui/icon-paths";

import { isNamed, useFieldWords } from "../changes/use-field-words";
import { useContactWords } from "./use-contact-words";
import { useOfferFacts } from "./use-offer-facts";
import { useTaskWords } from "./use-task-words";

export interface FactWords {
  icon: IconName;
  tone?: "good" | "bad" | "accent";
  text: string;
}

export function useFactWords(): (entry: TimelineEntry) => FactWords {
  const { t } = useLingui();
  const formats = useFormats();
  const words = useFieldWords();
  const contactWords = useContactWords();
  const offerFacts = useOfferFacts();
  const taskWords = useTaskWords();

  return ({ kind, data }) => {
    const name = (key: string, field: string) => words.value(field, data[key]);
    const stage = (key: string) => name(key, "stage");
    switch (kind) {
      case "deal.created":
        return { icon: "plus", tone: "accent", text: created(data.via) };
      case "deal.moved": {
        const from = stage("from_stage");
        const to = stage("to_stage");
        return { icon: "arrowRight", tone: "accent", text: t`Этап: ${from} → ${to}` };
      }
      case "deal.edited":
        return { icon: "edit", text: edited(data) };
      case "deal.lines_changed": {
        const count = Array.isArray(data.lines) ? data.lines.length : 0;
        return {
          icon: "list",
          text:
            count === 0
              ? t`Состав очищен`
              : t`Состав: ${plural(count, { one: "# позиция", few: "# позиции", many: "# позиций", other: "# позиции" })}`,
        };
      }
      case "deal.assigned":
        return { icon: "user", tone: "accent", text: assigned(data) };
      case "deal.won":
        return { icon: "won", tone: "good", text: t`Сделка выиграна` };
      case "deal.lost": {
        const reason = name("reason", "reason");
        return { icon: "lost", tone: "bad", text: t`Сделка проиграна: ${reason}` };
      }
      case "deal.reason_changed": {
        const reason = name("reason", "reason");
        return { icon: "edit", text: t`Причина проигрыша изменена: ${reason}` };
      }
      case "loss.reviewed":
        return { icon: "check", text: t`Проигрыш проверен руководителем` };
      case "deal.reopened":
        return { icon: "refresh", tone: "accent", text: t`Сделку вернули в работу` };
      case "deal.paused": {
        const until = typeof data.until === "string" ? formats.date(data.until) : "";
        return { icon: "pause", text: t`На паузе до ${until}` };
      }
      case "deal.resumed":
        return { icon: "play", text: t`Пауза снята` };
      case "deal.answered":
        return data.within_target === false
          ? { icon: "clock", tone: "bad", text: t`Первый ответ дан с опозданием` }
          : { icon: "clock", tone: "good", text: t`Первый ответ клиенту дан` };
      case "deal.deleted":
        return { icon: "trash", tone: "bad", text: t`Сделка удалена как мусор` };
      case "deal.merged":
        return { icon: "merge", text: t`Сделка объединена с другой` };
      case "note.added":
        return { icon: "note", text: t`Заметка` };
      case "contact.made":
        return contactWords(data);
      case "task.planned":
      case "task.moved":
      case "task.edited":
      case "task.done":
      case "task.cancelled":
        return taskWords(kind, data);
      case "request.received":
        return { icon: "inbox", tone: "accent", text: t`Пришла заявка` };
      case "request.matched":
        return { icon: "inbox", tone: "accent", text: t`Клиент обратился ещё раз` };
      case "request.answered":
        return { icon: "check", tone: "good", text: t`На заявку ответили` };
      case "assignment.decided":
        return { icon: "swap", text: t`Пока некому отдать` };
      case "consent.given":
        return { icon: "shield", text: t`Клиент дал согласие на обработку данных` };
      default:
        return kind.startsWith("offer.") ? offerFacts(kind, data) : { icon: "info", text: kind };
    }
  };

  function created(via: unknown): string {
    // Facts leave out what is usual.
    if (via === undefined || via === "hand") return t`Сделку завели вручную`;
    if (via === "import") return t`Сделка пришла с импортом`;
    if (via === "demo") return t`Сделка создана`;
    return t`Заявка стала сделкой`;
  }

  function edited(data: Record<string, unknown>): string {
    const dimensions = isRecord(data.dimensions) ? data.dimensions : {};
    const amount = amountOf(data);
    const fields = Array.isArray(data.fields) ? data.fields.map(String) : Object.keys(dimensions);
    const told = fields.map((field) => {
      const label = words.label(field);
      if (field in dimensions) return `${label} — ${words.value(field, dimensions[field])}`;
      return field === "amount" && amount !== undefined ? `${label} — ${formats.money(amount)}` : label;
    });
    const list = told.join("; ");
    return t`Изменено: ${list}`;
  }

  function assigned(data: Record<string, unknown>): string {
    const to = isEmpty(data.to_owner) ? null : words.value("owner", data.to_owner);
    const from = isEmpty(data.from_owner) ? null : words.value("owner", data.from_owner);
    if (to === null) return t`Сделка вернулась в общий список`;
    if (data.how === "claim") return t`Сделку взял себе ${to}`;
    if (data.how === "fair") return t`Сделку распределили: ${to}`;
    return from === null ? t`Менеджер: ${to}` : t`Менеджер: ${from} → ${to}`;
  }
}

/** Facts hold minor units; the API may already have turned them into a sum of money. */
function amountOf(data: Record<string, unknown>): number | undefined {
  if (typeof data.amount === "number") return data.amount;
  return typeof data.amount_minor === "number" ? data.amount_minor / 100 : undefined;
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isNamed(value);
