import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { CycleReport, CycleRow } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import type { NamedRow } from "../answer";
import { rowsHeight } from "../chart/axes";
import { Legend } from "../chart/legend";
import { Picture } from "../chart/picture";
import { useOpenList } from "../drill/use-open-list";
import { type SpanRow, spansOption } from "../pictures/spans";
import { useFigureText } from "../table/use-figure-text";

const MOST_ROWS = 40;
const DAY = 86_400;
const KEYS = ["median_won_s", "p80_won_s", "p90_won_s", "median_lost_s", "p80_lost_s", "p90_lost_s"] as const;

interface SpansPictureProps {
  report: CycleReport;
  rows: readonly NamedRow<CycleRow>[];
}

/** How long to the sale and to the loss in each row, the quickest to sell above. */
export function SpansPicture({ report, rows }: SpansPictureProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const text = useFigureText();
  const open = useOpenList(report.key);
  const shown = useMemo(
    () =>
      rows
        .filter(({ row }) => row.median_won_s !== null || row.median_lost_s !== null)
        .sort(
          (a, b) =>
            Number(a.isSmall) - Number(b.isSmall) ||
            (a.row.median_won_s ?? Infinity) - (b.row.median_won_s ?? Infinity),
        )
        .slice(0, MOST_ROWS),
    [rows],
  );
  const option = useMemo(() => {
    const days = (seconds: number | null) => (seconds === null ? null : seconds / DAY);
    const spans: SpanRow[] = shown.map(({ name, row, sample, isSmall }) => ({
      name,
      won: { median: days(row.median_won_s), p80: days(row.p80_won_s), p90: days(row.p90_won_s) },
      lost: { median: days(row.median_lost_s), p80: days(row.p80_lost_s), p90: days(row.p90_lost_s) },
      sample: t`n ${formats.number(sample)}`,
      isSmall,
    }));
    const span = (value: number | null) => (value === null ? "—" : text(value * DAY, "duration_s"));
    return spansOption(spans, {
      value: (value) => t`${formats.number(value)} дн`,
      tip: ({ name, won, lost, sample }) => {
        const [wonMedian, wonEnd, lostMedian, lostEnd] = [won.median, won.p90, lost.median, lost.p90].map(
          span,
        );
        return [
          name,
          t`До продажи: медиана ${wonMedian}, P90 ${wonEnd}`,
          t`До отказа: медиана ${lostMedian}, P90 ${lostEnd}`,
          sample,
        ].join("\n");
      },
    });
  }, [shown, formats, text, t]);
  return (
    <Picture
      title={t`Сколько времени до конца`}
      hint={report.definition}
      label={t`Время до продажи и до отказа по строкам таблицы: медиана, P80 и P90.`}
      note={t`Знак — медиана, засечка — P80, конец линии — P90. Открытые сделки учтены, а не отброшены.`}
      legend={
        <Legend
          entries={[
            { name: t`до продажи`, tone: "var(--series-1)", kind: "dot" },
            { name: t`до отказа`, tone: "var(--series-6)", kind: "diamond" },
          ]}
        />
      }
      height={rowsHeight(shown.length, 34, 40)}
      option={option}
      empty={shown.length === 0 ? t`Ни одна сделка этого периода ещё не закончилась.` : undefined}
      onPick={(place) => open(shown[place]?.row.list, "won", shown[place]?.name)}
      plain={{
        head: [
          t`Кто`,
          t`Медиана до продажи`,
          t`P80 до продажи`,
          t`P90 до продажи`,
          t`Медиана до отказа`,
          t`P80 до отказа`,
          t`P90 до отказа`,
          "n",
        ],
        rows: shown.map(({ key, name, row, sample }) => ({
          key,
          name,
          cells: [...KEYS.map((one) => text(row[one], "duration_s")), formats.number(sample)],
        })),
      }}
    />
  );
}
