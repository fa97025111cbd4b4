import { Anchor, Button, Stack } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import type { ContactPoint, Deal } from "@/api/types";
import { Icon } from "@/ui/icon";

import { Dialog } from "@/ui/dialog";

import { ContactPick } from "./contact-pick";
import { Panel } from "@/ui/panel";
import classes from "@/ui/panel.module.css";
import type { DealChanges } from "./use-deal-changes";

/** Who the client is and how to reach them: one press calls or writes. */
export function ContactCard({ deal, changes }: { deal: Deal; changes: DealChanges }) {
  const { t } = useLingui();
  const [isPicking, setPicking] = useState(false);
  const { contact } = deal;
  const change = deal.can.edit && (
    <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setPicking(true)}>
      {contact ? <Trans>Сменить</Trans> : <Trans>Указать</Trans>}
    </Button>
  );
  return (
    <Panel title={<Trans>Клиент</Trans>} actions={change}>
      {contact ? (
        <Stack gap={4}>
          <Link to="/clients/contacts/$contactId" params={{ contactId: contact.id }} className={classes.name}>
            {contact.name}
          </Link>
          {(contact.company ?? deal.company) && (
            <span className={classes.soft}>{(contact.company ?? deal.company)?.name}</span>
          )}
          {contact.points.map((point) => (
            <Point key={point.kind + point.value} point={point} />
          ))}
          {contact.points.length === 0 && (
            <p className={classes.soft}>
              <Trans>Ни телефона, ни почты</Trans>
            </p>
          )}
        </Stack>
      ) : (
        <p className={classes.soft}>
          <Trans>Клиент не указан. Без него не узнать, обращался ли он раньше.</Trans>
        </p>
      )}
      {isPicking && (
        <Dialog onClose={() => setPicking(false)} title={t`Клиент сделки`}>
          <ContactPick
            onPick={(id) => {
              setPicking(false);
              changes.edit({ contact: id });
            }}
          />
        </Dialog>
      )}
    </Panel>
  );
}

function Point({ point }: { point: ContactPoint }) {
  const isPhone = point.kind === "phone";
  // A value shown in part belongs to a client whose details are hidden from this person.
  if (point.value.includes("*") || point.value.includes("•"))
    return (
      <span className={classes.row}>
        <Icon name="lock" size={14} /> {point.value}
      </span>
    );
  return (
    <Anchor href={`${isPhone ? "tel:" : "mailto:"}${point.value}`} className={classes.row} size="sm">
      <Icon name={isPhone ? "phone" : "mail"} size={14} />
      {point.value}
    </Anchor>
  );
}
