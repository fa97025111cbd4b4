import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { StageCurve } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import { Legend } from "../chart/legend";
import { Picture } from "../chart/picture";
import { type Curve, survivalOption } from "../pictures/survival";
import { useFigureText } from "../table/use-figure-text";

const MOST_CURVES = 8;
/** The axis counts hours, so that its marks are round. */
const HOUR = 3600;

/** How many deals still stand in a stage after so long; a line per stage. */
export function CurvesPicture({ stages }: { stages: readonly StageCurve[] }) {
  const { t } = useLingui();
  const formats = useFormats();
  const text = useFigureText();
  const shown = useMemo(
    () => stages.filter((stage) => stage.curve.length > 0).slice(0, MOST_CURVES),
    [stages],
  );
  const option = useMemo(() => {
    const curves: Curve[] = shown.map((stage, place) => ({
      name: stage.stage.name,
      mark: String(place + 1),
      steps: [[0, 1], ...stage.curve.map(([time = 0, share = 0]) => [time / HOUR, share] as const)],
    }));
    const ends = shown.flatMap((stage) => (stage.p90_s ?? stage.longest_s ?? 0) / HOUR);
    return survivalOption(
      curves,
      {
        time: (hours) => text(hours * HOUR, "working_s", { short: true }),
        share: (share) => formats.percent(share),
        tip: (curve, [time, share]) => {
          const [left, after] = [formats.percent(share), text(time * HOUR, "working_s")];
          return `${curve.name}\n${t`через ${after} ещё стоят ${left}`}`;
        },
      },
      Math.ceil(Math.max(1, ...ends) * 1.1),
    );
  }, [shown, formats, text, t]);
  const quantile = (value: number | null | undefined, stage: StageCurve) =>
    typeof value === "number" ? text(value, "working_s") : `> ${text(stage.longest_s, "working_s")}`;
  return (
    <Picture
      title={t`Сколько сделок ещё на этапе`}
      hint={t`Доля сделок, которые через столько рабочего времени ещё стоят на этапе (Каплан — Мейер).`}
      label={t`Кривые: какая доля сделок ещё стоит на этапе через столько рабочего времени, по этапам.`}
      note={t`Сделки, которые ещё стоят или перешли к другому, не отброшены: они учтены до этой минуты.`}
      legend={
        <Legend
          entries={shown.map((stage, place) => ({
            name: `${place + 1}. ${stage.stage.name}`,
            tone: `var(--series-${place + 1})`,
          }))}
        />
      }
      height={300}
      option={option}
      plain={{
        head: [t`Этап`, "P25", t`Медиана`, "P75", "P90", "n"],
        rows: shown.map((stage) => ({
          key: String(stage.stage.id),
          name: stage.stage.name,
          cells: [
            ...[1, 2, 3, 4].map((place) => quantile(stage.box[place], stage)),
            formats.number(stage.visits),
          ],
        })),
      }}
    />
  );
}
