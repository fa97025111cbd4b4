// Adding and changing lines of the company's dictionaries.
import { api, unwrap } from "@/api/client";
import type { DictionaryKind, EntryIn } from "@/api/types";

import { useSave } from "../use-save";

export function useEntries(kind: DictionaryKind) {
  const add = useSave({ send: (body: EntryIn) => unwrap(api.POST("/dictionaries/{kind}", { params: { path: { kind } }, body })) });
  const change = useSave({
    send: ({ id, ...body }: EntryIn & { id: number }) => unwrap(api.PATCH("/dictionaries/{kind}/{id}", { params: { path: { kind, id } }, body })),
  });
  return { add, change };
}
