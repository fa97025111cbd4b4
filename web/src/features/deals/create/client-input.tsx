import { Autocomplete, Loader, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";

import type { Contact } from "@/api/types";

import classes from "../fields/fields.module.css";
import { contactSearchQuery } from "../queries";

export interface ClientDraft {
  /** A known client, or null while a new one is being typed. */
  known: Contact | null;
  name: string;
  phone: string;
  email: string;
}

interface ClientInputProps {
  client: ClientDraft;
  errors: Record<string, string>;
  onChange: (client: ClientDraft) => void;
}

/** One field finds a client; a name nobody has opens the fields of a new one and warns about doubles. */
export function ClientInput({ client, errors, onChange }: ClientInputProps) {
  const { t } = useLingui();
  const [name] = useDebouncedValue(client.name.trim(), 200);
  const [reach] = useDebouncedValue(client.phone.trim() || client.email.trim(), 300);
  const byName = useQuery({ ...contactSearchQuery(name), enabled: name.length > 1 && client.known === null });
  const byReach = useQuery({
    ...contactSearchQuery(reach),
    enabled: reach.length > 4 && client.known === null,
  });
  const found = byName.data?.items ?? [];
  const isNew = client.known === null && client.name.trim() !== "";
  const double = isNew && reach.length > 4 ? byReach.data?.items[0] : undefined;
  const pick = (known: Contact) => onChange({ known, name: known.name, phone: "", email: "" });

  return (
    <>
      <Autocomplete
        className={classes.wide}
        label={t`Клиент`}
        placeholder={t`Имя, телефон или почта`}
        value={client.name}
        filter={({ options }) => options}
        data={found.map((contact) => ({ value: contact.id, label: describe(contact) }))}
        rightSection={byName.isFetching && isNew ? <Loader size={14} /> : null}
        onChange={(text) => {
          // A chosen suggestion arrives as its text.
          const chosen = found.find((contact) => describe(contact) === text);
          if (chosen) pick(chosen);
          else onChange({ ...client, known: null, name: text });
        }}
        error={errors.contact ?? errors["contact_new.name"]}
      />
      {isNew && (
        <>
          <TextInput
            label={t`Телефон`}
            type="tel"
            value={client.phone}
            error={errors["contact_new.phone"]}
            onChange={(event) => onChange({ ...client, phone: event.currentTarget.value })}
          />
          <TextInput
            label={t`Почта`}
            type="email"
            value={client.email}
            error={errors["contact_new.email"]}
            onChange={(event) => onChange({ ...client, email: event.currentTarget.value })}
          />
          {double && (
            <Text size="sm" className={classes.wide} role="status">
              <Trans>
                Такой клиент уже есть: {double.name}.{" "}
                <button type="button" className={classes.link} onClick={() => pick(double)}>
                  Взять его
                </button>
              </Trans>
            </Text>
          )}
        </>
      )}
    </>
  );
}

function describe(contact: Contact): string {
  const reach = contact.points[0]?.value;
  return [contact.name, contact.company?.name, reach].filter(Boolean).join(" · ");
}
