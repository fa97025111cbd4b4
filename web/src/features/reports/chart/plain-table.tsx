import { Table } from "@mantine/core";
import type { ReactNode } from "react";

import classes from "./picture.module.css";

export interface Plain {
  /** The first names the rows. */
  head: readonly string[];
  rows: readonly { key: string; name: string; cells: readonly ReactNode[] }[];
}

/** The numbers of a picture in words, for those who read rather than look. */
export function PlainTable({ label, plain }: { label: string; plain: Plain }) {
  const [first, ...rest] = plain.head;
  return (
    // A region that scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.plain} role="region" aria-label={label} tabIndex={0}>
      <Table stickyHeader aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{first}</Table.Th>
            {rest.map((name) => (
              <Table.Th key={name} scope="col" data-align="end">
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {plain.rows.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Th scope="row">{row.name}</Table.Th>
              {row.cells.map((cell, place) => (
                <Table.Td key={rest[place]} data-align="end" className="num">
                  {cell}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
