import { NavLink, Stack, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { Failure } from "@/ui/failure";

import { contactSearchQuery } from "../queries";
import classes from "@/ui/panel.module.css";

export function ContactPick({ onPick }: { onPick: (id: string) => void }) {
  const { t } = useLingui();
  const [text, setText] = useState("");
  const [settled] = useDebouncedValue(text.trim(), 200);
  const found = useQuery(contactSearchQuery(settled));
  const items = settled.length > 1 ? (found.data?.items ?? []) : [];
  return (
    <Stack>
      <TextInput
        data-autofocus
        label={t`Имя, телефон или почта`}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {found.isError && <Failure error={found.error} />}
      <div>
        {items.map((contact) => (
          <NavLink
            key={contact.id}
            component="button"
            type="button"
            label={contact.name}
            description={[contact.company?.name, ...contact.points.map((point) => point.value)]
              .filter(Boolean)
              .join(" · ")}
            onClick={() => onPick(contact.id)}
          />
        ))}
      </div>
      {settled.length > 1 && found.isSuccess && items.length === 0 && (
        <p className={classes.soft}>
          <Trans>Никого не нашли. Нового клиента заводят в разделе «Клиенты».</Trans>
        </p>
      )}
    </Stack>
  );
}
