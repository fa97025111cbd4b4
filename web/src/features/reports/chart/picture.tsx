import { ActionIcon, Box, Skeleton, Tooltip } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { lazy, type ReactNode, Suspense, useId, useState } from "react";

import { Icon } from "@/ui/icon";
import { MetricHint } from "@/ui/metric-hint";

import type { ChartProps } from "./chart";
import classes from "./picture.module.css";
import { useRegisteredPicture } from "./pictures-on-page";
import { type Plain, PlainTable } from "./plain-table";

export const loadChart = () => import("./chart");
const Chart = lazy(async () => ({ default: (await loadChart()).Chart }));

interface PictureProps extends ChartProps {
  title: string;
  /** What is drawn, on hover and focus of the title. */
  hint?: ReactNode;
  /** The same numbers as a table. */
  plain: Plain;
  legend?: ReactNode;
  note?: ReactNode;
  /** Said instead of the drawing. */
  empty?: string;
  /** Names of the rows, drawn by the page so that they stay while the picture scrolls sideways. */
  side?: { names: readonly string[]; top: number; row: number };
}

/** A titled picture; one press shows the same numbers as a table. The drawing library comes when first needed. */
export function Picture({ title, hint, plain, legend, note, side, empty, ...chart }: PictureProps) {
  const { t } = useLingui();
  const id = useId();
  const [isTable, setTable] = useState(false);
  const ref = useRegisteredPicture(id, title, chart);
  if (empty !== undefined) {
    return (
      <section className={classes.panel} aria-labelledby={id}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        <p className={classes.note}>{empty}</p>
      </section>
    );
  }
  const change = isTable ? t`Показать картинкой` : t`Показать таблицей`;
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <header className={classes.head}>
        <h2 id={id} className={classes.title}>
          {hint ? <MetricHint definition={hint}>{title}</MetricHint> : title}
        </h2>
        <Tooltip label={change}>
          <ActionIcon
            size="sm"
            className={classes.tools}
            aria-label={`${change}: ${title}`}
            aria-pressed={isTable}
            onClick={() => setTable(!isTable)}
          >
            <Icon name={isTable ? "reports" : "list"} />
          </ActionIcon>
        </Tooltip>
      </header>
      {isTable ? (
        <PlainTable label={title} plain={plain} />
      ) : (
        <>
          {legend}
          <Box ref={ref} className={classes.room} __vars={{ "--height": `${chart.height}px` }}>
            {/* What scrolls sideways must be reached by keyboard. */}
            <div
              className={classes.scroll}
              {...(chart.minWidth ? { role: "group", tabIndex: 0, "aria-label": title } : {})}
            >
              {side && (
                <Box
                  component="ol"
                  aria-hidden
                  className={classes.side}
                  __vars={{ "--top": `${side.top}px`, "--row": `${side.row}px` }}
                >
                  {side.names.map((name, place) => (
                    // oxlint-disable-next-line react/no-array-index-key -- two people may have one name
                    <li key={`${place}-${name}`} className={classes.sideName}>
                      <span>{name}</span>
                    </li>
                  ))}
                </Box>
              )}
              <div className={classes.canvas}>
                <Suspense fallback={<Skeleton height={chart.height} animate={false} />}>
                  <Chart {...chart} />
                </Suspense>
              </div>
            </div>
          </Box>
        </>
      )}
      {note && <p className={classes.note}>{note}</p>}
    </section>
  );
}
