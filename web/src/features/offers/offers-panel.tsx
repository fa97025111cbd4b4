import { Button, UnstyledButton } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { Deal, OfferRow } from "@/api/types";
import { Icon } from "@/ui/icon";
import { Loading } from "@/ui/loading";
import { Money } from "@/ui/money";
import { Panel } from "@/ui/panel";
import panel from "@/ui/panel.module.css";
import { QueryView } from "@/ui/query-view";
import { useErrorText } from "@/ui/use-error-text";

import { useDraftOffer } from "./mutations";
import { OfferDrawer } from "./offer-drawer";
import { OfferStateBadge, ReadingMark } from "./offer-state";
import classes from "./offers.module.css";
import { dealOffersQuery } from "./queries";

interface OffersPanelProps {
  deal: Deal;
  onLose?: (known: { reason?: number; comment?: string }) => void;
}

/** The offers of one deal, the newest first, and whether the client reads one right now. */
export function OffersPanel({ deal, onLose }: OffersPanelProps) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const query = useQuery(dealOffersQuery(deal.id));
  const draft = useDraftOffer();
  const [shown, setShown] = useState<string | null>(null);
  const begin = () =>
    draft.mutate(deal.id, {
      onSuccess: (offer) => setShown(offer.id),
      onError: (error) =>
        notifications.show({ color: "red", title: t`Предложение не создано`, message: errorText(error) }),
    });
  const add = deal.can.edit && deal.state === "open" && (
    <Button
      variant="subtle"
      size="compact-xs"
      leftSection={<Icon name="plus" size={13} />}
      loading={draft.isPending}
      onClick={begin}
    >
      <Trans>Новое КП</Trans>
    </Button>
  );
  return (
    <Panel title={<Trans>Предложения</Trans>} actions={add}>
      <QueryView query={query} loading={<Loading rows={2} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={panel.soft}>
              <Trans>Пока нет. Новое КП начнётся с состава сделки.</Trans>
            </p>
          ) : (
            <ul className={classes.list}>
              {items.map((offer) => (
                <li key={offer.id}>
                  <OfferEntry offer={offer} onOpen={() => setShown(offer.id)} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      <OfferDrawer id={shown ?? undefined} onClose={() => setShown(null)} onLose={onLose} />
    </Panel>
  );
}

function OfferEntry({ offer, onOpen }: { offer: OfferRow; onOpen: () => void }) {
  return (
    <UnstyledButton className={classes.entry} onClick={onOpen}>
      <span className={classes.row}>
        <span className={classes.number}>
          <Trans>КП № {offer.number}</Trans>
        </span>
        <Money amount={offer.amount} currency={offer.currency} />
      </span>
      <span className={classes.row}>
        <OfferStateBadge state={offer.state} />
        <ReadingMark offer={offer} />
      </span>
    </UnstyledButton>
  );
}
