import { Alert, Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";

import type { ContactFull } from "@/api/types";
import { useConfirm } from "@/ui/confirm";
import { Icon } from "@/ui/icon";
import { Loading } from "@/ui/loading";
import { Moment } from "@/ui/moment";
import { PageHead } from "@/ui/page-head";
import { QueryView } from "@/ui/query-view";
import { Screen } from "@/ui/screen";
import { Section } from "@/ui/section";
import { useErrorText } from "@/ui/use-error-text";

import classes from "./clients.module.css";
import { ContactFacts } from "./contact-facts";
import { DealList } from "./deal-list";
import { contactQuery, useMergeContact } from "./queries";

export function ContactPage() {
  const { contactId } = useParams({ from: "/signed-in/clients/contacts/$contactId" });
  const contact = useQuery(contactQuery(contactId));
  return (
    <Screen>
      <QueryView query={contact} loading={<Loading shape="record" />}>
        {(data) => <ContactCard contact={data} />}
      </QueryView>
    </Screen>
  );
}

function ContactCard({ contact }: { contact: ContactFull }) {
  return (
    <>
      <PageHead
        title={contact.name}
        lead={
          contact.company && (
            <Link to="/clients/companies/$companyId" params={{ companyId: contact.company.id }}>
              {contact.company.name}
            </Link>
          )
        }
      />
      <Duplicates contact={contact} />
      <div className={classes.card}>
        <ContactFacts contact={contact} />
        <div className={classes.side}>
          <Section title={<Trans>Сделки</Trans>}>
            <DealList deals={contact.deals} />
          </Section>
          <Section title={<Trans>Согласия</Trans>}>
            <Consents contact={contact} />
          </Section>
        </div>
      </div>
    </>
  );
}

function Consents({ contact }: { contact: ContactFull }) {
  if (contact.consents.length === 0) {
    return (
      <p className={classes.soft}>
        <Trans>Согласий нет: человек пришёл не через форму.</Trans>
      </p>
    );
  }
  return (
    <ul className={classes.plain}>
      {contact.consents.map((consent) => (
        <li key={`${consent.purpose}-${consent.text_version}-${consent.given_at}`}>
          <Icon name="check" size={14} /> {consent.purpose}, <Trans>редакция {consent.text_version}</Trans>,{" "}
          <Moment at={consent.given_at} as="dateTime" />
        </li>
      ))}
    </ul>
  );
}

/** Other cards with the same phone or e-mail, and the way to make them one. */
function Duplicates({ contact }: { contact: ContactFull }) {
  const { t } = useLingui();
  const confirm = useConfirm();
  const errorText = useErrorText();
  const merge = useMergeContact(contact.id);
  if (contact.duplicates.length === 0) return null;
  const ask = (id: string, name: string) =>
    confirm({
      title: t`Объединить карточки?`,
      text: t`Сделки, телефоны и почта «${name}» перейдут сюда, вторая карточка исчезнет из списков. Отменить нельзя.`,
      yes: t`Объединить`,
      onYes: () =>
        merge.mutate(id, {
          onSuccess: () => notifications.show({ color: "green", message: t`Карточки объединены` }),
          onError: (error) => notifications.show({ color: "red", message: errorText(error) }),
        }),
    });
  return (
    <Alert
      color="yellow"
      icon={<Icon name="merge" />}
      title={<Trans>Похоже, это один человек</Trans>}
      className={classes.alert}
    >
      <ul className={classes.plain}>
        {contact.duplicates.map((other) => (
          <li key={other.id}>
            <Group gap="sm">
              <Link to="/clients/contacts/$contactId" params={{ contactId: other.id }}>
                {other.name}
              </Link>
              <span className={classes.soft}>{other.value}</span>
              {contact.can.merge && (
                <Button
                  size="compact-xs"
                  variant="default"
                  loading={merge.isPending}
                  onClick={() => ask(other.id, other.name)}
                >
                  <Trans>Объединить</Trans>
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
