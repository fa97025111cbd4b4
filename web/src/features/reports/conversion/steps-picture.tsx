import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { ConversionReport, ConversionStep } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import { rowsHeight } from "../chart/axes";
import { Picture } from "../chart/picture";
import { useOpenList } from "../drill/use-open-list";
import { funnelOption } from "../pictures/funnel";

interface StepsPictureProps {
  report: ConversionReport;
  cells: readonly ConversionStep[];
}

/** The whole pipeline step by step: how many stood in each stage and what share of them went on. */
export function StepsPicture({ report, cells }: StepsPictureProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const open = useOpenList(report.key);
  const steps = useMemo(
    () =>
      cells.map((cell, place) => ({
        name: report.steps[place]?.from.name ?? "",
        count: cell.entered,
        passed: cell.advanced,
        rate: cell.rate === null ? "—" : `→ ${formats.percent(cell.rate, 1)}`,
      })),
    [cells, report.steps, formats],
  );
  const option = useMemo(
    () =>
      funnelOption(steps, {
        count: (count) => formats.number(count),
        tip: (step) => {
          const [count, passed] = [formats.number(step.count), formats.number(step.passed)];
          return `${step.name}\n${t`Дошли: ${count}`}\n${t`Прошли дальше: ${passed}`}`;
        },
      }),
    [steps, formats, t],
  );
  return (
    <Picture
      title={t`Вся воронка`}
      label={t`Воронка по шагам: сколько сделок дошло до этапа и какая доля пошла дальше.`}
      note={t`Тёмная часть полосы — прошедшие на следующий этап.`}
      height={rowsHeight(steps.length, 36, 8)}
      option={option}
      onPick={(place) => open(cells[place]?.list, "entered", steps[place]?.name)}
      plain={{
        head: [t`Этап`, t`Дошли`, t`Прошли дальше`, t`Конверсия`],
        rows: steps.map((step, place) => ({
          key: String(place),
          name: step.name,
          cells: [formats.number(step.count), formats.number(step.passed), step.rate],
        })),
      }}
    />
  );
}
