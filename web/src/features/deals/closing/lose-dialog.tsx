import { Button, Group, Select, Stack, Textarea } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, type ReactNode, useState } from "react";

import { useDictionaries } from "@/api/dictionary-queries";
import { EntitySelect } from "@/ui/entity-select";

export interface Loss {
  reason: number;
  comment: string;
}

import { Dialog } from "@/ui/dialog";

interface LoseDialogProps {
  title: string;
  /** What is being lost: a deal's title or a count of deals. */
  lead?: ReactNode;
  isPending?: boolean;
  /** What the client has said already. */
  known?: Partial<Loss>;
  onLose: (loss: Loss) => void;
  onClose: () => void;
}

/** Why the deal is lost: group, then reason. There is no way around it, and no "other" by default. */
export function LoseDialog({ title, lead, isPending, known, onLose, onClose }: LoseDialogProps) {
  const { t } = useLingui();
  const groups = useDictionaries().loss_reasons.filter((group) => !group.is_archived);
  const told = groups.find((one) => one.reasons.some((each) => each.id === known?.reason));
  const [group, setGroup] = useState<number | null>(told?.id ?? null);
  const [reason, setReason] = useState<number | null>(told ? (known?.reason ?? null) : null);
  const [comment, setComment] = useState(known?.comment ?? "");
  const [isTried, setTried] = useState(false);
  const reasons = groups.find((one) => one.id === group)?.reasons ?? [];

  const pickGroup = (id: number | null) => {
    setGroup(id);
    const only = groups.find((one) => one.id === id)?.reasons.filter((one) => !one.is_archived) ?? [];
    setReason(only.length === 1 ? (only[0]?.id ?? null) : null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason !== null) onLose({ reason, comment: comment.trim() });
  };

  return (
    <Dialog onClose={onClose} title={title}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {lead}
          <Select
            data-autofocus
            label={t`Из-за чего`}
            placeholder={t`Выберите группу причин`}
            data={groups.map((one) => ({ value: String(one.id), label: one.name }))}
            value={group === null ? null : String(group)}
            onChange={(id) => pickGroup(id === null ? null : Number(id))}
            error={isTried && group === null ? t`Без причины сделку не закрыть` : null}
            required
          />
          <EntitySelect
            label={t`Причина`}
            placeholder={group === null ? t`Сначала выберите группу` : t`Уточните`}
            options={reasons}
            value={reason}
            onChange={setReason}
            disabled={group === null}
            error={isTried && group !== null && reason === null ? t`Выберите причину` : null}
            required
          />
          <Textarea
            label={t`Комментарий`}
            placeholder={t`Что сказал клиент — его словами`}
            autosize
            minRows={2}
            maxLength={1000}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              <Trans>Отмена</Trans>
            </Button>
            <Button type="submit" color="red" loading={isPending}>
              <Trans>Закрыть как проигранную</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
