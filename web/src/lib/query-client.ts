import { QueryClient } from "@tanstack/react-query";

/** Answers stay fresh until the live stream or the person says otherwise; refusals are not retried. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && isWorthRetrying(error),
      },
      mutations: { retry: false },
    },
  });
}

function isWorthRetrying(error: unknown): boolean {
  const status = (error as { status?: number }).status;
  return status === undefined || status === 0 || status >= 500;
}
