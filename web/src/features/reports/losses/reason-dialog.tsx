import { Button, Group, Select, Stack, Textarea } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

import { useDictionaries } from "@/api/dictionary-queries";
import type { LossToReview } from "@/api/types";
import { Dialog } from "@/ui/dialog";

interface ReasonDialogProps {
  loss: LossToReview;
  isPending: boolean;
  onChange: (reason: number, comment: string) => void;
  onClose: () => void;
}

/** The right reason in the place of the one given. */
export function ReasonDialog({ loss, isPending, onChange, onClose }: ReasonDialogProps) {
  const { t } = useLingui();
  const [reason, setReason] = useState<string | null>(null);
  const [comment, setComment] = useState("");
  const groups = useDictionaries()
    .loss_reasons.filter((group) => !group.is_archived)
    .map((group) => ({
      group: group.name,
      items: group.reasons
        // The reason it has already is confirmed, not changed.
        .filter((one) => !one.is_archived && one.id !== loss.loss_reason?.id)
        .map((one) => ({ value: String(one.id), label: one.name })),
    }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason) onChange(Number(reason), comment.trim());
  };
  return (
    <Dialog onClose={onClose} title={t`Другая причина`}>
      <form onSubmit={submit}>
        <Stack>
          <Select
            data-autofocus
            required
            searchable
            label={t`Верная причина`}
            placeholder={t`Выберите причину`}
            nothingFoundMessage={t`Ничего не найдено`}
            data={groups}
            value={reason}
            onChange={setReason}
          />
          <Textarea
            label={t`Комментарий`}
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
            <Button type="submit" loading={isPending} disabled={!reason}>
              <Trans>Сменить причину</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
