import { Button, Table } from "@mantine/core";
import type { MessageDescriptor } from "@lingui/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { Failure } from "@/ui/failure";
import { Loading } from "@/ui/loading";
import { Moment } from "@/ui/moment";
import { PageHead } from "@/ui/page-head";
import { Section } from "@/ui/section";

import { auditQuery } from "../queries";
import { FACT_NAMES, SYSTEM_NAMES } from "./fact-names";

/** Everything anybody did, newest first. The record can be added to, never changed. */
export function AuditPage() {
  const { t, i18n } = useLingui();
  const named = (words: MessageDescriptor | undefined, plain: string) => (words ? i18n._(words) : plain);
  const audit = useInfiniteQuery(auditQuery());
  const entries = audit.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHead
        title={t`Журнал действий`}
        lead={
          <Trans>
            Кто, что и когда сделал. Записи нельзя изменить или удалить — за этим следит сама база данных.
          </Trans>
        }
      />
      <Section title={<Trans>Последние записи</Trans>}>
        {audit.isPending && <Loading />}
        {audit.error && !audit.data && <Failure error={audit.error} onRetry={() => void audit.refetch()} />}
        {entries.length > 0 && (
          <Table.ScrollContainer minWidth={560}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>№</Table.Th>
                  <Table.Th>{t`Когда`}</Table.Th>
                  <Table.Th>{t`Кто`}</Table.Th>
                  <Table.Th>{t`Что`}</Table.Th>
                  <Table.Th>{t`Сделка`}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {entries.map((entry) => (
                  <Table.Tr key={entry.position}>
                    <Table.Td className="num">{entry.position}</Table.Td>
                    <Table.Td>
                      <Moment at={entry.at} as="dateTime" />
                    </Table.Td>
                    <Table.Td>
                      {named(
                        ["system", "visitor"].includes(entry.actor.kind)
                          ? SYSTEM_NAMES[entry.actor.name]
                          : undefined,
                        entry.actor.name,
                      )}
                    </Table.Td>
                    <Table.Td title={entry.kind}>{named(FACT_NAMES[entry.kind], entry.kind)}</Table.Td>
                    <Table.Td>
                      {entry.deal && (
                        <Link to="/deals/$dealId" params={{ dealId: entry.deal.id }}>
                          {entry.deal.title}
                        </Link>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
        {audit.hasNextPage && (
          <Button
            variant="default"
            loading={audit.isFetchingNextPage}
            onClick={() => void audit.fetchNextPage()}
          >
            <Trans>Показать ещё</Trans>
          </Button>
        )}
      </Section>
    </>
  );
}
