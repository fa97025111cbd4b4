import { notifications } from "@mantine/notifications";
import { Trans } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";

import { useMe, useSession } from "@/api/session-queries";
import type { Deal } from "@/api/types";

import { dealQuery } from "../queries";
import { NextStepQuestion } from "./next-step-question";

const ASKED_FOR_MS = 20_000;
/** Asked once a session about each deal: a second time it would be nagging. */
const asked = new Set<string>();

/** Who leaves an own open deal with nothing planned is asked what is next, beside the next screen. */
export function useNextStepQuestion({ id }: Deal): void {
  const client = useQueryClient();
  const router = useRouter();
  const me = useMe();
  const timeZone = useSession().organisation?.time_zone ?? "UTC";
  // Follows the page's end: only then is it known that nothing was planned on it.
  useEffect(
    () => () => {
      const deal = client.getQueryData(dealQuery(id).queryKey);
      const { pathname } = router.state.location;
      const hasLeft = pathname !== `/deals/${id}` && !pathname.startsWith("/sign-in");
      if (!deal || !hasLeft || !isAdrift(deal, me.id) || asked.has(id)) return;
      asked.add(id);
      const key = `next-step-${id}`;
      const close = () => void notifications.hide(key);
      notifications.show({
        id: key,
        title: <Trans>Что дальше?</Trans>,
        message: <NextStepQuestion deal={deal} timeZone={timeZone} onDone={close} />,
        autoClose: ASKED_FOR_MS,
      });
    },
    [client, router, id, me.id, timeZone],
  );
}

function isAdrift(deal: Deal, me: number): boolean {
  return deal.state === "open" && deal.owner?.id === me && !deal.next_task_at && !deal.pause;
}

/** For tests: the session begins anew. */
export const forgetAsked = (): void => asked.clear();
