import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

import type { ChecksReport } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import { Picture } from "../chart/picture";
import { trendOption } from "../pictures/trend";
import { usePeriodName } from "../question/use-named-rows";

interface SpreadPictureProps {
  trend: NonNullable<ChecksReport["trend"]>;
  grain: string | undefined;
}

/** Whether managers come nearer to each other: P90 ÷ P10 of their median checks, period by period. */
export function SpreadPicture({ trend, grain }: SpreadPictureProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const periodName = usePeriodName(grain);
  const points = useMemo(
    () =>
      trend.map(({ period, ratio, managers }) => ({
        name: periodName(String(period.id)),
        value: ratio,
        managers,
      })),
    [trend, periodName],
  );
  const option = useMemo(() => {
    const times = (value: number) => `×${formats.number(value, 2)}`;
    return trendOption(points, {
      value: times,
      tip: (point) => {
        const managers = formats.number(points.find((one) => one.name === point.name)?.managers ?? 0);
        return [point.name, point.value === null ? "—" : times(point.value), t`менеджеров: ${managers}`].join(
          "\n",
        );
      },
    });
  }, [points, formats, t]);
  return (
    <Picture
      title={t`Разброс между менеджерами`}
      hint={t`Во сколько раз медианный чек сильных менеджеров (P90) больше, чем слабых (P10). Меньше — ровнее.`}
      label={t`Разброс медианных чеков менеджеров по периодам.`}
      note={t`Считаются менеджеры, у которых в периоде не меньше пяти чеков.`}
      height={280}
      option={option}
      plain={{
        head: [t`Период`, "P90 ÷ P10", t`Менеджеров`],
        rows: points.map(({ name, value, managers }) => ({
          key: name,
          name,
          cells: [value === null ? "—" : formats.number(value, 2), formats.number(managers)],
        })),
      }}
    />
  );
}
