import { Badge } from "@mantine/core";
import { Trans } from "@lingui/react/macro";

import type { DealState } from "@/api/types";
import { Icon } from "@/ui/icon";

export function StateBadge({ state }: { state: DealState }) {
  if (state === "won")
    return (
      <Badge color="green" leftSection={<Icon name="won" size={13} />}>
        <Trans>Выиграна</Trans>
      </Badge>
    );
  if (state === "lost")
    return (
      <Badge color="red" leftSection={<Icon name="lost" size={13} />}>
        <Trans>Проиграна</Trans>
      </Badge>
    );
  return (
    <Badge color="gray">
      <Trans>В работе</Trans>
    </Badge>
  );
}
