import { Button, Group, NumberInput, Select, Stack } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { useDictionaries } from "@/api/dictionary-queries";
import type { DealPatch } from "@/api/types";
import { EntitySelect } from "@/ui/entity-select";

import { Dialog } from "@/ui/dialog";

interface BulkFieldDialogProps {
  onEdit: (fields: DealPatch) => void;
  onClose: () => void;
}

const FIELDS = ["deal_type", "source", "campaign", "market", "product", "amount"] as const;
type Field = (typeof FIELDS)[number];

export function BulkFieldDialog({ onEdit, onClose }: BulkFieldDialogProps) {
  const { t } = useLingui();
  const known = useDictionaries();
  const [field, setField] = useState<Field>("source");
  const [value, setValue] = useState<number | null>(null);
  const labels: Record<Field, string> = {
    deal_type: t`Тип сделки`,
    source: t`Источник`,
    campaign: t`Кампания`,
    market: t`Рынок`,
    product: t`Продукт`,
    amount: t`Сумма`,
  };
  const entries = {
    deal_type: known.deal_types,
    source: known.sources,
    campaign: known.campaigns,
    market: known.markets,
    product: known.products,
  };
  const pick = (next: string | null) => {
    setField(FIELDS.find((one) => one === next) ?? "source");
    setValue(null);
  };
  return (
    <Dialog onClose={onClose} title={t`Изменить поле у выбранных`}>
      <Stack>
        <Select
          data-autofocus
          label={t`Поле`}
          allowDeselect={false}
          data={FIELDS.map((one) => ({ value: one, label: labels[one] }))}
          value={field}
          onChange={pick}
        />
        {field === "amount" ? (
          <NumberInput
            label={t`Новое значение`}
            min={0}
            decimalScale={2}
            thousandSeparator=" "
            value={value ?? ""}
            onChange={(next) => setValue(next === "" ? null : Number(next))}
          />
        ) : (
          <EntitySelect
            label={t`Новое значение`}
            placeholder={t`Пусто — очистить поле`}
            options={entries[field]}
            value={value}
            onChange={setValue}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            <Trans>Отмена</Trans>
          </Button>
          <Button onClick={() => onEdit({ [field]: value })}>
            {value === null ? <Trans>Очистить поле</Trans> : <Trans>Изменить</Trans>}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
