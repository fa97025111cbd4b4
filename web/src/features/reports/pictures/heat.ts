// The heat map: rows × columns, the value in words in every cell; strength by colour, direction also by a sign.
import type { CustomSeriesRenderItem, EChartsOption } from "echarts";

import { NARROW, nameWidth, rowAxis, shared, tip, frame } from "../chart/axes";
import { mix, type Room, readable } from "../chart/colors";

export interface HeatCell {
  row: number;
  column: number;
  /** 0…1, or −1…1 where the scale has two sides; null has no colour. */
  strength: number | null;
  text: string;
  /** Worth looking at: drawn with a frame, and `text` says so too. */
  isFlagged?: boolean;
  isSmall?: boolean;
}

export interface Heat {
  rows: readonly string[];
  columns: readonly string[];
  cells: readonly HeatCell[];
  /** More and less than expected have a colour each. */
  isTwoSided?: boolean;
}

export const HEAT_ROW = 30;
const GAP = 2;
/** So many columns have room for names that lie; more stand aslant. */
const LYING = 8;
const isLying = (heat: Heat): boolean => heat.columns.length <= LYING;

export const heatHead = (heat: Heat): number =>
  isLying(heat) ? 50 : Math.min(112, 22 + Math.max(0, ...heat.columns.map((name) => name.length)) * 4);

export const heatHeight = (heat: Heat): number => heat.rows.length * HEAT_ROW + heatHead(heat) + 6;

/** Narrower than this the map scrolls. */
export const heatWidth = (heat: Heat): number =>
  isLying(heat) ? heat.columns.length * 80 : heat.columns.length * 60 + SLANT;

/** What the last name needs beside its column. */
const SLANT = 92;

/** The page itself draws the names of the rows, so that they stay while it scrolls; a file has them inside. */
export const heatOption =
  (heat: Heat, words: { tip: (cell: HeatCell) => string }) =>
  (room: Room): EChartsOption => {
    const left = room.isFile ? nameWidth({ ...room, width: NARROW }) + 12 : 0;
    return {
      ...shared(room),
      grid: frame(room, { left, right: isLying(heat) ? 2 : SLANT, top: heatHead(heat), bottom: 6 }),
      tooltip: tip(room, (place) => (heat.cells[place] ? words.tip(heat.cells[place]) : "")),
      xAxis: {
        type: "category",
        position: "top",
        data: [...heat.columns],
        axisTick: { show: false },
        axisLine: { show: false },
        axisLabel: {
          color: room.text,
          interval: 0,
          fontSize: 11,
          lineHeight: 13,
          margin: 6,
          ...(isLying(heat)
            ? {
                width: (room.width - left) / heat.columns.length - 8,
                overflow: "break",
                lineOverflow: "truncate",
              }
            : { rotate: -42, width: 138, overflow: "truncate" }),
        },
      },
      yAxis: room.isFile
        ? rowAxis(heat.rows, room)
        : { ...rowAxis(heat.rows, room), axisLabel: { show: false } },
      series: [
        {
          type: "custom",
          renderItem: cellOf(heat, room),
          data: heat.cells.map((cell) => [cell.column, cell.row]),
        },
      ],
    } as EChartsOption;
  };

function groundOf(strength: number | null, isTwoSided: boolean, room: Room): string {
  if (strength === null) return room.surface;
  if (!isTwoSided) return mix(room.heatLow, room.heatHigh, strength);
  return mix(room.surface, strength < 0 ? room.less : room.more, 0.06 + Math.abs(strength) * 0.8);
}

function cellOf({ cells, isTwoSided = false }: Heat, room: Room): CustomSeriesRenderItem {
  return (params, api) => {
    const cell = cells[params.dataIndex];
    if (!cell) return { type: "group", children: [] };
    const [x = 0, y = 0] = api.coord([cell.column, cell.row]);
    const [width = 0, height = 0] = (api.size?.([1, 1]) ?? []) as number[];
    const ground = groundOf(cell.strength, isTwoSided, room);
    const isDim = cell.isSmall || cell.strength === null;
    return {
      type: "rect",
      shape: {
        x: x - width / 2 + GAP / 2,
        y: y - height / 2 + GAP / 2,
        width: width - GAP,
        height: height - GAP,
        r: 3,
      },
      style: {
        fill: isDim ? "transparent" : ground,
        stroke: cell.isFlagged ? room.text : isDim ? room.line : undefined,
        lineWidth: cell.isFlagged ? 1.5 : 1,
        lineDash: cell.isSmall ? [3, 3] : undefined,
      },
      textContent: {
        type: "text",
        style: {
          text: cell.text,
          fontSize: 11,
          fontFamily: room.font,
          fontWeight: cell.isFlagged ? 700 : 400,
          fill: isDim ? room.soft : readable(ground, room.text, room.surface),
          width: width - 6,
          overflow: "truncate",
        },
      },
      textConfig: { position: "inside" },
    };
  };
}
