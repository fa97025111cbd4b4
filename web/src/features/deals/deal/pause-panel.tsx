import { Button, Group, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

import { useSession } from "@/api/session-queries";
import type { Deal } from "@/api/types";
import { Moment } from "@/ui/moment";
import { useNow } from "@/ui/use-now";

import { zonedDay } from "@/lib/zoned-day";
import { Panel } from "@/ui/panel";
import classes from "@/ui/panel.module.css";
import type { DealChanges } from "./use-deal-changes";

/** A pause needs a day and a reason; until then the deal does not count as forgotten. */
export function PausePanel({ deal, changes }: { deal: Deal; changes: DealChanges }) {
  const [isAsking, setAsking] = useState(false);
  if (deal.pause) {
    return (
      <Panel title={<Trans>На паузе</Trans>}>
        <div className={classes.stack}>
          <p className={classes.soft}>
            <Trans>
              До <Moment at={deal.pause.until} as="date" />
            </Trans>
            {deal.pause.reason && <> — {deal.pause.reason}</>}
          </p>
          {deal.can.edit && (
            <Button variant="default" loading={changes.isBusy} onClick={changes.resume}>
              <Trans>Снять паузу</Trans>
            </Button>
          )}
        </div>
      </Panel>
    );
  }
  if (!deal.can.edit) return null;
  return (
    <Panel title={<Trans>Пауза</Trans>}>
      {isAsking ? (
        <PauseForm
          onCancel={() => setAsking(false)}
          onPause={(until, reason) => {
            setAsking(false);
            changes.pause(until, reason);
          }}
        />
      ) : (
        <div className={classes.stack}>
          <p className={classes.soft}>
            <Trans>Клиент просит вернуться позже? Отложите до дня, когда пора звонить.</Trans>
          </p>
          <Button variant="default" onClick={() => setAsking(true)}>
            <Trans>Поставить на паузу</Trans>
          </Button>
        </div>
      )}
    </Panel>
  );
}

interface PauseFormProps {
  onPause: (until: string, reason: string) => void;
  onCancel: () => void;
}

/** A day and a reason. */
export function PauseForm({ onPause, onCancel }: PauseFormProps) {
  const { t } = useLingui();
  const timeZone = useSession().organisation?.time_zone ?? "UTC";
  const [day, setDay] = useState("");
  const [reason, setReason] = useState("");
  const tomorrow = new Date(useNow().getTime() + 86_400_000).toISOString().slice(0, 10);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Nine in the morning: the deal comes back when the working day begins, not at midnight.
    onPause(zonedDay(day, timeZone, 9), reason.trim());
  };
  return (
    <form onSubmit={submit} className={classes.stack}>
      <TextInput
        type="date"
        label={t`До какого дня`}
        required
        min={tomorrow}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <TextInput
        label={t`Почему`}
        required
        maxLength={200}
        placeholder={t`Например, ждёт отпускных`}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group gap={6}>
        <Button type="submit" disabled={!day || !reason.trim()}>
          <Trans>На паузу</Trans>
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          <Trans>Отмена</Trans>
        </Button>
      </Group>
    </form>
  );
}
