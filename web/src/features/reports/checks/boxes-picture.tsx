import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { CheckBox, CheckRow, ChecksReport } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import type { NamedRow } from "../answer";
import { rowsHeight } from "../chart/axes";
import { Picture } from "../chart/picture";
import { useOpenList } from "../drill/use-open-list";
import { type BoxRow, boxesOption } from "../pictures/boxes";

const MOST_ROWS = 40;
const PERCENTILES = ["p10", "p25", "median", "p75", "p90"] as const;

interface BoxesPictureProps {
  report: ChecksReport;
  rows: readonly NamedRow<CheckRow>[];
}

interface Boxed {
  named: NamedRow<CheckRow>;
  box: CheckBox;
}

/** A box per row, the largest median above; rows of few checks follow. */
export function BoxesPicture({ report, rows }: BoxesPictureProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const open = useOpenList(report.key);
  const shown = useMemo(() => boxed(rows, report.boxes), [rows, report.boxes]);
  const money = useMemo(
    () => (value: number | null) => (value === null ? "—" : formats.money(value)),
    [formats],
  );
  const option = useMemo(() => {
    const boxes: BoxRow[] = shown.map(({ named, box }) => ({
      name: named.name,
      ...box,
      sample: t`n ${formats.number(named.sample)}`,
      isSmall: named.isSmall,
    }));
    const [whole, amount] = [report.total.median, money(report.total.median)];
    return boxesOption(boxes, whole, {
      whole: t`Все: ${amount}`,
      value: (value) => formats.money(value, { short: true }),
      tip: (row) =>
        [
          row.name,
          `P10 ${money(row.p10)} · P25 ${money(row.p25 ?? null)}`,
          t`Медиана ${money(row.median)}`,
          `P75 ${money(row.p75 ?? null)} · P90 ${money(row.p90)}`,
          row.sample,
        ].join("\n"),
    });
  }, [shown, report.total.median, formats, money, t]);
  return (
    <Picture
      title={t`Размах чеков`}
      hint={t`Ящик — половина чеков (P25–P75), черта в нём — медиана, усы — от P10 до P90.`}
      label={t`Чеки по строкам таблицы: медиана, середина и края от P10 до P90.`}
      note={
        shown.some(({ named }) => named.isSmall) ? t`Пунктир — меньше десяти чеков: судить рано.` : undefined
      }
      height={rowsHeight(shown.length, 32, 54)}
      option={option}
      onPick={(place) => open(shown[place]?.named.row.list, "valued", shown[place]?.named.name)}
      plain={{
        head: [t`Кто`, "P10", "P25", t`Медиана`, "P75", "P90", "n"],
        rows: shown.map(({ named, box }) => ({
          key: named.key,
          name: named.name,
          cells: [...PERCENTILES.map((key) => money(box[key])), formats.number(named.sample)],
        })),
      }}
    />
  );
}

function boxed(rows: readonly NamedRow<CheckRow>[], boxes: readonly CheckBox[]): Boxed[] {
  return rows
    .flatMap((named, place) => {
      const box = boxes[place];
      return box && box.median !== null ? [{ named, box }] : [];
    })
    .sort(
      (a, b) =>
        Number(a.named.isSmall) - Number(b.named.isSmall) || (b.box.median ?? 0) - (a.box.median ?? 0),
    )
    .slice(0, MOST_ROWS);
}
