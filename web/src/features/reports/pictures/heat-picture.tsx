import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useMemo } from "react";

import { Picture } from "../chart/picture";
import { HEAT_ROW, type Heat, type HeatCell, heatHead, heatHeight, heatOption, heatWidth } from "./heat";

interface HeatPictureProps {
  title: string;
  hint?: ReactNode;
  label: string;
  /** Said instead of the map when it has no cells. */
  empty: string;
  note?: ReactNode;
  legend?: ReactNode;
  /** What the rows are. */
  names: string;
  heat: Heat;
  tip: (cell: HeatCell, place: number) => string;
  onPick?: (place: number) => void;
}

/** A heat map whose row names stay while it scrolls sideways, and the same as a table. */
export function HeatPicture({ heat, names, tip, empty, ...picture }: HeatPictureProps) {
  const { t } = useLingui();
  const places = useMemo(() => new Map(heat.cells.map((cell, place) => [cell, place])), [heat]);
  const option = useMemo(
    () => heatOption(heat, { tip: (cell) => tip(cell, places.get(cell) ?? 0) }),
    // The words follow the map: a caller makes both from the same data.
    // oxlint-disable-next-line react/exhaustive-deps
    [heat, places],
  );
  const textAt = (row: number, column: number) =>
    heat.cells.find((cell) => cell.row === row && cell.column === column)?.text ?? "—";
  if (heat.cells.length === 0)
    return <Picture {...picture} height={0} option={option} plain={{ head: [], rows: [] }} empty={empty} />;
  return (
    <Picture
      {...picture}
      height={heatHeight(heat)}
      minWidth={heatWidth(heat)}
      side={{ names: heat.rows, top: heatHead(heat), row: HEAT_ROW }}
      option={option}
      plain={{
        head: [names || t`Кто`, ...heat.columns],
        rows: heat.rows.map((name, row) => ({
          key: String(row),
          name,
          cells: heat.columns.map((_, column) => textAt(row, column)),
        })),
      }}
    />
  );
}
