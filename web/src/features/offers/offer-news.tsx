import { Anchor } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";

import { useMe } from "@/api/session-queries";
import type { OfferRow } from "@/api/types";
import { useLiveChanges } from "@/live/live-provider";
import { Icon } from "@/ui/icon";

import { dealOffersQuery } from "./queries";

const NEWS = ["offer.opened", "offer.accepted", "offer.declined"];

/** Tells the manager whose client has just opened, accepted or declined an offer, wherever they are. */
export function OfferNews() {
  const { t } = useLingui();
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  useLiveChanges(({ kind, deal }) => {
    if (!deal || !NEWS.includes(kind) || document.hidden) return;
    const asked = client.fetchQuery({ ...dealOffersQuery(deal), staleTime: 0 });
    asked.then(
      ({ items }) => {
        const offer = items.find((one) => isAbout(one, kind));
        // Leads and the head hear of everybody's offers; a message each time would only disturb.
        if (offer?.owner?.id === me.id) show(kind, offer);
      },
      // The deal was handed over meanwhile: then it is somebody else's news.
      () => undefined,
    );
  });
  return null;

  function show(kind: string, offer: OfferRow) {
    const { number } = offer;
    const said =
      kind === "offer.accepted"
        ? { title: t`Клиент принял КП № ${number}`, color: "green", icon: "won" as const }
        : kind === "offer.declined"
          ? { title: t`Клиент отклонил КП № ${number}`, color: "red", icon: "lost" as const }
          : { title: t`Клиент читает КП № ${number}`, color: "blue", icon: "eye" as const };
    notifications.show({
      id: `${kind}:${offer.id}`,
      title: said.title,
      color: said.color,
      icon: <Icon name={said.icon} />,
      autoClose: kind === "offer.opened" ? 10_000 : false,
      message: (
        // Messages stand outside the router, which therefore cannot make the link.
        <Anchor
          href={`/deals/${offer.deal.id}`}
          onClick={(event) => {
            event.preventDefault();
            void navigate({ to: "/deals/$dealId", params: { dealId: offer.deal.id } });
          }}
        >
          <Trans>Открыть сделку «{offer.deal.name}»</Trans>
        </Anchor>
      ),
    });
  }
}

/** Which offer of the deal the news is about: facts name the deal alone. */
function isAbout(offer: OfferRow, kind: string): boolean {
  if (kind === "offer.opened") return offer.is_being_read;
  return offer.state === kind.replace("offer.", "");
}
