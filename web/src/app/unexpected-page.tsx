import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";

import { Failure } from "@/ui/failure";

export function UnexpectedPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <Failure
      error={error}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}
