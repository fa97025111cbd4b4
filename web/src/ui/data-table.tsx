import { Box, Checkbox } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import {
  type ColumnDef,
  type RowSelectionState,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useMemo, useRef } from "react";

import classes from "./data-table.module.css";
import { SortHeader } from "./sort-header";
import { useRowKeys } from "./use-row-keys";

export interface TableColumn<T> {
  key: string;
  header: ReactNode;
  cell: (row: T) => ReactNode;
  /** The API's sort word; without it the column cannot be sorted. */
  sort?: string;
  /** A CSS grid track, such as "120px" or "minmax(160px, 2fr)". */
  width?: string;
  align?: "end";
}

interface DataTableProps<T> {
  label: string;
  rows: T[];
  columns: TableColumn<T>[];
  rowKey: (row: T) => string;
  rowName: (row: T) => string;
  onOpen?: (row: T) => void;
  /** Word of the API: "amount" or "-amount". */
  sort?: string;
  onSort?: (sort: string) => void;
  selected?: readonly string[];
  onSelect?: (keys: string[]) => void;
  /** Called when the last loaded row comes near; load the next page. */
  onEnd?: () => void;
  total?: number;
  rowHeight?: number;
}

const features = tableFeatures({ rowSelectionFeature });

/** A virtual table: thousands of rows scroll smoothly, arrows walk, Enter opens, Space picks. */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const {
    label,
    rows,
    columns,
    rowKey,
    rowName,
    onOpen,
    sort,
    onSort,
    selected,
    onSelect,
    onEnd,
    total,
    rowHeight = 38,
  } = props;
  const { t } = useLingui();
  const scroller = useRef<HTMLDivElement>(null);

  const defs = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof features, T> => ({
        id: column.key,
        header: () => column.header,
        cell: ({ row }) => column.cell(row.original),
      })),
    [columns],
  );
  const picked = useMemo<RowSelectionState>(
    () => Object.fromEntries((selected ?? []).map((key) => [key, true])),
    [selected],
  );
  const table = useTable({
    features,
    columns: defs,
    data: rows,
    getRowId: rowKey,
    enableRowSelection: onSelect !== undefined,
    state: { rowSelection: picked },
    onRowSelectionChange: (update) => {
      const next = typeof update === "function" ? update(picked) : update;
      onSelect?.(Object.keys(next).filter((key) => next[key]));
    },
  });
  const model = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: model.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialRect: { width: 1000, height: 700 },
  });
  const items = virtual.getVirtualItems();
  const keys = useRowKeys({
    count: model.length,
    reveal: (index) => virtual.scrollToIndex(index),
    open: (index) => model[index] && onOpen?.(model[index].original),
    pick: (index) => onSelect && model[index]?.toggleSelected(),
    scroller,
  });

  // Follows the scroll position, which lives in the browser: near the end asks for more rows.
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (onEnd && model.length > 0 && last >= model.length - 10) onEnd();
  }, [last, model.length, onEnd]);

  const tracks = [
    onSelect ? "34px" : "",
    ...columns.map((column) => column.width ?? "minmax(110px, 1fr)"),
  ].join(" ");
  const side = Object.fromEntries(columns.map((column) => [column.key, column.align]));
  return (
    <Box
      ref={scroller}
      className={classes.scroller}
      __vars={{ "--tracks": tracks, "--row-height": `${rowHeight}px` }}
    >
      <div
        role="grid"
        aria-label={label}
        aria-rowcount={(total ?? model.length) + 1}
        aria-multiselectable={onSelect ? true : undefined}
        className={classes.grid}
      >
        <div role="row" aria-rowindex={1} className={classes.head}>
          {onSelect && (
            <div role="columnheader" className={classes.cell}>
              <Checkbox
                aria-label={t`Выбрать все загруженные`}
                checked={table.getIsAllRowsSelected()}
                indeterminate={table.getIsSomeRowsSelected()}
                onChange={table.getToggleAllRowsSelectedHandler()}
              />
            </div>
          )}
          {columns.map((column) => (
            <SortHeader key={column.key} word={column.sort} align={column.align} sort={sort} onSort={onSort}>
              {column.header}
            </SortHeader>
          ))}
        </div>
        <Box className={classes.body} role="rowgroup" __vars={{ "--height": `${virtual.getTotalSize()}px` }}>
          {items.map((item) => {
            const row = model[item.index];
            if (!row) return null;
            return (
              <Box
                key={row.id}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={onSelect ? row.getIsSelected() : undefined}
                className={classes.row}
                data-open={onOpen ? true : undefined}
                __vars={{ "--top": `${item.start}px` }}
                {...keys.rowProps(item.index)}
                onClick={() => onOpen?.(row.original)}
              >
                {onSelect && (
                  <div
                    role="gridcell"
                    className={classes.cell}
                    onClick={(event) => event.stopPropagation()}
                    onKeyDown={(event) => event.stopPropagation()}
                  >
                    <Checkbox
                      aria-label={t`Выбрать: ${rowName(row.original)}`}
                      tabIndex={-1}
                      checked={row.getIsSelected()}
                      onChange={row.getToggleSelectedHandler()}
                    />
                  </div>
                )}
                {row.getAllCells().map((cell) => (
                  <div
                    key={cell.id}
                    role="gridcell"
                    className={classes.cell}
                    data-align={side[cell.column.id]}
                  >
                    <table.FlexRender cell={cell} />
                  </div>
                ))}
              </Box>
            );
          })}
        </Box>
      </div>
    </Box>
  );
}
