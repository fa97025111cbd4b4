import { Button } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import type { Deal } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import { Icon } from "@/ui/icon";
import { lineSum } from "@/ui/lines/line-drafts";
import { Money } from "@/ui/money";

import { Dialog } from "@/ui/dialog";
import { LinesEditor } from "./lines-editor";
import classes from "./lines-section.module.css";
import { Panel } from "@/ui/panel";
import panel from "@/ui/panel.module.css";
import type { DealChanges } from "./use-deal-changes";

/** What is sold. The lines make the deal's amount; without them the amount is typed by hand. */
export function LinesSection({ deal, changes }: { deal: Deal; changes: DealChanges }) {
  const { t } = useLingui();
  const formats = useFormats();
  const [isEditing, setEditing] = useState(false);
  const hasLines = deal.lines.length > 0;
  const edit = deal.can.edit && (
    <Button
      variant="subtle"
      color="gray"
      size="compact-xs"
      leftSection={<Icon name={hasLines ? "edit" : "plus"} size={13} />}
      onClick={() => setEditing(true)}
    >
      {hasLines ? <Trans>Править</Trans> : <Trans>Добавить</Trans>}
    </Button>
  );
  return (
    <Panel title={<Trans>Состав сделки</Trans>} actions={edit}>
      {hasLines ? (
        <dl className={classes.lines}>
          {deal.lines.map((line, index) => (
            <div key={line.id ?? index} className={classes.line}>
              <dt>
                {line.name}
                <span className={classes.how}>
                  {formats.number(line.quantity, 3)} × <Money amount={line.price} currency={deal.currency} />
                  {line.discount > 0 && (
                    <>
                      {" "}
                      − <Money amount={line.discount} currency={deal.currency} />
                    </>
                  )}
                </span>
              </dt>
              <dd>
                <Money amount={lineSum(line)} currency={deal.currency} />
              </dd>
            </div>
          ))}
          <div className={classes.line} data-total>
            <dt>
              <Trans>Итого</Trans>
            </dt>
            <dd>
              <Money
                amount={deal.lines.reduce((sum, line) => sum + lineSum(line), 0)}
                currency={deal.currency}
              />
            </dd>
          </div>
          <Margin deal={deal} />
        </dl>
      ) : (
        <p className={panel.soft}>
          <Trans>Пока пусто. Добавьте товары или услуги — сумма и маржа посчитаются сами.</Trans>
        </p>
      )}
      {isEditing && (
        <Dialog title={t`Состав сделки`} size="xl" onClose={() => setEditing(false)}>
          <LinesEditor
            deal={deal}
            isBusy={changes.isBusy}
            onCancel={() => setEditing(false)}
            onSave={(lines) => changes.saveLines(lines, () => setEditing(false))}
          />
        </Dialog>
      )}
    </Panel>
  );
}

/** Only those who may see costs get a margin at all; an unknown cost is said, never taken for zero. */
function Margin({ deal }: { deal: Deal }) {
  const formats = useFormats();
  if (deal.margin === undefined) return null;
  const rate = typeof deal.margin_rate === "number" ? formats.percent(deal.margin_rate) : null;
  return (
    <div className={classes.line}>
      <dt>
        <Trans>Маржа</Trans>
      </dt>
      <dd>
        {deal.margin === null ? (
          <Trans>себестоимость неизвестна</Trans>
        ) : (
          <>
            <Money amount={deal.margin} currency={deal.currency} />
            {rate && ` · ${rate}`}
          </>
        )}
      </dd>
    </div>
  );
}
