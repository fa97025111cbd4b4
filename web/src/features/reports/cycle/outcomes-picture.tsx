import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { CycleReport } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import { Picture } from "../chart/picture";
import { type Ending, incidenceOption } from "../pictures/incidence";

/** What share of deals is sold and lost by each day since the first contact. */
export function OutcomesPicture({ outcomes }: { outcomes: CycleReport["outcomes"] }) {
  const { t } = useLingui();
  const formats = useFormats();
  const option = useMemo(() => {
    const share = (value: number) => formats.percent(value);
    const points = (key: "won" | "lost") =>
      outcomes.flatMap((one) => (one[key] === null ? [] : [[one.day, one[key]] as const]));
    const endings: Ending[] = [
      { name: t`продажа`, points: [[0, 0], ...points("won")], tone: "good" },
      { name: t`отказ`, points: [[0, 0], ...points("lost")], tone: "bad" },
    ];
    return incidenceOption(endings, {
      day: (day) => t`${formats.number(day)} дн`,
      share,
      tip: (ending, [day, value]) => {
        const [name, text, at] = [ending.name, share(value), formats.number(day)];
        return t`К дню ${at}: ${name} ${text}`;
      },
    });
  }, [outcomes, formats, t]);
  return (
    <Picture
      title={t`Чем кончается к дню`}
      hint={t`Доля всех сделок, которые к этому дню после первого контакта проданы или потеряны; открытые учтены, продажа и отказ исключают друг друга (Аалена — Йохансена).`}
      label={t`Кривые: какая доля сделок продана и какая потеряна к каждому дню после первого контакта.`}
      height={280}
      option={option}
      plain={{
        head: [t`День`, t`Продажа`, t`Отказ`],
        rows: outcomes.map((one) => ({
          key: String(one.day),
          name: formats.number(one.day),
          cells: [one.won, one.lost].map((value) => (value === null ? "—" : formats.percent(value, 1))),
        })),
      }}
    />
  );
}
