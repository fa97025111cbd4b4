import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";

import { ApiError } from "@/api/errors";
import type { ContactPoint } from "@/api/types";
import { useErrorText } from "@/ui/use-error-text";

import { useAddCompany, useAddContact } from "./queries";

interface NewClientModalProps {
  kind: "contact" | "company";
  opened: boolean;
  onClose: () => void;
}

export function NewClientModal({ kind, opened, onClose }: NewClientModalProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={kind === "contact" ? <Trans>Новый контакт</Trans> : <Trans>Новая компания</Trans>}
    >
      {kind === "contact" ? <ContactForm onDone={onClose} /> : <CompanyForm onDone={onClose} />}
    </Modal>
  );
}

/** Field errors of the API under their inputs; anything else as one sentence. */
function useFormFailure(setErrors: (errors: Record<string, string>) => void) {
  const errorText = useErrorText();
  return (error: Error) => {
    const fields = error instanceof ApiError ? error.fields : {};
    const byInput = Object.entries(fields).map(([path, text]) => [
      path.startsWith("points") ? "phone" : (path.split(".").at(-1) ?? path),
      text,
    ]);
    setErrors(byInput.length > 0 ? Object.fromEntries(byInput) : { name: errorText(error) });
  };
}

function ContactForm({ onDone }: { onDone: () => void }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const add = useAddContact();
  const form = useForm({
    initialValues: { name: "", phone: "", email: "" },
    validate: { name: (name) => (name.trim() ? null : t`Как зовут?`) },
  });
  const fail = useFormFailure(form.setErrors);
  const submit = form.onSubmit(({ name, phone, email }) => {
    const points: ContactPoint[] = [
      ...(phone.trim() ? [{ kind: "phone" as const, value: phone.trim(), is_primary: true }] : []),
      ...(email.trim() ? [{ kind: "email" as const, value: email.trim(), is_primary: true }] : []),
    ];
    const open = (contact: { id: string }) => {
      onDone();
      void navigate({ to: "/clients/contacts/$contactId", params: { contactId: contact.id } });
    };
    add.mutate({ name, points }, { onSuccess: open, onError: fail });
  });
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput label={t`Имя`} required data-autofocus {...form.getInputProps("name")} />
        <TextInput label={t`Телефон`} type="tel" {...form.getInputProps("phone")} />
        <TextInput label={t`Почта`} type="email" {...form.getInputProps("email")} />
        <Buttons busy={add.isPending} onCancel={onDone} />
      </Stack>
    </form>
  );
}

function CompanyForm({ onDone }: { onDone: () => void }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const add = useAddCompany();
  const form = useForm({
    initialValues: { name: "", tax_id: "", site: "" },
    validate: { name: (name) => (name.trim() ? null : t`Как называется?`) },
  });
  const fail = useFormFailure(form.setErrors);
  const submit = form.onSubmit((values) => {
    const open = (company: { id: string }) => {
      onDone();
      void navigate({ to: "/clients/companies/$companyId", params: { companyId: company.id } });
    };
    add.mutate(values, { onSuccess: open, onError: fail });
  });
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput label={t`Название`} required data-autofocus {...form.getInputProps("name")} />
        <TextInput label={t`ИНН`} inputMode="numeric" {...form.getInputProps("tax_id")} />
        <TextInput label={t`Сайт`} {...form.getInputProps("site")} />
        <Buttons busy={add.isPending} onCancel={onDone} />
      </Stack>
    </form>
  );
}

function Buttons({ busy, onCancel }: { busy: boolean; onCancel: () => void }) {
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onCancel}>
        <Trans>Отмена</Trans>
      </Button>
      <Button type="submit" loading={busy}>
        <Trans>Добавить</Trans>
      </Button>
    </Group>
  );
}
