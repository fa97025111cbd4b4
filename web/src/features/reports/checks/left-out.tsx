import { Plural, Trans } from "@lingui/react/macro";

import type { ChecksReport } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import classes from "./checks.module.css";

/** What the figures do not speak of is said: an unknown cost is no zero, another currency no rouble. */
export function LeftOut({ total }: { total: ChecksReport["total"] }) {
  const formats = useFormats();
  const unknown = typeof total.cost_coverage === "number" ? 1 - total.cost_coverage : 0;
  const withoutAmount = total.won - total.valued - total.other_currency;
  return (
    <ul className={classes.leftOut}>
      {unknown >= 0.005 && (
        <li>
          <Trans>
            Себестоимость неизвестна у {formats.percent(unknown)} выручки: маржа посчитана без неё.
          </Trans>
        </li>
      )}
      {total.other_currency > 0 && (
        <li>
          <Plural
            value={total.other_currency}
            one="# сделка в другой валюте в суммы не вошла."
            few="# сделки в другой валюте в суммы не вошли."
            many="# сделок в другой валюте в суммы не вошли."
            other="# сделки в другой валюте в суммы не вошли."
          />
        </li>
      )}
      {withoutAmount > 0 && (
        <li>
          <Plural
            value={withoutAmount}
            one="У # выигранной сделки нет суммы."
            few="У # выигранных сделок нет суммы."
            many="У # выигранных сделок нет суммы."
            other="У # выигранной сделки нет суммы."
          />
        </li>
      )}
    </ul>
  );
}
