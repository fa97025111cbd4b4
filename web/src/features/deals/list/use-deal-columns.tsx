import { Link } from "@tanstack/react-router";
import { useLingui } from "@lingui/react/macro";

import { useDictionaries } from "@/api/dictionary-queries";
import { useMe } from "@/api/session-queries";
import type { CustomField, DealRow } from "@/api/types";
import type { TableColumn } from "@/ui/data-table";
import { useFormats } from "@/ui/formats-context";
import { Moment } from "@/ui/moment";
import { Money } from "@/ui/money";

import { DealMarks } from "../deal-marks";
import classes from "./list.module.css";
import { NumberCell } from "../fields/number-cell";
import { SelectCell } from "../fields/select-cell";
import { StateBadge } from "../state-badge";
import { TextCell } from "../fields/text-cell";
import type { RowChange } from "./use-row-changes";

export const DEFAULT_COLUMNS = [
  "title",
  "client",
  "stage",
  "amount",
  "owner",
  "marks",
  "source",
  "created_at",
];

export interface DealColumn extends TableColumn<DealRow> {
  /** The name in the column chooser. */
  name: string;
}

// Flexible columns keep their least width and their share in proportion: the grid takes the largest ratio for all.
const DIMENSIONS = ["deal_type", "source", "campaign", "market", "product"] as const;

/** Every column the list can show, in order; cells that can be edited are edited in place. */
export function useDealColumns(change: (row: DealRow, change: RowChange) => void): DealColumn[] {
  const { t } = useLingui();
  const known = useDictionaries();
  const formats = useFormats();
  const me = useMe();
  const names: Record<(typeof DIMENSIONS)[number], string> = {
    deal_type: t`Тип сделки`,
    source: t`Источник`,
    campaign: t`Кампания`,
    market: t`Рынок`,
    product: t`Продукт`,
  };
  const entries = {
    deal_type: known.deal_types,
    source: known.sources,
    campaign: known.campaigns,
    market: known.markets,
    product: known.products,
  };
  const named = (
    key: string,
    name: string,
    rest: Omit<DealColumn, "key" | "name" | "header">,
  ): DealColumn => ({ key, name, header: name, ...rest });

  return [
    named("title", t`Название`, {
      sort: "title",
      width: "minmax(200px, 2fr)",
      cell: (row) => (
        <TextCell
          label={t`Название`}
          value={row.title}
          isEditable={row.can.edit}
          onSave={(title) => change(row, { kind: "edit", patch: { title } })}
        >
          <Link
            to="/deals/$dealId"
            params={{ dealId: row.id }}
            className={classes.title}
            tabIndex={-1}
            preload={false}
            onClick={(event) => event.stopPropagation()}
          >
            {row.title}
          </Link>
        </TextCell>
      ),
    }),
    named("client", t`Клиент`, {
      width: "minmax(120px, 1.2fr)",
      cell: (row) => <span className={classes.clip}>{row.contact?.name ?? row.company?.name ?? "—"}</span>,
    }),
    named("stage", t`Этап`, {
      sort: "stage_entered_at",
      width: "130px",
      cell: (row) =>
        row.state === "open" ? (
          <SelectCell
            label={t`Этап`}
            value={row.stage}
            options={known.pipelines.find((one) => one.id === row.pipeline.id)?.stages ?? []}
            isEditable={row.can.edit}
            isClearable={false}
            onSave={(stage) => stage !== null && change(row, { kind: "move", stage })}
          />
        ) : (
          <StateBadge state={row.state} />
        ),
    }),
    named("amount", t`Сумма`, {
      sort: "amount",
      width: "112px",
      align: "end",
      cell: (row) => (
        <NumberCell
          label={t`Сумма`}
          value={row.amount}
          isEditable={row.can.edit}
          onSave={(amount) => change(row, { kind: "edit", patch: { amount } })}
        >
          <Money amount={row.amount} currency={row.currency} />
        </NumberCell>
      ),
    }),
    named("owner", t`Менеджер`, {
      width: "minmax(130px, 1.3fr)",
      cell: (row) => (
        <SelectCell
          label={t`Менеджер`}
          value={row.owner}
          options={me.can.assign ? known.people : known.people.filter((one) => one.id === me.id)}
          isEditable={row.can.assign}
          onSave={(manager) => change(row, { kind: "assign", manager })}
        />
      ),
    }),
    named("marks", t`Контакт`, {
      sort: "last_contact_at",
      width: "minmax(170px, 1.7fr)",
      cell: (row) => (
        <div className={classes.clip}>
          <DealMarks deal={row} />
        </div>
      ),
    }),
    named("next_task", t`Следующий шаг`, {
      sort: "next_task_at",
      width: "130px",
      cell: (row) => <Moment at={row.state === "open" ? row.next_task_at : null} />,
    }),
    ...DIMENSIONS.map((key) =>
      named(key, names[key], {
        width: "minmax(110px, 1.1fr)",
        cell: (row) => (
          <SelectCell
            label={names[key]}
            value={row[key]}
            options={entries[key]}
            isEditable={row.can.edit}
            onSave={(id) => change(row, { kind: "edit", patch: { [key]: id } })}
          />
        ),
      }),
    ),
    named("pipeline", t`Воронка`, { width: "130px", cell: (row) => row.pipeline.name }),
    named("company", t`Компания`, { width: "150px", cell: (row) => row.company?.name ?? "—" }),
    named("created_at", t`Создана`, {
      sort: "created_at",
      width: "118px",
      cell: (row) => <Moment at={row.created_at} />,
    }),
    named("closed_at", t`Закрыта`, {
      sort: "closed_at",
      width: "110px",
      cell: (row) => <Moment at={row.closed_at} as="date" />,
    }),
    named("loss_reason", t`Причина отказа`, {
      width: "190px",
      cell: (row) => <span className={classes.clip}>{row.loss_reason?.name ?? "—"}</span>,
    }),
    ...known.custom_fields
      .filter((field) => !field.is_archived)
      .map((field) =>
        named(`cf_${field.key}`, field.label, {
          width: "140px",
          cell: (row) => customText(field, row, formats),
        }),
      ),
  ];
}

function customText(field: CustomField, row: DealRow, formats: ReturnType<typeof useFormats>): string {
  const value = row.custom[field.key];
  if (value === null || value === undefined || value === "") return "—";
  if (field.kind === "number" && typeof value === "number") return formats.number(value, 2);
  return field.kind === "date" ? formats.date(String(value)) : String(value);
}
