import { ApiError, isNoAccess, isNotFound } from "@/api/errors";

import { ErrorState, NoAccess, NotFound } from "./screen-state";
import { useErrorText } from "./use-error-text";

/** Whatever went wrong with a query, as the right screen: no access, not found, offline or an error. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const errorText = useErrorText();
  if (isNoAccess(error)) return <NoAccess />;
  if (isNotFound(error)) return <NotFound />;
  const known = error instanceof ApiError ? error : undefined;
  return (
    <ErrorState
      offline={known?.status === 0}
      message={errorText(error)}
      requestId={known?.requestId}
      onRetry={onRetry}
    />
  );
}
