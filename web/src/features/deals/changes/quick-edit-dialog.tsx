import { Button, Group, NumberInput, Stack, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";

import type { Deal, DealPatch } from "@/api/types";
import { Loading } from "@/ui/loading";
import { QueryView } from "@/ui/query-view";

import { Dialog } from "@/ui/dialog";
import { DimensionFields } from "../fields/dimension-fields";
import fields from "../fields/fields.module.css";
import { useEditDeal } from "../mutations";
import { dealQuery } from "../queries";
import { keepFields } from "./keep-fields";
import { useRefusal } from "./use-refusal";

/** The main fields without leaving the board. A card is slim, so the deal itself is read first. */
export function QuickEditDialog({ dealId, onClose }: { dealId: string; onClose: () => void }) {
  const { t } = useLingui();
  const query = useQuery(dealQuery(dealId));
  return (
    <Dialog onClose={onClose} title={t`Правка сделки`}>
      <QueryView query={query} loading={<Loading rows={4} />}>
        {(deal) => <EditForm deal={deal} onClose={onClose} />}
      </QueryView>
    </Dialog>
  );
}

function EditForm({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const { t } = useLingui();
  const editDeal = useEditDeal();
  const [report, conflict] = useRefusal();
  const [patch, setPatch] = useState<DealPatch>({});
  const put = (change: DealPatch) => setPatch({ ...patch, ...change });
  const valueOf = (key: "deal_type" | "source" | "campaign" | "market" | "product") =>
    patch[key] === undefined ? deal[key]?.id : patch[key];

  const save = (change: DealPatch, version: number | undefined) =>
    editDeal.mutate(
      { id: deal.id, version, patch: change },
      {
        onSuccess: onClose,
        onError: (error) =>
          report({
            error,
            title: t`Не сохранено`,
            onKeep: (kept, current) => save(keepFields(change, kept), current),
          }),
      },
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (Object.keys(patch).length === 0) onClose();
    else save(patch, deal.version);
  };

  return (
    <>
      <form onSubmit={submit}>
        <Stack>
          <div className={fields.grid}>
            <TextInput
              data-autofocus
              className={fields.wide}
              label={t`Название`}
              required
              maxLength={200}
              defaultValue={deal.title}
              onChange={(event) => put({ title: event.currentTarget.value })}
            />
            <NumberInput
              label={t`Сумма`}
              disabled={deal.lines.length > 0}
              min={0}
              decimalScale={2}
              thousandSeparator=" "
              defaultValue={deal.amount ?? ""}
              onChange={(amount) => put({ amount: amount === "" ? null : Number(amount) })}
            />
            <DimensionFields
              values={{
                deal_type: valueOf("deal_type"),
                source: valueOf("source"),
                campaign: valueOf("campaign"),
                market: valueOf("market"),
                product: valueOf("product"),
              }}
              onChange={put}
            />
          </div>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              <Trans>Отмена</Trans>
            </Button>
            <Button type="submit" loading={editDeal.isPending}>
              <Trans>Сохранить</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
      {conflict}
    </>
  );
}
