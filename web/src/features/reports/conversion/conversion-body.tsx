import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";

import type { ConversionReport } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import { EmptyState } from "@/ui/screen-state";

import { Chart, type ChartColors } from "../chart/chart";
import type { Group } from "../report-search";
import { ConversionTable } from "./conversion-table";
import classes from "./conversion.module.css";
import { listSearch, shownRows, sortRows } from "./conversion-rows";
import { Funnel } from "./funnel";
import { type RatePoint, ratesOption } from "./rates-option";
import { Summary } from "./summary";

const ROW_LIMIT = 40;

/** The picture first, the table under it. */
export function ConversionBody({ report, groups }: { report: ConversionReport; groups: Group[] }) {
  const { t } = useLingui();
  const formats = useFormats();
  const navigate = useNavigate();
  const rows = useMemo(() => shownRows(report, groups, t`Не указано`), [report, groups, t]);
  const drawn = useMemo(
    () =>
      sortRows(
        rows.filter((row) => row.cell.rate !== null && row.cell.entered > 0),
        "rate",
        true,
      ).slice(0, ROW_LIMIT),
    [rows],
  );
  const points: RatePoint[] = useMemo(
    () =>
      drawn.map(({ name, cell, isSmall }) => ({
        name,
        rate: cell.rate ?? 0,
        low: cell.low ?? 0,
        high: cell.high ?? 0,
        entered: cell.entered,
        isSmall,
      })),
    [drawn],
  );
  const option = useCallback(
    (colors: ChartColors) =>
      ratesOption(
        points,
        report.total.rate,
        {
          whole: t`Все: ${formats.percent(report.total.rate ?? 0, 1)}`,
          percent: (share) => formats.percent(share),
          tip: (point) =>
            `${point.name}\n${formats.percent(point.rate, 1)} (${formats.percent(point.low, 1)} – ${formats.percent(point.high, 1)})\nn = ${formats.number(point.entered)}`,
        },
        colors,
      ),
    [points, report.total.rate, formats, t],
  );
  if (report.total.entered === 0) {
    return (
      <EmptyState icon="reports" title={<Trans>В этом периоде сделок нет</Trans>}>
        <Trans>
          Выберите период длиннее или снимите фильтры. Отчёт наполняется сам, как только приходят заявки.
        </Trans>
      </EmptyState>
    );
  }
  const open = (index: number) => {
    const row = drawn[index];
    if (row)
      void navigate({
        to: "/reports/conversion/deals",
        search: { ...listSearch(row.cell, "entered"), title: row.name },
      });
  };
  const step = report.step?.from.id === null ? report.steps[0] : report.step;
  const caption = step ? `${step.from.name} → ${step.to.name}` : t`Шаг воронки`;
  return (
    <>
      <Summary report={report} />
      <div className={classes.panels}>
        <section className={classes.panel}>
          <h2 className={classes.panelTitle}>{caption}</h2>
          <Chart
            label={t`${caption}: доля прошедших с интервалом 95 %. Те же числа — в таблице ниже.`}
            height={heightFor(points.length)}
            option={option}
            onPick={open}
          />
        </section>
        <section className={classes.panel}>
          <h2 className={classes.panelTitle}>
            <Trans>Вся воронка</Trans>
          </h2>
          <Funnel report={report} />
        </section>
      </div>
      <section className={classes.panel}>
        <ConversionTable caption={caption} rows={rows} total={report.total} definition={report.definition} />
      </section>
    </>
  );
}

function heightFor(count: number): number {
  if (count <= 6) return 240;
  if (count <= 12) return 320;
  return count <= 22 ? 480 : 720;
}
