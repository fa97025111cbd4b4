import { Badge } from "@mantine/core";
import { Plural, Trans } from "@lingui/react/macro";

import type { OfferRow, OfferState } from "@/api/types";
import { Icon } from "@/ui/icon";
import type { IconName } from "@/ui/icon-paths";
import { Moment } from "@/ui/moment";

import classes from "./offers.module.css";
import { useStateNames } from "./use-offer-words";

const LOOKS: Record<OfferState, { color: string; icon: IconName }> = {
  draft: { color: "gray", icon: "edit" },
  sent: { color: "blue", icon: "clock" },
  accepted: { color: "green", icon: "won" },
  declined: { color: "red", icon: "lost" },
  expired: { color: "yellow", icon: "history" },
  revoked: { color: "gray", icon: "lock" },
};

export function OfferStateBadge({ state }: { state: OfferState }) {
  const names = useStateNames();
  const { color, icon } = LOOKS[state];
  return (
    <Badge color={color} leftSection={<Icon name={icon} size={12} />}>
      {names[state]}
    </Badge>
  );
}

/** Whether the client has the offer open at this moment, else when it was looked at. */
export function ReadingMark({ offer }: { offer: OfferRow }) {
  if (offer.is_being_read) {
    return (
      <Badge color="green" variant="filled" leftSection={<Icon name="eye" size={12} />} role="status">
        <Trans>Читает сейчас</Trans>
      </Badge>
    );
  }
  if (offer.state === "draft") return null;
  if (offer.openings === 0) {
    return (
      <span className={classes.soft}>
        <Trans>Не открывали</Trans>
      </span>
    );
  }
  return (
    <span className={classes.soft}>
      <Plural
        value={offer.openings}
        one="Открыли # раз"
        few="Открыли # раза"
        many="Открыли # раз"
        other="Открыли # раза"
      />
      {offer.last_seen_at && (
        <>
          {", "}
          <Moment at={offer.last_seen_at} />
        </>
      )}
    </span>
  );
}
