import { Button, Table } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import type { LedgerEntry } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import { Loading } from "@/ui/loading";
import { Moment } from "@/ui/moment";
import { Section } from "@/ui/section";

import { ledgerQuery } from "../queries";
import classes from "../settings.module.css";

/** What was given to whom and why, newest first; open to every manager. */
export function Ledger({ pipeline }: { pipeline: number }) {
  const { t } = useLingui();
  const ledger = useInfiniteQuery(ledgerQuery(pipeline));
  const entries = ledger.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={<Trans>Книга раздачи</Trans>}>
      {ledger.isPending && <Loading rows={4} />}
      {ledger.data && entries.length === 0 && <p className={classes.soft}>{t`Пока ничего не роздано.`}</p>}
      {entries.length > 0 && (
        <Table.ScrollContainer minWidth={560}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t`Когда`}</Table.Th>
                <Table.Th>{t`Сделка`}</Table.Th>
                <Table.Th>{t`Кому`}</Table.Th>
                <Table.Th>{t`Почему`}</Table.Th>
                <Table.Th ta="end">{t`Из скольких`}</Table.Th>
                <Table.Th ta="end">{t`Вероятность`}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {entries.map((entry) => (
                <Row key={`${entry.deal.id}-${entry.at}`} entry={entry} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {ledger.hasNextPage && (
        <Button
          variant="default"
          loading={ledger.isFetchingNextPage}
          onClick={() => void ledger.fetchNextPage()}
        >
          <Trans>Показать ещё</Trans>
        </Button>
      )}
    </Section>
  );
}

function Row({ entry }: { entry: LedgerEntry }) {
  const formats = useFormats();
  const branch = useBranchNames();
  return (
    <Table.Tr>
      <Table.Td>
        <Moment at={entry.at} />
      </Table.Td>
      <Table.Td>
        <Link to="/deals/$dealId" params={{ dealId: entry.deal.id }}>
          {entry.deal.title}
        </Link>
      </Table.Td>
      <Table.Td>{entry.manager?.name ?? "—"}</Table.Td>
      <Table.Td>{branch(entry.branch)}</Table.Td>
      <Table.Td ta="end" className="num">
        {entry.eligible.length}
      </Table.Td>
      <Table.Td ta="end" className="num">
        {entry.propensity === null ? "—" : formats.percent(entry.propensity)}
      </Table.Td>
    </Table.Tr>
  );
}

function useBranchNames(): (branch: string) => string {
  const { t } = useLingui();
  const names: Record<string, string> = {
    fair: t`По очереди справедливости`,
    due: t`По очереди справедливости`,
    deficit: t`Недополучил больше других`,
    tie: t`Жребий среди равных`,
    sticky: t`Уже ведёт этого клиента`,
    known_client: t`Уже ведёт этого клиента`,
    hand: t`Назначено вручную`,
    claim: t`Менеджер взял сам`,
    only: t`Только он мог взять`,
    nobody: t`Некому отдать`,
  };
  return (branch) => names[branch] ?? branch;
}
