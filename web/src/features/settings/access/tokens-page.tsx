import { Alert, ActionIcon, Badge, Button, Group, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { api, unwrap } from "@/api/client";
import type { NewApiToken, TokenScope } from "@/api/types";
import { useConfirm } from "@/ui/confirm";
import { CopyField } from "@/ui/copy-field";
import { Icon } from "@/ui/icon";
import { Moment } from "@/ui/moment";
import { PageHead } from "@/ui/page-head";
import { QueryView } from "@/ui/query-view";
import { EmptyState } from "@/ui/screen-state";
import { Section } from "@/ui/section";

import { tokensQuery } from "../queries";
import classes from "../settings.module.css";
import { useSave } from "../use-save";

const STALE = [["tokens"]];

/** Keys for programs. A key is shown once; only its fingerprint is kept. */
export function TokensPage() {
  const { t } = useLingui();
  const confirm = useConfirm();
  const scopes = useScopes();
  const tokens = useQuery(tokensQuery());
  const revoke = useSave({
    send: (id: number) => unwrap(api.DELETE("/tokens/{token_id}", { params: { path: { token_id: id } } })),
    stale: STALE,
  });
  const ask = (id: number, name: string) =>
    confirm({
      title: t`Отозвать ключ?`,
      text: t`Программа с ключом «${name}» сразу потеряет доступ.`,
      yes: t`Отозвать`,
      danger: true,
      onYes: () => revoke.mutate(id),
    });
  return (
    <>
      <PageHead
        title={t`Ключи API`}
        lead={<Trans>Для сайта достаточно ключа «приём заявок»: он умеет только создавать заявки.</Trans>}
      />
      <Section title={<Trans>Новый ключ</Trans>}>
        <TokenForm />
      </Section>
      <Section title={<Trans>Выданные ключи</Trans>}>
        <QueryView query={tokens}>
          {(data) =>
            data.items.length === 0 ? (
              <EmptyState icon="key" title={<Trans>Ключей пока нет</Trans>} />
            ) : (
              <ul className={classes.rows}>
                {data.items.map((token) => (
                  <li key={token.id} className={classes.row}>
                    <span className={classes.grow}>{token.name}</span>
                    <Badge color="gray">{scopes[token.scope]}</Badge>
                    <span className={classes.soft}>
                      {token.last_used_at ? (
                        <Trans>
                          Был нужен <Moment at={token.last_used_at} />
                        </Trans>
                      ) : (
                        <Trans>Ещё не использован</Trans>
                      )}
                    </span>
                    <ActionIcon
                      aria-label={t`Отозвать ключ ${token.name}`}
                      onClick={() => ask(token.id, token.name)}
                    >
                      <Icon name="trash" />
                    </ActionIcon>
                  </li>
                ))}
              </ul>
            )
          }
        </QueryView>
      </Section>
    </>
  );
}

function useScopes(): Record<TokenScope, string> {
  const { t } = useLingui();
  return { intake: t`Приём заявок`, read: t`Чтение`, write: t`Чтение и запись` };
}

function TokenForm() {
  const { t } = useLingui();
  const scopes = useScopes();
  const [made, setMade] = useState<NewApiToken | null>(null);
  const form = useForm({
    initialValues: { name: "", scope: "intake" as TokenScope },
    validate: { name: (name) => (name.trim() ? null : t`Для чего ключ?`) },
  });
  const add = useSave({
    send: (body: { name: string; scope: TokenScope }) => unwrap(api.POST("/tokens", { body })),
    stale: STALE,
    onFields: form.setErrors,
    onDone: (token: NewApiToken) => {
      setMade(token);
      form.reset();
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => add.mutate(values))}>
      <Group align="flex-end">
        <TextInput
          label={t`Название`}
          placeholder={t`Сайт`}
          className={classes.grow}
          {...form.getInputProps("name")}
        />
        <Select
          label={t`Что разрешено`}
          allowDeselect={false}
          data={Object.entries(scopes).map(([value, label]) => ({ value, label }))}
          {...form.getInputProps("scope")}
        />
        <Button type="submit" loading={add.isPending}>
          <Trans>Выдать</Trans>
        </Button>
      </Group>
      {made && (
        <Alert
          color="yellow"
          mt="md"
          title={<Trans>Скопируйте ключ сейчас</Trans>}
          withCloseButton
          onClose={() => setMade(null)}
        >
          <Trans>Больше он не будет показан.</Trans>
          <CopyField label={made.name} value={made.token} />
        </Alert>
      )}
    </form>
  );
}
