import { Table } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";

import type { Assignment } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import { Moment } from "@/ui/moment";
import { QueryView } from "@/ui/query-view";

import { assignmentsQuery } from "../queries";
import classes from "@/ui/panel.module.css";

/** The ledger of this deal: who could have got it at each hand-out, and what decided. */
export function WhyManager({ dealId }: { dealId: string }) {
  const query = useQuery(assignmentsQuery(dealId));
  return (
    <QueryView query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <p className={classes.soft}>
            <Trans>
              Эту сделку никто не распределял: менеджера указали при создании, импорте или передаче. Смотрите
              ленту.
            </Trans>
          </p>
        ) : (
          <div className={classes.stack}>
            {items.map((item) => (
              <Decision key={item.at} decision={item} />
            ))}
          </div>
        )
      }
    </QueryView>
  );
}

function Decision({ decision }: { decision: Assignment }) {
  const formats = useFormats();
  const branch = useBranchText()(decision.branch);
  return (
    <section>
      <p>
        <Moment at={decision.at} as="dateTime" />:{" "}
        <strong>{decision.manager?.name ?? <Trans>никому</Trans>}</strong> — {branch}
        {decision.propensity !== null && decision.propensity < 1 && (
          <>
            {" "}
            (<Trans>вероятность такого выбора {formats.percent(decision.propensity)}</Trans>)
          </>
        )}
      </p>
      {decision.eligible.length > 0 && (
        <Table.ScrollContainer minWidth={420}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>
                  <Trans>Кто мог взять</Trans>
                </Table.Th>
                <Table.Th>
                  <Trans>Вес</Trans>
                </Table.Th>
                <Table.Th>
                  <Trans>Положено</Trans>
                </Table.Th>
                <Table.Th>
                  <Trans>Получил</Trans>
                </Table.Th>
                <Table.Th>
                  <Trans>В работе</Trans>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {decision.eligible.map((one) => (
                <Table.Tr key={one.manager.id}>
                  <Table.Th scope="row">{one.manager.name}</Table.Th>
                  <Table.Td>{formats.number(one.weight, 2)}</Table.Td>
                  <Table.Td>{formats.number(one.due, 1)}</Table.Td>
                  <Table.Td>{formats.number(one.given, 0)}</Table.Td>
                  <Table.Td>{formats.number(one.load, 0)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  );
}

function useBranchText(): (branch: string) => string {
  const { t } = useLingui();
  return (branch) => {
    switch (branch) {
      case "known_client":
        return t`клиент уже с ним работает`;
      case "fair":
        return t`его очередь по справедливому счёту`;
      case "no_members":
        return t`в распределении никого нет`;
      case "all_absent":
        return t`все отсутствуют`;
      case "all_full":
        return t`у всех полная загрузка`;
      default:
        return branch;
    }
  };
}
