import { Box } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";

import type { ConversionReport } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import classes from "./conversion.module.css";
import { listSearch } from "./conversion-rows";

/** The whole pipeline step by step: how many entered each step and what share of them went on. */
export function Funnel({ report }: { report: ConversionReport }) {
  const formats = useFormats();
  const { t } = useLingui();
  const cells = report.total_matrix ?? [];
  const widest = Math.max(1, ...cells.map((cell) => cell.entered));
  if (cells.length === 0) return null;
  return (
    <ol className={classes.funnel} aria-label={t`Воронка по шагам`}>
      {report.steps.map((step, index) => {
        const cell = cells[index];
        if (!cell) return null;
        return (
          <li key={`${step.from.id}-${step.to.id}`} className={classes.step}>
            <span className={classes.stepName}>{step.from.name}</span>
            <Box
              component="span"
              className={classes.bar}
              __vars={{
                "--share": `${(cell.entered / widest) * 100}%`,
                "--passed": `${(cell.advanced / widest) * 100}%`,
              }}
            >
              <Link
                to="/reports/conversion/deals"
                search={{ ...listSearch(cell, "entered"), title: step.from.name }}
                className={`num ${classes.barText}`}
              >
                {formats.number(cell.entered)}
              </Link>
            </Box>
            <span className={`num ${classes.stepRate}`}>
              {cell.rate === null ? "—" : <Trans>{formats.percent(cell.rate, 1)} дальше</Trans>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
