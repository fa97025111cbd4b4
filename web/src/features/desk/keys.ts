// The keys of the desk, for the shell's key help.
import { msg } from "@lingui/core/macro";
import type { MessageDescriptor } from "@lingui/core";

export const DESK_KEYS: { keys: string[]; label: MessageDescriptor }[] = [
  { keys: ["j", "k"], label: msg`Стол: следующая и предыдущая строка` },
  { keys: ["c"], label: msg`Стол: записать контакт с клиентом` },
  { keys: ["n"], label: msg`Стол: заметка` },
  { keys: ["t"], label: msg`Стол и сделка: новая задача` },
  { keys: ["d"], label: msg`Стол и сделка: задача сделана` },
  { keys: ["m"], label: msg`Стол: перенести задачу` },
];
