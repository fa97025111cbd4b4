import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { SlaReport } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import { Picture } from "../chart/picture";
import { survivalOption } from "../pictures/survival";
import { useFigureText } from "../table/use-figure-text";

const MINUTE = 60;
/** Beyond so many minutes the axis would hide the first hour, where most answers come. */
const MOST_MINUTES = 600;

/** How many requests still wait for a first answer after so long. */
export function AnsweredPicture({ report }: { report: SlaReport }) {
  const { t } = useLingui();
  const formats = useFormats();
  const text = useFigureText();
  const option = useMemo(() => {
    const steps = report.curve.map(({ after_s, share }) => [after_s / MINUTE, share] as const);
    const usual = (report.total.p90_s ?? steps.at(-1)?.[0] ?? 60) / MINUTE;
    return survivalOption(
      [{ name: t`без ответа`, mark: "½", steps: [[0, 1], ...steps] }],
      {
        time: (minutes) => text(minutes * MINUTE, "working_s", { short: true }),
        share: (share) => formats.percent(share),
        tip: (_, [minutes, share]) => {
          const [left, after] = [formats.percent(share), text(minutes * MINUTE, "working_s")];
          return t`через ${after} без ответа ${left}`;
        },
      },
      Math.ceil(Math.min(MOST_MINUTES, Math.max(30, usual * 1.4))),
    );
  }, [report, formats, text, t]);
  return (
    <Picture
      title={t`Сколько ждут первого ответа`}
      hint={t`Доля обращений, на которые через столько рабочего времени ещё не ответил человек; неотвеченные учтены до этой минуты (Каплан — Мейер).`}
      label={t`Кривая: какая доля обращений ещё без ответа через столько рабочего времени.`}
      note={t`Знак ½ — к этой минуте отвечено на половину обращений.`}
      height={300}
      option={option}
      empty={report.curve.length === 0 ? t`Ответов ещё не было.` : undefined}
      plain={{
        head: [t`Прошло`, t`Без ответа`],
        rows: report.curve.map(({ after_s, share }) => ({
          key: String(after_s),
          name: text(after_s, "working_s"),
          cells: [formats.percent(share, 1)],
        })),
      }}
    />
  );
}
