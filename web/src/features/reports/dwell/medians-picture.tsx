import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { DwellReport, DwellRow, StageCurve, StageDwell } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import { LEAST_SAMPLE, type NamedRow } from "../answer";
import { useOpenList } from "../drill/use-open-list";
import { HeatPicture } from "../pictures/heat-picture";
import { useFigureText } from "../table/use-figure-text";

const MOST_ROWS = 60;

interface MediansPictureProps {
  report: DwellReport;
  rows: readonly NamedRow<DwellRow>[];
  stages: readonly StageCurve[];
  names: string;
}

/** Who keeps deals where: the median of each row in each stage, darker where it is longer than others' there. */
export function MediansPicture({ report, rows, stages, names }: MediansPictureProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const text = useFigureText();
  const open = useOpenList(report.key);
  const { heat, shown } = useMemo(() => {
    const cells = rows
      .slice(0, MOST_ROWS)
      .flatMap((_, row) =>
        (report.by_stage?.[row] ?? []).map((cell) => ({
          row,
          column: stages.findIndex((stage) => stage.stage.id === cell.stage.id),
          cell,
        })),
      )
      .filter(({ column, cell }) => column >= 0 && cell.visits > 0);
    const slow = stages.map((_, column) =>
      slowest(
        cells.filter((one) => one.column === column && isEnough(one.cell)).map((one) => least(one.cell)),
      ),
    );
    return {
      shown: cells,
      heat: {
        rows: rows.slice(0, MOST_ROWS).map((row) => row.name),
        columns: stages.map((stage) => stage.stage.name),
        cells: cells.map(({ row, column, cell }) => ({
          row,
          column,
          strength: Math.min(1, least(cell) / (slow[column] ?? 1)),
          text: `${cell.median_s === null ? "> " : ""}${text(least(cell), "working_s", { short: true })}`,
          isSmall: !isEnough(cell),
        })),
      },
    };
  }, [rows, report.by_stage, stages, text]);
  const words = (place: number) => {
    const found = shown[place];
    if (!found) return "";
    const { cell } = found;
    const value = (seconds: number | null) =>
      seconds === null ? `> ${text(cell.longest_s, "working_s")}` : text(seconds, "working_s");
    const [median, p80, p90] = [value(cell.median_s), value(cell.p80_s), value(cell.p90_s)];
    const [visits, stuck] = [formats.number(cell.visits), formats.number(cell.stuck)];
    return [
      `${rows[found.row]?.name} · ${cell.stage.name}`,
      t`Медиана ${median}`,
      `P80 ${p80} · P90 ${p90}`,
      t`n ${visits}, застряли: ${stuck}`,
    ].join("\n");
  };
  return (
    <HeatPicture
      title={t`Медиана времени на этапе`}
      hint={report.definition}
      label={t`Карта: сколько рабочего времени сделки стоят на этапе, по строкам таблицы и этапам.`}
      empty={t`В этом периоде никто не стоял на этапах.`}
      note={t`Время рабочее, без пауз. Темнее — дольше, чем у других на том же этапе; пунктир — меньше десяти пребываний.`}
      names={names}
      heat={heat}
      tip={(_, place) => words(place)}
      onPick={(place) => {
        const found = shown[place];
        open(found?.cell.list, "visits", found && `${rows[found.row]?.name} · ${found.cell.stage.name}`);
      }}
    />
  );
}

const isEnough = (cell: StageDwell): boolean => cell.visits >= LEAST_SAMPLE;
/** The median, or what it is at least when half have not left yet. */
const least = (cell: StageDwell): number => cell.median_s ?? cell.longest_s ?? 0;

/** Where the scale of a stage ends; one that is far off must not make all others look alike. */
function slowest(times: number[]): number {
  const sorted = times.sort((a, b) => a - b);
  return Math.max(1, sorted[Math.floor((sorted.length - 1) * 0.9)] ?? 1);
}
