// Adding and changing lines of the company's dictionaries.
import { api, unwrap } from "@/api/client";
import type { DictionaryKind, EntryIn, EntryPatch } from "@/api/types";

import { useSave } from "../use-save";

export function useEntries(kind: DictionaryKind) {
  const add = useSave({
    send: (body: EntryIn) => unwrap(api.POST("/dictionaries/{kind}", { params: { path: { kind } }, body })),
  });
  const change = useSave({
    send: ({ id, ...body }: EntryPatch & { id: number }) =>
      unwrap(
        api.PATCH("/dictionaries/{kind}/{entry_id}", { params: { path: { kind, entry_id: id } }, body }),
      ),
  });
  return { add, change };
}
