import { Button, Group, Stack, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

import { useDictionaries } from "@/api/dictionary-queries";
import { useMe } from "@/api/session-queries";
import type { Deal } from "@/api/types";
import { EntitySelect } from "@/ui/entity-select";
import { PersonAvatar } from "@/ui/person-avatar";

import { Dialog } from "@/ui/dialog";

import { Panel } from "@/ui/panel";
import classes from "@/ui/panel.module.css";
import type { DealChanges } from "./use-deal-changes";
import { WhyManager } from "./why-manager";

/** Whose deal it is, how to pass it on, and why it came to this person. */
export function OwnerPanel({ deal, changes }: { deal: Deal; changes: DealChanges }) {
  const { t } = useLingui();
  const me = useMe();
  const [isPassing, setPassing] = useState(false);
  const [isAsking, setAsking] = useState(false);
  return (
    <Panel title={<Trans>Менеджер</Trans>}>
      <div className={classes.stack}>
        {deal.owner ? (
          <PersonAvatar name={deal.owner.name} id={deal.owner.id} size={26} withName />
        ) : (
          <p className={classes.soft}>
            <Trans>Сделка ничья: её может взять любой.</Trans>
          </p>
        )}
        <div className={classes.row}>
          {deal.can.assign && me.can.assign && (
            <Button variant="default" onClick={() => setPassing(true)}>
              <Trans>Передать…</Trans>
            </Button>
          )}
          <Button variant="transparent" px={0} onClick={() => setAsking(true)}>
            <Trans>Почему этот менеджер?</Trans>
          </Button>
        </div>
      </div>
      {isPassing && (
        <Dialog onClose={() => setPassing(false)} title={t`Передать сделку`}>
          <PassForm
            deal={deal}
            onPass={(manager, reason) => {
              setPassing(false);
              changes.assign(manager, reason);
            }}
          />
        </Dialog>
      )}
      {isAsking && (
        <Dialog onClose={() => setAsking(false)} title={t`Почему этот менеджер?`} size="lg">
          <WhyManager dealId={deal.id} />
        </Dialog>
      )}
    </Panel>
  );
}

interface PassFormProps {
  deal: Deal;
  onPass: (manager: number | null, reason: string) => void;
}

function PassForm({ deal, onPass }: PassFormProps) {
  const { t } = useLingui();
  const { people } = useDictionaries();
  const [manager, setManager] = useState<number | null>(null);
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (manager !== null) onPass(manager, reason.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <EntitySelect
          data-autofocus
          label={t`Кому`}
          options={people.filter((one) => one.id !== deal.owner?.id)}
          value={manager}
          onChange={setManager}
        />
        <TextInput
          label={t`Зачем`}
          placeholder={t`Например, отпуск или смена направления`}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          {deal.owner && (
            <Button variant="default" onClick={() => onPass(null, reason.trim())}>
              <Trans>Вернуть в общий список</Trans>
            </Button>
          )}
          <Button type="submit" disabled={manager === null}>
            <Trans>Передать</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
