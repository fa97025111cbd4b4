import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { ConversionReport, ConversionRow } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import type { NamedRow } from "../answer";
import { rowsHeight } from "../chart/axes";
import { Picture } from "../chart/picture";
import { useOpenList } from "../drill/use-open-list";
import { type Dot, dotsOption } from "../pictures/dots";
import { inOrder } from "../table/rows-order";

const MOST_ROWS = 40;

interface RatesPictureProps {
  caption: string;
  report: ConversionReport;
  rows: readonly NamedRow<ConversionRow>[];
}

/** A dot per row with its interval, best above; those of few deals follow. */
export function RatesPicture({ caption, report, rows }: RatesPictureProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const open = useOpenList(report.key);
  const shown = useMemo(
    () =>
      inOrder(rows, { by: "rate", isDescending: true }, report.figures)
        .filter(({ row, sample }) => (row as ConversionRow).rate !== null && sample > 0)
        .slice(0, MOST_ROWS) as NamedRow<ConversionRow>[],
    [rows, report.figures],
  );
  const option = useMemo(() => {
    const share = (value: number) => formats.percent(value);
    const exact = (value: number) => formats.percent(value, 1);
    const dots: Dot[] = shown.map(({ name, row, sample, isSmall }) => ({
      name,
      value: row.rate ?? 0,
      low: row.low ?? 0,
      high: row.high ?? 0,
      sample: t`n ${formats.number(sample)}`,
      isSmall,
    }));
    return dotsOption(dots, report.total.rate, {
      whole: t`Все: ${exact(report.total.rate ?? 0)}`,
      value: share,
      tip: (dot) =>
        `${dot.name}\n${exact(dot.value)} (${exact(dot.low)} – ${exact(dot.high)})\n${dot.sample}`,
    });
  }, [shown, report.total.rate, formats, t]);
  return (
    <Picture
      title={caption}
      hint={report.definition}
      label={t`${caption}: доля прошедших с интервалом 95 %, по строкам таблицы.`}
      note={
        shown.some((row) => row.isSmall)
          ? t`Пустые кружки и пунктир — меньше десяти сделок: судить рано.`
          : undefined
      }
      height={rowsHeight(shown.length, 32, 54)}
      option={option}
      onPick={(place) => open(shown[place]?.row.list, "entered", shown[place]?.name)}
      plain={{
        head: [t`Кто`, t`Конверсия`, t`От`, t`До`, "n"],
        rows: shown.map(({ key, name, row, sample }) => ({
          key,
          name,
          cells: [
            ...[row.rate, row.low, row.high].map((value) =>
              value === null ? "—" : formats.percent(value, 1),
            ),
            formats.number(sample),
          ],
        })),
      }}
    />
  );
}
