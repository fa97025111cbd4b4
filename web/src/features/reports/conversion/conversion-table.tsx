import { Table, UnstyledButton } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";

import type { ConversionCell } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import { Icon } from "@/ui/icon";
import { MetricHint } from "@/ui/metric-hint";

import { listSearch, type ShownRow, type SortKey, sortRows } from "./conversion-rows";
import classes from "./conversion.module.css";
import { IntervalBar } from "./interval-bar";

interface ConversionTableProps {
  caption: string;
  rows: ShownRow[];
  total: ConversionCell;
  definition: string;
}

/** The numbers under the picture; each opens the list of deals behind it. */
export function ConversionTable({ caption, rows, total, definition }: ConversionTableProps) {
  const { t } = useLingui();
  const [sort, setSort] = useState<{ by: SortKey; descending: boolean }>({ by: "rate", descending: true });
  const top = Math.max(0.01, ...rows.map((row) => row.cell.high ?? 0));
  const head = (by: SortKey, label: ReactNode, hint: ReactNode) => {
    const current = sort.by === by;
    const order = current ? (sort.descending ? "descending" : "ascending") : "none";
    return (
      <Table.Th data-align={by === "name" ? undefined : "end"} aria-sort={order}>
        <UnstyledButton
          className={classes.sort}
          onClick={() => setSort({ by, descending: current ? !sort.descending : by !== "name" })}
        >
          <MetricHint definition={hint}>{label}</MetricHint>
          {current && <Icon name="sort" size={12} />}
        </UnstyledButton>
      </Table.Th>
    );
  };
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table stickyHeader className={classes.table}>
        <Table.Caption className={classes.caption}>{caption}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {head("name", t`Кто`, t`По этому разложены сделки.`)}
            {head(
              "entered",
              t`Вошли`,
              t`Сделки периода, которые дошли до начального этапа шага. Проигранные и открытые остаются в знаменателе.`,
            )}
            {head("advanced", t`Прошли`, t`Из них дошли до конечного этапа шага.`)}
            {head("rate", t`Конверсия`, definition)}
            <Table.Th>
              <MetricHint
                definition={t`С вероятностью 95 % истинная конверсия лежит в этих пределах (интервал Уилсона).`}
              >
                <Trans>Интервал 95 %</Trans>
              </MetricHint>
            </Table.Th>
            {head(
              "open",
              t`В работе`,
              t`Ещё открыты и не дошли до конечного этапа: их исход пока неизвестен.`,
            )}
            {head(
              "index",
              t`Индекс`,
              t`Наблюдаемое к ожидаемому для таких же источников, продуктов и типов сделок; 100 — как в среднем по компании.`,
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sortRows(rows, sort.by, sort.descending).map((row) => (
            <Table.Tr key={row.key} data-small={row.isSmall || undefined}>
              <Table.Th scope="row" className={classes.name}>
                {row.name}
              </Table.Th>
              <Cells cell={row.cell} name={row.name} isSmall={row.isSmall} top={top} />
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row">
              <Trans>Всего</Trans>
            </Table.Th>
            <Cells cell={total} name={t`Всего`} isSmall={false} top={top} />
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Table.ScrollContainer>
  );
}

function Cells({
  cell,
  name,
  isSmall,
  top,
}: {
  cell: ConversionCell;
  name: string;
  isSmall: boolean;
  top: number;
}) {
  const formats = useFormats();
  const { t } = useLingui();
  const number = (count: "entered" | "advanced" | "open") => (
    <Table.Td data-align="end">
      <Link
        to="/reports/conversion/deals"
        search={{ ...listSearch(cell, count), title: name }}
        className="num"
      >
        {formats.number(cell[count])}
      </Link>
    </Table.Td>
  );
  return (
    <>
      {number("entered")}
      {number("advanced")}
      <Table.Td data-align="end" className="num">
        {cell.rate === null ? "—" : formats.percent(cell.rate, 1)}
      </Table.Td>
      <Table.Td>
        {cell.low !== null && cell.high !== null && cell.rate !== null ? (
          <IntervalBar
            low={cell.low}
            rate={cell.rate}
            high={cell.high}
            top={top}
            text={`${formats.percent(cell.low)} – ${formats.percent(cell.high)}`}
          />
        ) : (
          "—"
        )}
        {isSmall && <span className={classes.small}>{t`мало сделок`}</span>}
      </Table.Td>
      {number("open")}
      <Table.Td data-align="end" className="num">
        {cell.index === null || cell.index === undefined ? "—" : formats.number(cell.index)}
      </Table.Td>
    </>
  );
}
