import { Select } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { useMemo, useState } from "react";

import type { RefusalsReport } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import { Picture } from "../chart/picture";
import { type TrendPoint, trendOption } from "../pictures/trend";
import classes from "./refusals.module.css";

/** The share of one reason week by week, between the limits of chance; those that crossed them are offered first. */
export function TrendPicture({ report }: { report: RefusalsReport }) {
  const { t } = useLingui();
  const formats = useFormats();
  const trends = useMemo(
    () => [...report.trends].sort((a, b) => Math.abs(b.alert) - Math.abs(a.alert)),
    [report.trends],
  );
  const [picked, setPicked] = useState<string | null>(null);
  const trend = trends.find((one) => String(one.reason.id) === picked) ?? trends[0];
  const points = useMemo<TrendPoint[]>(
    () =>
      (trend?.weeks ?? []).map((week, place, all) => ({
        name: formats.day(report.weeks[place] ?? "2000-01-01"),
        value: week.share,
        centre: trend?.centre,
        low: week.low,
        high: week.high,
        isAlert: trend?.alert !== 0 && place === all.length - 1,
      })),
    [trend, report.weeks, formats],
  );
  const option = useMemo(() => {
    const share = (value: number) => formats.percent(value);
    return trendOption(points, {
      value: share,
      tip: (point) => {
        const limits = [point.low, point.high].map((value) =>
          typeof value === "number" ? share(value) : "—",
        );
        const [low, high] = limits;
        return [
          point.name,
          point.value === null ? "—" : share(point.value),
          t`пределы случая ${low} – ${high}`,
        ].join("\n");
      },
    });
  }, [points, formats, t]);
  const alerts = trends.filter((one) => one.alert !== 0);
  const names = alerts.map((one) => one.reason.name).join(", ");
  return (
    <Picture
      title={t`Доля причины по неделям`}
      hint={t`Полоса — пределы, в которых доля меняется по случайности (три сигмы); ромб — последняя неделя вышла за них.`}
      label={t`Доля выбранной причины среди отказов по неделям с пределами случайности.`}
      note={
        names
          ? t`Вышли за пределы на последней неделе: ${names}.`
          : t`На последней неделе за пределы не вышла ни одна причина.`
      }
      legend={
        trend && (
          <Select
            className={classes.reason}
            aria-label={t`Причина`}
            allowDeselect={false}
            searchable
            value={String(trend.reason.id)}
            data={trends.map((one) => ({
              value: String(one.reason.id),
              label: one.alert === 0 ? one.reason.name : `! ${one.reason.name}`,
            }))}
            onChange={setPicked}
          />
        )
      }
      height={300}
      option={option}
      empty={trend ? undefined : t`Недель для ряда пока мало.`}
      plain={{
        head: [t`Неделя`, t`Доля`, t`От`, t`До`, t`Отказов всего`],
        rows: points.map((point, place) => ({
          key: report.weeks[place] ?? String(place),
          name: point.name,
          cells: [
            ...[point.value, point.low, point.high].map((value) =>
              typeof value === "number" ? formats.percent(value, 1) : "—",
            ),
            formats.number(report.week_totals[place] ?? 0),
          ],
        })),
      }}
    />
  );
}
