import { Badge } from "@mantine/core";
import { Trans } from "@lingui/react/macro";

import { Icon } from "@/ui/icon";

/** Which step of the ladder a forgotten deal has come to: its manager, the head, back to the pool. */
export function LevelMark({ level }: { level: number }) {
  if (level >= 200)
    return (
      <Badge color="red" leftSection={<Icon name="warning" size={12} />}>
        <Trans>пора в пул</Trans>
      </Badge>
    );
  if (level >= 150)
    return (
      <Badge color="orange" leftSection={<Icon name="arrowUp" size={12} />}>
        <Trans>пора руководителю</Trans>
      </Badge>
    );
  if (level >= 100)
    return (
      <Badge color="gray" leftSection={<Icon name="user" size={12} />}>
        <Trans>менеджеру</Trans>
      </Badge>
    );
  return <span>—</span>;
}
