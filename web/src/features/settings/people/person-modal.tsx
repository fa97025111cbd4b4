import { Alert, Button, Modal, Select, Stack, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { api, unwrap } from "@/api/client";
import { useDictionaries } from "@/api/dictionary-queries";
import { useMe } from "@/api/session-queries";
import type { NewPerson, Person, PersonIn, PersonPatch, Role } from "@/api/types";
import { CopyField } from "@/ui/copy-field";
import { EntitySelect } from "@/ui/entity-select";
import { useRoleName } from "@/ui/use-role-name";

import classes from "../settings.module.css";
import { useSave } from "../use-save";

const ROLES: Role[] = ["manager", "lead", "head", "admin"];
const STALE = [["people"], ["teams"], ["dictionaries"], ["routing"]];

/** A new colleague, or changes to one; a fresh temporary password is shown once. */
export function PersonModal({ person, onClose }: { person: Person | "new" | null; onClose: () => void }) {
  const [password, setPassword] = useState<string | null>(null);
  const close = () => {
    setPassword(null);
    onClose();
  };
  return (
    <Modal
      opened={person !== null}
      onClose={close}
      title={person === "new" ? <Trans>Новый человек</Trans> : <Trans>Человек</Trans>}
    >
      {password !== null ? (
        <TemporaryPassword password={password} onClose={close} />
      ) : (
        person && (
          <PersonForm person={person === "new" ? null : person} onDone={close} onPassword={setPassword} />
        )
      )}
    </Modal>
  );
}

function TemporaryPassword({ password, onClose }: { password: string; onClose: () => void }) {
  const { t } = useLingui();
  return (
    <Stack>
      <Alert color="yellow">
        <Trans>Передайте пароль лично. Больше его не увидеть; после входа человек задаст свой.</Trans>
      </Alert>
      <CopyField label={t`Временный пароль`} value={password} />
      <Button onClick={onClose}>{t`Готово`}</Button>
    </Stack>
  );
}

interface PersonFormProps {
  person: Person | null;
  onDone: () => void;
  onPassword: (password: string) => void;
}

function PersonForm({ person, onDone, onPassword }: PersonFormProps) {
  const { t } = useLingui();
  const { teams } = useDictionaries();
  const me = useMe();
  const roleName = useRoleName();
  const form = useForm({
    initialValues: {
      name: person?.name ?? "",
      email: person?.email ?? "",
      role: person?.role ?? ("manager" as Role),
      team: person?.team?.id ?? null,
      is_active: person?.is_active ?? true,
    },
    validate: {
      name: (name) => (name.trim() ? null : t`Как зовут?`),
      email: (email) => (email.includes("@") ? null : t`Нужна почта: по ней входят`),
    },
  });
  const add = useSave({
    send: (body: PersonIn) => unwrap(api.POST("/people", { body })),
    stale: STALE,
    onFields: form.setErrors,
    onDone: (made: NewPerson) => (made.temporary_password ? onPassword(made.temporary_password) : onDone()),
  });
  const change = useSave({
    send: ({ id, ...body }: PersonPatch & { id: number }) =>
      unwrap(api.PATCH("/people/{person_id}", { params: { path: { person_id: id } }, body })),
    stale: STALE,
    onFields: form.setErrors,
    onDone,
  });
  const reset = useSave({
    send: (id: number) =>
      unwrap(api.PUT("/people/{person_id}/password", { params: { path: { person_id: id } } })),
    stale: [],
    onDone: ({ temporary_password }: { temporary_password: string }) => onPassword(temporary_password),
  });
  const allowed = ROLES.slice(0, ROLES.indexOf(me.role) + 1);
  return (
    <form
      onSubmit={form.onSubmit(({ is_active, ...values }) =>
        person ? change.mutate({ id: person.id, is_active, ...values }) : add.mutate(values),
      )}
    >
      <Stack>
        <TextInput label={t`Имя и фамилия`} required data-autofocus {...form.getInputProps("name")} />
        <TextInput label={t`Почта`} type="email" required {...form.getInputProps("email")} />
        <Select
          label={t`Роль`}
          allowDeselect={false}
          data={allowed.map((role) => ({ value: role, label: roleName(role) }))}
          {...form.getInputProps("role")}
        />
        <EntitySelect
          label={t`Команда`}
          options={teams}
          value={form.values.team}
          onChange={(id) => form.setFieldValue("team", id)}
          error={form.errors.team ? String(form.errors.team) : null}
        />
        {person && (
          <Switch label={t`Может входить`} {...form.getInputProps("is_active", { type: "checkbox" })} />
        )}
        <div className={classes.end}>
          {person && (
            <Button variant="subtle" loading={reset.isPending} onClick={() => reset.mutate(person.id)}>
              <Trans>Сбросить пароль</Trans>
            </Button>
          )}
          <Button type="submit" loading={add.isPending || change.isPending}>
            {person ? <Trans>Сохранить</Trans> : <Trans>Добавить</Trans>}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
