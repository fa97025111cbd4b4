import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { SlaReport, SlaRow } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import type { NamedRow } from "../answer";
import { rowsHeight } from "../chart/axes";
import { Picture } from "../chart/picture";
import { useOpenList } from "../drill/use-open-list";
import { type Dot, dotsOption } from "../pictures/dots";

const MOST_ROWS = 40;

interface InTimePictureProps {
  report: SlaReport;
  rows: readonly NamedRow<SlaRow>[];
}

/** The share answered in time with its interval, the worst above: there is something to do. */
export function InTimePicture({ report, rows }: InTimePictureProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const open = useOpenList(report.key);
  const shown = useMemo(
    () =>
      rows
        .filter(({ row }) => row.rate !== null)
        .sort((a, b) => Number(a.isSmall) - Number(b.isSmall) || (a.row.rate ?? 0) - (b.row.rate ?? 0))
        .slice(0, MOST_ROWS),
    [rows],
  );
  const option = useMemo(() => {
    const exact = (value: number) => formats.percent(value, 1);
    const dots: Dot[] = shown.map(({ name, row, sample, isSmall }) => ({
      name,
      value: row.rate ?? 0,
      low: row.low ?? 0,
      high: row.high ?? 1,
      sample: t`n ${formats.number(sample)}`,
      isSmall,
    }));
    return dotsOption(dots, report.total.rate, {
      whole: t`Все: ${exact(report.total.rate ?? 0)}`,
      value: (value) => formats.percent(value),
      tip: (dot) =>
        `${dot.name}\n${exact(dot.value)} (${exact(dot.low)} – ${exact(dot.high)})\n${dot.sample}`,
    });
  }, [shown, report.total.rate, formats, t]);
  return (
    <Picture
      title={t`Доля ответов в срок`}
      hint={report.definition}
      label={t`Доля ответов в срок с интервалом 95 %, по строкам таблицы.`}
      note={t`Хуже всех — сверху. Ещё не ответившие, чей срок не прошёл, в долю не входят.`}
      height={rowsHeight(shown.length, 32, 54)}
      option={option}
      empty={shown.length === 0 ? t`Сроков ещё не наступало.` : undefined}
      onPick={(place) => open(shown[place]?.row.list, "breached", shown[place]?.name)}
      plain={{
        head: [t`Кто`, t`В срок`, t`От`, t`До`, "n"],
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
