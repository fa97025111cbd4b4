import { Badge, Button, Table } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { useMe } from "@/api/session-queries";
import type { Person } from "@/api/types";
import { Icon } from "@/ui/icon";
import { Moment } from "@/ui/moment";
import { PageHead } from "@/ui/page-head";
import { PersonAvatar } from "@/ui/person-avatar";
import { QueryView } from "@/ui/query-view";
import { Section } from "@/ui/section";
import { useRoleName } from "@/ui/use-role-name";

import { peopleQuery } from "../queries";
import classes from "../settings.module.css";
import { PersonModal } from "./person-modal";
import { Teams } from "./teams";

export function PeoplePage() {
  const { t } = useLingui();
  const mayManage = useMe().can.manage_people;
  const people = useQuery(peopleQuery());
  const [edited, edit] = useState<Person | "new" | null>(null);
  return (
    <>
      <PageHead
        title={t`Люди и команды`}
        actions={
          mayManage && (
            <Button leftSection={<Icon name="plus" />} onClick={() => edit("new")}>
              <Trans>Человек</Trans>
            </Button>
          )
        }
      />
      <Section title={<Trans>Люди</Trans>}>
        <QueryView query={people}>
          {(data) => <PeopleTable people={data.items} onEdit={mayManage ? edit : undefined} />}
        </QueryView>
      </Section>
      <Teams />
      <PersonModal person={edited} onClose={() => edit(null)} />
    </>
  );
}

function PeopleTable({ people, onEdit }: { people: Person[]; onEdit?: (person: Person) => void }) {
  const { t } = useLingui();
  const roleName = useRoleName();
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t`Имя`}</Table.Th>
            <Table.Th>{t`Роль`}</Table.Th>
            <Table.Th>{t`Команда`}</Table.Th>
            <Table.Th>{t`Почта`}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((person) => (
            <Table.Tr key={person.id} className={person.is_active ? undefined : classes.soft}>
              <Table.Td>
                <span className={classes.inline}>
                  <PersonAvatar name={person.name} /> {person.name}
                  {!person.is_active && <Badge color="gray">{t`Отключён`}</Badge>}
                  {person.absent_until && (
                    <Badge color="yellow">
                      <Trans>
                        Нет до <Moment at={person.absent_until} as="date" />
                      </Trans>
                    </Badge>
                  )}
                </span>
              </Table.Td>
              <Table.Td>{roleName(person.role)}</Table.Td>
              <Table.Td>{person.team?.name ?? "—"}</Table.Td>
              <Table.Td>{person.email ?? "—"}</Table.Td>
              <Table.Td ta="end">
                {onEdit && (
                  <Button
                    variant="subtle"
                    aria-label={t`Изменить: ${person.name}`}
                    onClick={() => onEdit(person)}
                  >
                    <Trans>Изменить</Trans>
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
