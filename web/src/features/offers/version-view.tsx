import { Badge } from "@mantine/core";
import { Trans } from "@lingui/react/macro";

import type { Offer, OfferLine, OfferVersion } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import { Money } from "@/ui/money";

import classes from "./offers.module.css";

/** What a version says. Costs and margin are there only for those who may see them. */
export function VersionView({ offer, version }: { offer: Offer; version: OfferVersion }) {
  const formats = useFormats();
  const sum = (amount: number) => <Money amount={amount} currency={offer.currency} cents />;
  return (
    <>
      <p className={classes.soft}>
        <Trans>Действует до {formats.day(version.valid_until)}</Trans>
        {version.recipient && <> · {version.recipient}</>}
      </p>
      {version.intro && <p className={classes.text}>{version.intro}</p>}
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{version.title}</th>
              <th scope="col">
                <Trans>Кол-во</Trans>
              </th>
              <th scope="col">
                <Trans>Цена</Trans>
              </th>
              <th scope="col">
                <Trans>Сумма</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {version.lines.map((line) => (
              <LineRow key={line.id} line={line} currency={offer.currency} />
            ))}
          </tbody>
        </table>
      </div>
      <dl className={classes.sums}>
        <div className={classes.total}>
          <dt>
            <Trans>Итого</Trans>
          </dt>
          <dd>{sum(version.total)}</dd>
        </div>
        {version.vat > 0 && (
          <div>
            <dt>
              <Trans>в том числе НДС</Trans>
            </dt>
            <dd>{sum(version.vat)}</dd>
          </div>
        )}
        {version.total_with_options !== version.total && (
          <div>
            <dt>
              <Trans>Со всеми опциями</Trans>
            </dt>
            <dd>{sum(version.total_with_options)}</dd>
          </div>
        )}
        {version.margin !== undefined && version.margin !== null && (
          <div>
            <dt>
              <Trans>Маржа без НДС</Trans>
            </dt>
            <dd>
              {sum(version.margin)}
              {typeof version.margin_rate === "number" && ` · ${formats.percent(version.margin_rate)}`}
            </dd>
          </div>
        )}
      </dl>
      {version.terms && (
        <div>
          <h3 className={classes.title}>
            <Trans>Условия</Trans>
          </h3>
          <p className={classes.text}>{version.terms}</p>
        </div>
      )}
    </>
  );
}

function LineRow({ line, currency }: { line: OfferLine; currency: string }) {
  const formats = useFormats();
  return (
    <tr>
      <th scope="row">
        {line.name}{" "}
        {line.optional && (
          <Badge size="xs" color="gray">
            <Trans>по желанию</Trans>
          </Badge>
        )}
        {line.note && <div className={`${classes.soft} ${classes.text}`}>{line.note}</div>}
      </th>
      <td>{formats.number(line.quantity, 3)}</td>
      <td>
        <Money amount={line.price} currency={currency} cents />
        {line.discount > 0 && (
          <div className={classes.soft}>
            − <Money amount={line.discount} currency={currency} cents />
          </div>
        )}
      </td>
      <td>
        <Money amount={line.total} currency={currency} cents />
        {line.vat !== null && (
          <div className={classes.soft}>
            <Trans>НДС {formats.number(line.vat, 2)} %</Trans>
          </div>
        )}
      </td>
    </tr>
  );
}
