import { Badge, Button, Table } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";

import { Moment } from "@/ui/moment";
import { QueryView } from "@/ui/query-view";
import { Section } from "@/ui/section";

import { deviceName } from "@/lib/device-name";
import { mySessionsQuery, useEndSession } from "../queries";

export function SessionsSection() {
  const { t } = useLingui();
  const sessions = useQuery(mySessionsQuery());
  const end = useEndSession();
  return (
    <Section title={t`Где вы вошли`} lead={t`Не узнаёте устройство? Завершите сеанс и смените пароль.`}>
      <QueryView query={sessions}>
        {({ items }) => (
          <Table.ScrollContainer minWidth={480}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t`Устройство`}</Table.Th>
                  <Table.Th>{t`Адрес`}</Table.Th>
                  <Table.Th>{t`Последнее действие`}</Table.Th>
                  <Table.Th aria-label={t`Действия`} />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((session) => (
                  <Table.Tr key={session.id}>
                    <Table.Td>{deviceName(session.user_agent) || t`Неизвестное устройство`}</Table.Td>
                    <Table.Td>{session.ip ?? "—"}</Table.Td>
                    <Table.Td>
                      <Moment at={session.last_seen_at} />
                    </Table.Td>
                    <Table.Td ta="end">
                      {session.current ? (
                        <Badge>{t`Этот сеанс`}</Badge>
                      ) : (
                        <Button
                          variant="default"
                          size="compact-xs"
                          loading={end.isPending && end.variables === session.id}
                          onClick={() => end.mutate(session.id)}
                        >
                          <Trans>Завершить</Trans>
                        </Button>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </QueryView>
    </Section>
  );
}
