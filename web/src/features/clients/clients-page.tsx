import { Button, Tabs, TextInput } from "@mantine/core";
import { useDebouncedCallback, useDisclosure } from "@mantine/hooks";
import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate, useSearch } from "@tanstack/react-router";

import { Icon } from "@/ui/icon";
import { PageHead } from "@/ui/page-head";
import { Screen } from "@/ui/screen";

import classes from "./clients.module.css";
import { CompaniesTable } from "./companies-table";
import { ContactsTable } from "./contacts-table";
import { NewClientModal } from "./new-client-modal";

const TYPING_MS = 250;

export function ClientsPage() {
  const { t } = useLingui();
  const search = useSearch({ from: "/signed-in/clients" });
  const navigate = useNavigate();
  const [adding, add] = useDisclosure(false);
  const companies = search.tab === "companies";
  const find = useDebouncedCallback(
    (q: string) => void navigate({ to: "/clients", search: { ...search, q: q || undefined }, replace: true }),
    TYPING_MS,
  );
  return (
    <Screen shape="fill">
      <PageHead
        title={t`Клиенты`}
        lead={<Trans>Люди и компании, которые к вам обращались.</Trans>}
        actions={
          <Button leftSection={<Icon name="plus" />} onClick={add.open}>
            {companies ? <Trans>Компания</Trans> : <Trans>Контакт</Trans>}
          </Button>
        }
      />
      <div className={classes.bar}>
        <Tabs
          value={companies ? "companies" : "contacts"}
          onChange={(tab) =>
            void navigate({
              to: "/clients",
              search: { q: search.q, tab: tab === "companies" ? "companies" : undefined },
            })
          }
        >
          <Tabs.List>
            <Tabs.Tab value="contacts">
              <Trans>Контакты</Trans>
            </Tabs.Tab>
            <Tabs.Tab value="companies">
              <Trans>Компании</Trans>
            </Tabs.Tab>
          </Tabs.List>
        </Tabs>
        <TextInput
          key={search.tab ?? "contacts"}
          type="search"
          className={classes.search}
          aria-label={t`Найти клиента`}
          placeholder={companies ? t`Название или ИНН` : t`Имя, телефон или почта`}
          leftSection={<Icon name="search" size={14} />}
          defaultValue={search.q ?? ""}
          onChange={(event) => find(event.currentTarget.value)}
        />
      </div>
      {companies ? <CompaniesTable q={search.q ?? ""} /> : <ContactsTable q={search.q ?? ""} />}
      <NewClientModal kind={companies ? "company" : "contact"} opened={adding} onClose={add.close} />
    </Screen>
  );
}
