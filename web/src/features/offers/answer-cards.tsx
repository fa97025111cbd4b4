import { Button } from "@mantine/core";
import { Trans } from "@lingui/react/macro";

import type { Offer, OfferAcceptance, OfferDecline } from "@/api/types";
import { deviceName } from "@/lib/device-name";
import { Icon } from "@/ui/icon";
import { Moment } from "@/ui/moment";
import { Money } from "@/ui/money";

import classes from "./offers.module.css";

/** The trail of an acceptance: who, when, from where, to exactly what. */
export function AcceptanceCard({ offer, acceptance }: { offer: Offer; acceptance: OfferAcceptance }) {
  const version = offer.versions.find((one) => one.number === acceptance.version);
  const ticked = version?.lines.filter((line) => acceptance.options.includes(line.id)) ?? [];
  return (
    <section className={classes.card}>
      <p>
        <Icon name="won" size={14} />{" "}
        <strong>
          <Trans>
            Принято на <Money amount={acceptance.total} currency={offer.currency} />
          </Trans>
        </strong>
      </p>
      <p>
        {acceptance.name}
        {acceptance.email && <> · {acceptance.email}</>} ·{" "}
        <Moment at={acceptance.accepted_at} as="dateTime" />
      </p>
      {ticked.length > 0 && (
        <p>
          <Trans>Из опций выбрано: {ticked.map((line) => line.name).join(", ")}</Trans>
        </p>
      )}
      <p className={classes.soft}>
        <Trans>
          Версия {acceptance.version}, отпечаток {acceptance.content_hash.slice(0, 16)}
        </Trans>
        {" · "}
        {[acceptance.ip, deviceName(acceptance.user_agent)].filter(Boolean).join(" · ")}
      </p>
    </section>
  );
}

interface DeclineCardProps {
  decline: OfferDecline;
  onLose?: (known: { reason?: number; comment?: string }) => void;
}

/** What the client said; the deal may be closed for that very reason. */
export function DeclineCard({ decline, onLose }: DeclineCardProps) {
  return (
    <section className={classes.card}>
      <p>
        <Icon name="lost" size={14} />{" "}
        <strong>
          <Trans>Клиент отказался</Trans>
        </strong>{" "}
        · <Moment at={decline.declined_at} as="dateTime" />
      </p>
      {decline.reason && <p>{decline.reason.name}</p>}
      {decline.comment && <p className={classes.text}>«{decline.comment}»</p>}
      {onLose && (
        <Button
          mt="xs"
          variant="default"
          size="xs"
          onClick={() => onLose({ reason: decline.reason?.id, comment: decline.comment })}
        >
          <Trans>Закрыть сделку по этой причине…</Trans>
        </Button>
      )}
    </section>
  );
}
