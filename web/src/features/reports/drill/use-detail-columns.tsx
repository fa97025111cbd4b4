import { useLingui } from "@lingui/react/macro";

import type { TableColumn } from "@/ui/data-table";
import { useFormats } from "@/ui/formats-context";

import type { PlacedDeal } from "./use-deal-columns";

/** What a report shows of each counted thing besides its deal; words nobody knows here are left out. */
export function useDetailColumns(details: Record<string, unknown> | undefined): TableColumn<PlacedDeal>[] {
  const { t } = useLingui();
  const formats = useFormats();
  const known: Record<string, { header: string; text: (value: unknown) => string }> = {
    waited_s: { header: t`Прошло`, text: (value) => formats.span(Number(value)) },
  };
  return Object.keys(details ?? {}).flatMap((key) => {
    const column = known[key];
    if (!column) return [];
    return [
      {
        key,
        header: column.header,
        cell: (row: PlacedDeal) => {
          const value = row.details?.[key];
          return value === null || value === undefined ? "—" : column.text(value);
        },
      },
    ];
  });
}
