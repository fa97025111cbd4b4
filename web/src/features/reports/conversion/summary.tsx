import { Trans } from "@lingui/react/macro";

import type { ConversionReport } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import classes from "./conversion.module.css";

/** The whole in large figures, how fast it happens, and what was left out of the denominator. */
export function Summary({ report }: { report: ConversionReport }) {
  const formats = useFormats();
  const { total } = report;
  return (
    <dl className={classes.summary}>
      <div className={classes.figure}>
        <dt>
          <Trans>Конверсия шага</Trans>
        </dt>
        <dd className="num">
          {total.rate === null ? "—" : formats.percent(total.rate, 1)}{" "}
          <small>
            <Trans>
              {formats.number(total.advanced)} из {formats.number(total.entered)}
            </Trans>
          </small>
        </dd>
      </div>
      <div className={classes.figure}>
        <dt>
          <Trans>Ещё в работе</Trans>
        </dt>
        <dd className="num">{formats.number(total.open)}</dd>
      </div>
      {total.excluded ? (
        <div className={classes.figure}>
          <dt>
            <Trans>Не отказы (дубли, спам), не считаются</Trans>
          </dt>
          <dd className="num">{formats.number(total.excluded)}</dd>
        </div>
      ) : null}
      {report.day_n?.map(({ day, rate }) => (
        <div key={day} className={classes.figure}>
          <dt>
            <Trans>К дню {day}</Trans>
          </dt>
          <dd className="num">{rate === null ? "—" : formats.percent(rate, 1)}</dd>
        </div>
      ))}
    </dl>
  );
}
