import type { ReactNode } from "react";

import { Failure } from "./failure";
import { Loading } from "./loading";

interface QueryLike<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

interface QueryViewProps<T> {
  query: QueryLike<T>;
  loading?: ReactNode;
  children: (data: T) => ReactNode;
}

/** Loading, failure or the data of one query. Old data stay on screen while a refetch fails. */
export function QueryView<T>({ query, loading, children }: QueryViewProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return loading ?? <Loading />;
  return <Failure error={query.error} onRetry={() => void query.refetch()} />;
}
