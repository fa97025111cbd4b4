import { screen } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it, vi } from "vitest";

import type { FilterValues } from "@/lib/search-params";
import { renderPart } from "@/testing/render-part";

import { FilterBar } from "./filter-bar";
import type { FilterField } from "./filter-field";

const fields: FilterField[] = [
  {
    kind: "choice",
    key: "source",
    label: "Источник",
    options: [
      { value: "1", label: "Сайт" },
      { value: "2", label: "Телефон" },
      { value: "3", label: "Старый", hidden: true },
    ],
  },
  { kind: "numbers", key: "amount", label: "Сумма" },
  { kind: "dates", key: "created", label: "Создана" },
  { kind: "flag", key: "paused", label: "На паузе" },
];

function Bar({ start = {}, onChange }: { start?: FilterValues; onChange: (values: FilterValues) => void }) {
  const [values, setValues] = useState(start);
  const change = (next: FilterValues) => {
    setValues(next);
    onChange(next);
  };
  return <FilterBar fields={fields} values={values} onChange={change} />;
}

describe("the filter bar", () => {
  it("adds a choice and keeps the others", async () => {
    const onChange = vi.fn();
    const { user } = renderPart(<Bar start={{ paused: ["1"] }} onChange={onChange} />);

    await user.click(screen.getByRole("button", { name: "Фильтр" }));
    await user.click(await screen.findByRole("menuitem", { name: "Источник" }));
    await user.click(await screen.findByRole("checkbox", { name: "Телефон" }));

    expect(onChange).toHaveBeenLastCalledWith({ paused: ["1"], source: ["2"] });
  });

  it("shows an archived entry only while it is chosen", async () => {
    const { user } = renderPart(<Bar start={{ source: ["3"] }} onChange={vi.fn()} />);

    await user.click(screen.getByRole("button", { name: "Источник: Старый" }));

    expect(await screen.findByRole("checkbox", { name: "Старый" })).toBeChecked();
  });

  it("writes a range as two parameters", async () => {
    const onChange = vi.fn();
    const { user } = renderPart(<Bar onChange={onChange} />);

    await user.click(screen.getByRole("button", { name: "Фильтр" }));
    await user.click(await screen.findByRole("menuitem", { name: "Сумма" }));
    await user.type(await screen.findByRole("textbox", { name: "От" }), "1000");
    await user.click(screen.getByRole("button", { name: "Применить" }));

    expect(onChange).toHaveBeenLastCalledWith({ amount_min: ["1000"] });
  });

  it("removes one filter and then all", async () => {
    const onChange = vi.fn();
    const { user } = renderPart(
      <Bar start={{ source: ["1"], paused: ["1"], amount_min: ["5"] }} onChange={onChange} />,
    );

    await user.click(screen.getByRole("button", { name: "Убрать фильтр: Сумма" }));
    expect(onChange).toHaveBeenLastCalledWith({ source: ["1"], paused: ["1"] });

    await user.click(screen.getByRole("button", { name: "Сбросить" }));
    expect(onChange).toHaveBeenLastCalledWith({});
  });

  it("counts when there are too many values to name", () => {
    renderPart(<Bar start={{ source: ["1", "2", "3"] }} onChange={vi.fn()} />);

    expect(screen.getByRole("button", { name: "Источник: 3 значения" })).toBeVisible();
  });
});
