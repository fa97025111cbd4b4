import { screen } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";

import { renderPart } from "@/testing/render-part";

import { DataTable, type TableColumn } from "./data-table";

interface Row {
  id: string;
  name: string;
  amount: number;
}
const rows = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: `r${index}`, name: `Строка ${index}`, amount: index }));
const columns: TableColumn<Row>[] = [
  { key: "name", header: "Имя", cell: (row) => row.name, sort: "name" },
  { key: "amount", header: "Сумма", cell: (row) => row.amount, align: "end" },
];

const shared = { label: "Строки", columns, rowKey: (row: Row) => row.id, rowName: (row: Row) => row.name };

function Selectable({ onSelect }: { onSelect: (keys: string[]) => void }) {
  const [selected, setSelected] = useState<string[]>([]);
  const change = (keys: string[]) => {
    setSelected(keys);
    onSelect(keys);
  };
  return <DataTable {...shared} rows={rows(3)} selected={selected} onSelect={change} />;
}

describe("the table", () => {
  it("draws only what is near the screen of ten thousand rows", () => {
    renderPart(<DataTable {...shared} rows={rows(10_000)} />);

    const drawn = screen.getAllByRole("row").length;
    expect(drawn).toBeGreaterThan(10);
    expect(drawn).toBeLessThan(100);
    expect(screen.getByRole("grid", { name: "Строки" })).toHaveAttribute("aria-rowcount", "10001");
  });

  it("sorts up, then down, and says so", async () => {
    const onSort = vi.fn();
    const { user, rerender } = renderPart(
      <DataTable {...shared} rows={rows(2)} sort="-name" onSort={onSort} />,
    );
    expect(screen.getByRole("columnheader", { name: /Имя/ })).toHaveAttribute("aria-sort", "descending");

    await user.click(screen.getByRole("button", { name: /Имя/ }));
    expect(onSort).toHaveBeenLastCalledWith("name");

    rerender(<DataTable {...shared} rows={rows(2)} sort="name" onSort={onSort} />);
    await user.click(screen.getByRole("button", { name: /Имя/ }));
    expect(onSort).toHaveBeenLastCalledWith("-name");
  });

  it("opens a row by click and by Enter after walking with arrows", async () => {
    const onOpen = vi.fn();
    const { user } = renderPart(<DataTable {...shared} rows={rows(3)} onOpen={onOpen} />);

    await user.click(screen.getByText("Строка 0"));
    await user.keyboard("{ArrowDown}{ArrowDown}");
    await vi.waitFor(() => expect(screen.getByText("Строка 2").closest("[role=row]")).toHaveFocus());
    await user.keyboard("{Enter}");

    expect(onOpen.mock.calls.map(([row]) => (row as Row).id)).toEqual(["r0", "r2"]);
  });

  it("selects rows with Space, with boxes and all at once", async () => {
    const onSelect = vi.fn();
    const { user } = renderPart(<Selectable onSelect={onSelect} />);

    await user.click(screen.getByRole("checkbox", { name: "Выбрать: Строка 1" }));
    expect(onSelect).toHaveBeenLastCalledWith(["r1"]);

    screen.getByText("Строка 0").closest<HTMLElement>("[role=row]")?.focus();
    await user.keyboard(" ");
    expect(onSelect).toHaveBeenLastCalledWith(expect.arrayContaining(["r0", "r1"]));

    await user.click(screen.getByRole("checkbox", { name: "Выбрать все загруженные" }));
    expect(new Set(onSelect.mock.lastCall?.[0] as string[])).toEqual(new Set(["r0", "r1", "r2"]));
  });

  it("asks for more when the end comes near, and not before", () => {
    const onEnd = vi.fn();
    const { rerender } = renderPart(<DataTable {...shared} rows={rows(500)} onEnd={onEnd} />);
    expect(onEnd).not.toHaveBeenCalled();

    rerender(<DataTable {...shared} rows={rows(20)} onEnd={onEnd} />);
    expect(onEnd).toHaveBeenCalled();
  });
});
