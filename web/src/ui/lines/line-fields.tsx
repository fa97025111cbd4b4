import { ActionIcon, NumberInput, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";

import type { Product } from "@/api/types";

import { EntitySelect } from "../entity-select";
import { Icon } from "../icon";
import { Money } from "../money";
import { type LineDraft, lineSum, problemOf, withProduct } from "./line-drafts";
import classes from "./line-fields.module.css";

interface LineFieldsProps<Line extends LineDraft> {
  line: Line;
  number: number;
  isTried: boolean;
  currency: string;
  products: readonly Product[];
  onChange: (line: Line) => void;
  onRemove: () => void;
  /** What a line of this kind has besides. */
  children?: ReactNode;
}

/** One line of what is sold, while it is typed. */
export function LineFields<Line extends LineDraft>({
  line,
  number,
  isTried,
  currency,
  products,
  onChange,
  onRemove,
  children,
}: LineFieldsProps<Line>) {
  const { t } = useLingui();
  const problem = isTried ? problemOf(line) : null;
  const asNumber = (value: number | string) => (value === "" ? "" : Number(value));
  return (
    <fieldset className={classes.line}>
      <legend className={classes.legend}>
        <Trans>Позиция {number}</Trans>
      </legend>
      <div className={classes.product}>
        <EntitySelect
          label={t`Товар или услуга`}
          options={products}
          value={line.product}
          onChange={(id) =>
            onChange(
              withProduct(
                line,
                products.find((one) => one.id === id),
              ),
            )
          }
        />
      </div>
      <TextInput
        className={classes.name}
        label={t`Название`}
        maxLength={200}
        value={line.name}
        error={problem === "name" ? t`Что продаём?` : null}
        onChange={(event) => onChange({ ...line, name: event.currentTarget.value })}
      />
      <NumberInput
        label={t`Кол-во`}
        min={0}
        decimalScale={3}
        hideControls
        value={line.quantity}
        error={problem === "quantity" ? t`Больше нуля` : null}
        onChange={(value) => onChange({ ...line, quantity: asNumber(value) })}
      />
      <NumberInput
        label={t`Цена`}
        min={0}
        decimalScale={2}
        thousandSeparator=" "
        hideControls
        value={line.price}
        error={problem === "price" ? t`Нужна цена` : null}
        onChange={(value) => onChange({ ...line, price: asNumber(value) })}
      />
      <NumberInput
        label={t`Скидка`}
        min={0}
        decimalScale={2}
        thousandSeparator=" "
        hideControls
        value={line.discount}
        error={problem === "discount" ? t`Больше цены` : null}
        onChange={(value) => onChange({ ...line, discount: asNumber(value) })}
      />
      <div className={classes.sum}>
        <Money amount={lineSum(line)} currency={currency} />
      </div>
      {children && <div className={classes.extra}>{children}</div>}
      <ActionIcon className={classes.remove} aria-label={t`Убрать позицию ${number}`} onClick={onRemove}>
        <Icon name="trash" />
      </ActionIcon>
    </fieldset>
  );
}
