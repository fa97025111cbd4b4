import { Badge } from "@mantine/core";
import { Trans } from "@lingui/react/macro";

import type { InboxRequest } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import { Icon } from "@/ui/icon";
import { useNow } from "@/ui/use-now";

/** Whether the client was answered, and if not, how long there is left or how late we are. */
export function AnswerMark({ request }: { request: InboxRequest }) {
  const formats = useFormats();
  const now = useNow();
  if (request.answered_at) {
    const late = request.answer_due_at !== null && request.answered_at > request.answer_due_at;
    return (
      <Badge color={late ? "yellow" : "green"} leftSection={<Icon name="check" size={12} />}>
        {late ? <Trans>Отвечено с опозданием</Trans> : <Trans>Отвечено вовремя</Trans>}
      </Badge>
    );
  }
  if (!request.answer_due_at || !request.deal) return <span>—</span>;
  const leftS = (new Date(request.answer_due_at).getTime() - now.getTime()) / 1000;
  return leftS < 0 ? (
    <Badge color="red" leftSection={<Icon name="warning" size={12} />}>
      <Trans>Просрочен на {formats.span(-leftS)}</Trans>
    </Badge>
  ) : (
    <Badge color="gray" leftSection={<Icon name="clock" size={12} />}>
      <Trans>Ещё {formats.span(leftS)}</Trans>
    </Badge>
  );
}
