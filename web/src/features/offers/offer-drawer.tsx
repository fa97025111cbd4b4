import { Drawer, SegmentedControl } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import type { Offer } from "@/api/types";
import { Money } from "@/ui/money";
import { QueryView } from "@/ui/query-view";

import { AcceptanceCard, DeclineCard } from "./answer-cards";
import { CompareVersions } from "./compare-versions";
import { OfferActs } from "./offer-acts";
import { OfferStateBadge, ReadingMark } from "./offer-state";
import classes from "./offers.module.css";
import { offerQuery } from "./queries";
import { Readings } from "./readings";
import { VersionView } from "./version-view";

interface OfferDrawerProps {
  id: string | undefined;
  onClose: () => void;
  onLose?: (known: { reason?: number; comment?: string }) => void;
  /** Where the deal is not what stands beside it. */
  withDeal?: boolean;
}

/** One offer in full: what it says, what the client did with it, and what can be done now. */
export function OfferDrawer({ id, onClose, ...rest }: OfferDrawerProps) {
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={<Trans>Коммерческое предложение</Trans>}
    >
      {id && <OfferView id={id} onClose={onClose} {...rest} />}
    </Drawer>
  );
}

function OfferView({ id, ...rest }: OfferDrawerProps & { id: string }) {
  const query = useQuery(offerQuery(id));
  return <QueryView query={query}>{(offer) => <OfferBody offer={offer} {...rest} />}</QueryView>;
}

type View = "content" | "readings" | "compare";

function OfferBody({ offer, onClose, onLose, withDeal }: Omit<OfferDrawerProps, "id"> & { offer: Offer }) {
  const { t } = useLingui();
  const [view, setView] = useState<View>("content");
  const newest = offer.versions.at(-1);
  const [picked, setPicked] = useState<number | null>(null);
  const version = offer.versions.find((one) => one.number === picked) ?? newest;
  const sent = offer.versions.find((one) => one.number === offer.version);
  const views: { value: View; label: string }[] = [
    { value: "content", label: t`Содержание` },
    { value: "readings", label: t`Просмотры` },
    ...(offer.versions.length > 1 ? [{ value: "compare" as const, label: t`Сравнение` }] : []),
  ];
  return (
    <article className={classes.body}>
      <header>
        <h2 className={classes.title}>
          <Trans>КП № {offer.number}</Trans> · <Money amount={offer.amount} currency={offer.currency} />
        </h2>
        {withDeal && (
          <Link to="/deals/$dealId" params={{ dealId: offer.deal.id }}>
            {offer.deal.name}
          </Link>
        )}
        <div className={classes.row}>
          <OfferStateBadge state={offer.state} />
          <ReadingMark offer={offer} />
        </div>
      </header>
      {offer.acceptance && <AcceptanceCard offer={offer} acceptance={offer.acceptance} />}
      {offer.state === "declined" && sent?.decline && <DeclineCard decline={sent.decline} onLose={onLose} />}
      <OfferActs offer={offer} version={version} onGone={onClose} />
      <SegmentedControl
        fullWidth
        aria-label={t`Что показать`}
        value={view}
        onChange={(next) => setView(next as View)}
        data={views}
      />
      {view === "content" && version && (
        <>
          {offer.versions.length > 1 && (
            <SegmentedControl
              aria-label={t`Версия`}
              value={String(version.number)}
              onChange={(next) => setPicked(Number(next))}
              data={offer.versions.map((one) => ({
                value: String(one.number),
                label: one.sent_at ? t`Версия ${one.number}` : t`Черновик ${one.number}`,
              }))}
            />
          )}
          <VersionView offer={offer} version={version} />
        </>
      )}
      {view === "readings" && <Readings offer={offer} />}
      {view === "compare" && <CompareVersions offer={offer} />}
    </article>
  );
}
