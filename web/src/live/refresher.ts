// Turns stream messages into refetches, gathered so that a burst of changes asks each list once.
import { hashKey, type QueryClient, type QueryKey } from "@tanstack/react-query";

import { staleKeys } from "./refresh-table";
import type { LiveMessage } from "./stream";

const GATHER_MS = 150;
const REPORTS: QueryKey = ["reports"];

export function createRefresher(queryClient: QueryClient): (message: LiveMessage) => void {
  const waiting = new Map<string, QueryKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    timer = undefined;
    const keys = [...waiting.values()];
    waiting.clear();
    for (const queryKey of keys) {
      const isBusy = queryClient.isFetching({ queryKey }) > 0;
      // cancelRefetch would starve a slow list under a steady stream of changes.
      const asked = queryClient.invalidateQueries({ queryKey }, { cancelRefetch: false });
      // What was asked before the change may come without it: then it is asked once more, when it has come.
      if (isBusy) void asked.then(() => ask([queryKey]));
    }
  };
  const ask = (keys: QueryKey[]) => {
    for (const key of keys) waiting.set(hashKey(key), key);
    timer ??= setTimeout(flush, GATHER_MS);
  };

  return (message) => {
    if (message.type === "changed") ask(staleKeys(message.change));
    else if (message.type === "tick") ask([REPORTS]);
    else if (message.type === "resync") void queryClient.invalidateQueries();
  };
}
