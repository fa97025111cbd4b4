// In which order rows of a report stand.
import { type Figure, figureOf, type NamedRow, timeOf } from "../answer";

export interface Order {
  by: string;
  isDescending: boolean;
}

export function inOrder(
  rows: readonly NamedRow[],
  order: Order | undefined,
  figures: readonly Figure[],
): NamedRow[] {
  if (!order) return [...rows];
  const sign = order.isDescending ? -1 : 1;
  if (order.by === "name") return [...rows].sort((a, b) => sign * a.name.localeCompare(b.name));
  const unit = figures.find((figure) => figure.key === order.by)?.unit;
  // A rate of four deals is no rank: such rows follow those that have one.
  const isRank = unit === "share" || unit === "index" || unit === "duration_s" || unit === "working_s";
  const value = ({ row }: NamedRow) => timeOf(row, order.by) ?? figureOf(row, order.by);
  return [...rows].sort((a, b) => {
    if (isRank && a.isSmall !== b.isSmall) return a.isSmall ? 1 : -1;
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * (left < right ? -1 : left > right ? 1 : 0);
  });
}
