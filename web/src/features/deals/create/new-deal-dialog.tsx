import { Button, Group, NumberInput, Select, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";

import { useDictionaries } from "@/api/dictionary-queries";
import { ApiError } from "@/api/errors";
import type { CustomValue, DealIn, Pipeline } from "@/api/types";
import { useErrorText } from "@/ui/use-error-text";

import { Dialog } from "@/ui/dialog";
import { CustomInput } from "../fields/custom-input";
import { DimensionFields, type DimensionValues } from "../fields/dimension-fields";
import fields from "../fields/fields.module.css";
import { useCreateDeal } from "../mutations";
import { type ClientDraft, ClientInput } from "./client-input";

interface NewDealDialogProps {
  pipeline: Pipeline;
  onClose: () => void;
}

const NOBODY: ClientDraft = { known: null, name: "", phone: "", email: "" };

export function NewDealDialog({ pipeline, onClose }: NewDealDialogProps) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const errorText = useErrorText();
  const known = useDictionaries();
  const createDeal = useCreateDeal();
  const [title, setTitle] = useState("");
  const [pipelineId, setPipelineId] = useState(pipeline.id);
  const [amount, setAmount] = useState<number | null>(null);
  const [client, setClient] = useState(NOBODY);
  const [dimensions, setDimensions] = useState<DimensionValues>({});
  const [custom, setCustom] = useState<Record<string, CustomValue>>({});
  const errors = createDeal.error instanceof ApiError ? createDeal.error.fields : {};
  const required = known.custom_fields.filter((field) => field.is_required && !field.is_archived);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body: DealIn = {
      title: title.trim() || client.name.trim(),
      pipeline: pipelineId,
      ...dimensions,
      ...(amount === null ? {} : { amount }),
      ...(required.length > 0 ? { custom } : {}),
      ...clientPart(client),
    };
    createDeal.mutate(body, {
      onSuccess: (deal) => {
        onClose();
        void navigate({ to: "/deals/$dealId", params: { dealId: deal.id } });
      },
      onError: (error) =>
        notifications.show({ color: "red", title: t`Сделка не создана`, message: errorText(error) }),
    });
  };

  return (
    <Dialog onClose={onClose} title={t`Новая сделка`} size="lg">
      <form onSubmit={submit}>
        <Stack>
          <div className={fields.grid}>
            <TextInput
              data-autofocus
              className={fields.wide}
              label={t`Что хочет клиент`}
              placeholder={t`Например, «Абонемент на год»`}
              required={client.name.trim() === ""}
              maxLength={200}
              value={title}
              error={errors.title}
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
            <ClientInput client={client} errors={errors} onChange={setClient} />
            <Select
              label={t`Воронка`}
              allowDeselect={false}
              data={known.pipelines
                .filter((one) => !one.is_archived)
                .map((one) => ({ value: String(one.id), label: one.name }))}
              value={String(pipelineId)}
              onChange={(id) => id && setPipelineId(Number(id))}
            />
            <NumberInput
              label={t`Сумма`}
              min={0}
              decimalScale={2}
              thousandSeparator=" "
              value={amount ?? ""}
              error={errors.amount}
              onChange={(next) => setAmount(next === "" ? null : Number(next))}
            />
            <DimensionFields
              values={dimensions}
              errors={errors}
              onChange={(change) => setDimensions({ ...dimensions, ...change })}
            />
            {required.map((field) => (
              <CustomInput
                key={field.id}
                field={field}
                value={custom[field.key]}
                error={errors[`custom.${field.key}`]}
                onChange={(value) => setCustom({ ...custom, [field.key]: value })}
              />
            ))}
          </div>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              <Trans>Отмена</Trans>
            </Button>
            <Button type="submit" loading={createDeal.isPending}>
              <Trans>Создать сделку</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function clientPart(client: ClientDraft): Pick<DealIn, "contact" | "contact_new"> {
  if (client.known) return { contact: client.known.id };
  const name = client.name.trim();
  if (!name) return {};
  return {
    contact_new: {
      name,
      ...(client.phone.trim() ? { phone: client.phone.trim() } : {}),
      ...(client.email.trim() ? { email: client.email.trim() } : {}),
    },
  };
}
