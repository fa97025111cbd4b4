import { Trans, useLingui } from "@lingui/react/macro";
import { Fragment } from "react";

import type { Deal } from "@/api/types";
import { Moment } from "@/ui/moment";
import { Money } from "@/ui/money";

import { DIMENSIONS, useDimensionNames, useDimensionOptions } from "../fields/dimension-fields";
import { NumberCell } from "../fields/number-cell";
import { SelectCell } from "../fields/select-cell";
import { Panel } from "@/ui/panel";
import classes from "@/ui/panel.module.css";
import type { DealChanges } from "./use-deal-changes";

export function Facts({ deal, changes }: { deal: Deal; changes: DealChanges }) {
  const { t } = useLingui();
  const names = useDimensionNames();
  const options = useDimensionOptions(deal.source?.id);
  const isEditable = deal.can.edit;
  return (
    <Panel title={<Trans>О сделке</Trans>}>
      <dl className={classes.facts}>
        <dt>
          <Trans>Сумма</Trans>
        </dt>
        <dd>
          <NumberCell
            by="press"
            label={t`Сумма`}
            value={deal.amount}
            isEditable={isEditable && deal.lines.length === 0}
            onSave={(amount) => changes.edit({ amount })}
          >
            <Money amount={deal.amount} currency={deal.currency} />
          </NumberCell>
        </dd>
        {DIMENSIONS.map((key) => (
          <Fragment key={key}>
            <dt>{names[key]}</dt>
            <dd>
              <SelectCell
                by="press"
                label={names[key]}
                value={deal[key]}
                options={options[key]}
                isEditable={isEditable}
                onSave={(id) => changes.edit({ [key]: id })}
              />
            </dd>
          </Fragment>
        ))}
        <dt>
          <Trans>Создана</Trans>
        </dt>
        <dd>
          <span>
            <Moment at={deal.created_at} />
          </span>
        </dd>
        {deal.closed_at && (
          <>
            <dt>
              <Trans>Закрыта</Trans>
            </dt>
            <dd>
              <span>
                <Moment at={deal.closed_at} />
              </span>
            </dd>
          </>
        )}
      </dl>
    </Panel>
  );
}
