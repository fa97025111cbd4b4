import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { TableColumn } from "@/ui/data-table";
import { Moment } from "@/ui/moment";
import { Money } from "@/ui/money";

import type { ReportDeal } from "../queries";
import { useDetailColumns } from "./use-detail-columns";

/** A deal can stand in a list more than once: each stay, call or line is a row of its own. */
export type PlacedDeal = ReportDeal & { place: string };

export function useDealColumns(report: string, rows: readonly ReportDeal[]): TableColumn<PlacedDeal>[] {
  const { t } = useLingui();
  const details = useDetailColumns(report, rows[0]?.details);
  const states = { open: t`В работе`, won: t`Выиграна`, lost: t`Проиграна` };
  return [
    {
      key: "title",
      header: t`Сделка`,
      cell: (row) => row.title || t`Сделка коллеги`,
      width: "minmax(200px, 2fr)",
    },
    ...details,
    { key: "owner", header: t`Менеджер`, cell: (row) => row.owner?.name ?? "—" },
    { key: "stage", header: t`Этап`, cell: (row) => row.stage.name },
    { key: "state", header: t`Состояние`, cell: (row) => states[row.state] },
    { key: "source", header: t`Источник`, cell: (row) => row.source?.name ?? "—" },
    { key: "amount", header: t`Сумма`, cell: (row) => <Money amount={row.amount} />, align: "end" },
    { key: "created", header: t`Создана`, cell: (row) => <Moment at={row.created_at} as="date" /> },
  ];
}

export function usePlaced(rows: readonly ReportDeal[]): PlacedDeal[] {
  return useMemo(() => rows.map((row, place) => ({ ...row, place: `${row.id}#${place}` })), [rows]);
}
