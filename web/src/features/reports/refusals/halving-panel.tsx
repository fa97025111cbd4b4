import { Trans, useLingui } from "@lingui/react/macro";
import { useId } from "react";

import type { RefusalsReport } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import { MetricHint } from "@/ui/metric-hint";

import classes from "../chart/picture.module.css";
import { Panels } from "../pictures/panels";
import own from "./refusals.module.css";

const SHOWN = 3;

/** What half as many refusals for a reason would bring a month, as a range: an association, no proof. */
export function HalvingPanel({ report }: { report: RefusalsReport }) {
  const { t } = useLingui();
  const id = useId();
  if (report.halving.length === 0) return null;
  return (
    <Panels shape="single">
      <section className={classes.panel} aria-labelledby={id}>
        <header className={classes.head}>
          <h2 id={id} className={classes.title}>
            <MetricHint
              definition={t`Продавались бы эти сделки как остальные. Это связь в ваших данных, а не доказанная причина; в скобках — пределы, куда случай попадает в 80 % случаев.`}
            >
              <Trans>Если вдвое меньше отказов по причине</Trans>
            </MetricHint>
          </h2>
        </header>
        <ul className={own.halving}>
          {report.halving.slice(0, SHOWN).map((one, place) => (
            <HalvingLine
              key={one.reason.id}
              halving={one}
              margin={report.halving_margin?.[place] ?? null}
              range={report.halving_margin_range?.[place]}
            />
          ))}
        </ul>
      </section>
    </Panels>
  );
}

interface HalvingLineProps {
  halving: RefusalsReport["halving"][number];
  margin: number | null;
  range: NonNullable<RefusalsReport["halving_margin_range"]>[number] | undefined;
}

function HalvingLine({ halving, margin, range }: HalvingLineProps) {
  const formats = useFormats();
  const count = (value: number) => formats.number(value, 1);
  const money = (value: number) => formats.money(value, { short: true });
  return (
    <li>
      <strong>{halving.reason.name}</strong>{" "}
      <span className="num">
        <Trans>
          ≈ +{count(halving.deals)} сделки в месяц ({count(halving.low)} – {count(halving.high)})
        </Trans>
      </span>
      {margin !== null && typeof range?.low === "number" && typeof range.high === "number" ? (
        <span className="num">
          {", "}
          <Trans>
            +{money(margin)} маржи ({money(range.low)} – {money(range.high)})
          </Trans>
        </span>
      ) : (
        halving.amount !== null && (
          <span className="num">
            {", "}
            <Trans>+{money(halving.amount)} продаж</Trans>
          </span>
        )
      )}
    </li>
  );
}
