import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { RefusalRow, RefusalsReport } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import { valueOf } from "../answer";
import { Legend } from "../chart/legend";
import { useOpenList } from "../drill/use-open-list";
import type { Heat } from "../pictures/heat";
import { HeatPicture } from "../pictures/heat-picture";

const MOST_REASONS = 30;
const MOST_COLUMNS = 40;
/** Standard deviations at which the colour is full. */
const FULL = 5;
const PALE = 0.3;

/** Reasons × whoever the report is by: how many, and where that is clearly more or less than chance would have it. */
export function ExcessPicture({ report }: { report: RefusalsReport }) {
  const { t } = useLingui();
  const formats = useFormats();
  const open = useOpenList(report.key);
  const { heat, rows } = useMemo(() => mapOf(report), [report]);
  const words = (place: number) => {
    const row = rows[place];
    if (!row) return "";
    const who = [
      ...report.group_by.map((group) => valueOf(row, group)?.name ?? "—"),
      row.reason?.name ?? "—",
    ];
    const [lost, expected] = [formats.number(row.lost), formats.number(row.expected ?? 0, 1)];
    const [lift, q] = [formats.number(row.lift ?? 1, 1), formats.number(row.q ?? 1, 3)];
    const lines = [who.join(" · "), t`${lost} отказов, ожидалось ${expected}`];
    if (row.lift !== null) lines.push(`×${lift}, q = ${q}`);
    if (row.flag > 0) lines.push(t`заметно чаще ожидаемого`);
    if (row.flag < 0) lines.push(t`заметно реже ожидаемого`);
    return lines.join("\n");
  };
  return (
    <HeatPicture
      title={t`Где причина встречается чаще, чем должна`}
      hint={t`Сравнение с тем, сколько отказов было бы, не завись причина от строки; отмечено то, что не объяснить случаем (доля ложных отметок не больше 10 %).`}
      label={t`Карта: причины отказов против разреза отчёта, с отметками заметного превышения и недостатка.`}
      empty={t`В этом периоде отказов не было.`}
      note={t`В клетке — число отказов. ▲ и ▼ — заметно чаще и реже ожидаемого; без знака — в пределах случая.`}
      legend={
        <Legend
          entries={[
            { name: t`▲ чаще ожидаемого`, tone: "var(--more)" },
            { name: t`▼ реже ожидаемого`, tone: "var(--less)" },
          ]}
        />
      }
      names={t`Причина`}
      heat={heat}
      tip={(_, place) => words(place)}
      onPick={(place) => open(rows[place]?.list, "lost", rows[place]?.reason?.name)}
    />
  );
}

type Cell = Pick<RefusalRow, "lost" | "expected" | "residual" | "lift" | "q" | "flag" | "list" | "reason">;

function mapOf(report: RefusalsReport): { heat: Heat; rows: Cell[] } {
  const reasons = report.reasons.slice(0, MOST_REASONS).map((one) => one.reason);
  const nameOf = (row: object) =>
    report.group_by.map((group) => valueOf(row, group)?.name ?? "—").join(" · ");
  const sums = new Map<string, number>();
  for (const row of report.rows) sums.set(nameOf(row), (sums.get(nameOf(row)) ?? 0) + row.lost);
  const columns = [...sums.entries()]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_COLUMNS)
    .map(([name]) => name);
  // A reason that is clearly missing somewhere has no row of its own there.
  const absent = report.absent.map((one) => ({
    ...one,
    lost: 0,
    residual: -FULL,
    lift: 0,
    flag: -1,
    list: null,
  }));
  const placed = [...report.rows, ...absent].flatMap((row) => {
    const at = reasons.findIndex((reason) => reason.id === row.reason?.id);
    const column = columns.indexOf(nameOf(row));
    return at < 0 || column < 0 ? [] : [{ row, at, column }];
  });
  return {
    rows: placed.map(({ row }) => row),
    heat: {
      isTwoSided: true,
      rows: reasons.map((reason) => reason.name),
      columns,
      cells: placed.map(({ row, at, column }) => ({
        row: at,
        column,
        strength: strengthOf(row),
        text: `${row.lost}${row.flag > 0 ? " ▲" : row.flag < 0 ? " ▼" : ""}`,
        isFlagged: row.flag !== 0,
      })),
    },
  };
}

function strengthOf({ residual, flag }: Cell): number | null {
  if (residual === null) return null;
  const share = Math.max(-1, Math.min(1, residual / FULL));
  return flag === 0 ? share * PALE : Math.sign(share) * Math.max(0.5, Math.abs(share));
}
