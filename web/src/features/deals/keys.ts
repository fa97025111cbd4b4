// The keys of the deals screens, for the shell's key help.
import { msg } from "@lingui/core/macro";
import type { MessageDescriptor } from "@lingui/core";

export const DEAL_KEYS: { keys: string[]; label: MessageDescriptor }[] = [
  { keys: ["c"], label: msg`Новая сделка` },
  { keys: ["/"], label: msg`Искать в сделках` },
  { keys: ["j", "k"], label: msg`Следующая и предыдущая сделка` },
  { keys: ["←", "→"], label: msg`Соседний этап доски` },
  { keys: ["m"], label: msg`Переместить сделку` },
  { keys: ["w"], label: msg`Сделка выиграна` },
  { keys: ["l"], label: msg`Сделка проиграна` },
  { keys: ["e"], label: msg`Править сделку` },
];
