import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";

import type { CompanyFull } from "@/api/types";
import { Loading } from "@/ui/loading";
import { PageHead } from "@/ui/page-head";
import { QueryView } from "@/ui/query-view";
import { Screen } from "@/ui/screen";
import { Section } from "@/ui/section";
import { useErrorText } from "@/ui/use-error-text";

import classes from "./clients.module.css";
import { DealList } from "./deal-list";
import { companyQuery, useSaveCompany } from "./queries";

export function CompanyPage() {
  const { companyId } = useParams({ from: "/signed-in/clients/companies/$companyId" });
  const company = useQuery(companyQuery(companyId));
  return (
    <Screen>
      <QueryView query={company} loading={<Loading shape="record" />}>
        {(data) => (
          <>
            <PageHead title={data.name} />
            <div className={classes.card}>
              <CompanyFacts company={data} />
              <div className={classes.side}>
                <People company={data} />
                <Section title={<Trans>Сделки</Trans>}>
                  <DealList deals={data.deals ?? []} />
                </Section>
              </div>
            </div>
          </>
        )}
      </QueryView>
    </Screen>
  );
}

function People({ company }: { company: CompanyFull }) {
  const people = company.contacts ?? [];
  return (
    <Section title={<Trans>Люди</Trans>}>
      {people.length === 0 && (
        <p className={classes.soft}>
          <Trans>Пока никого: укажите компанию в карточке контакта.</Trans>
        </p>
      )}
      <ul className={classes.plain}>
        {people.map((person) => (
          <li key={person.id}>
            <Link to="/clients/contacts/$contactId" params={{ contactId: person.id }}>
              {person.name}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function CompanyFacts({ company }: { company: CompanyFull }) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const save = useSaveCompany(company.id);
  const form = useForm({
    initialValues: {
      name: company.name,
      tax_id: company.tax_id,
      site: company.site,
      comment: company.comment,
    },
    validate: { name: (name) => (name.trim() ? null : t`Как называется?`) },
  });
  const submit = form.onSubmit((patch) =>
    save.mutate(
      { version: company.version, patch },
      {
        onSuccess: () => {
          form.resetDirty(patch);
          notifications.show({ color: "green", message: t`Сохранено` });
        },
        onError: (error) => notifications.show({ color: "red", message: errorText(error) }),
      },
    ),
  );
  return (
    <Section title={<Trans>Данные</Trans>}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput label={t`Название`} required {...form.getInputProps("name")} />
          <TextInput label={t`ИНН`} {...form.getInputProps("tax_id")} />
          <TextInput label={t`Сайт`} {...form.getInputProps("site")} />
          <Textarea label={t`Комментарий`} autosize minRows={2} {...form.getInputProps("comment")} />
          <Group justify="flex-end">
            <Button type="submit" disabled={!form.isDirty()} loading={save.isPending}>
              <Trans>Сохранить</Trans>
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
