import { ActionIcon, Button, Group, NumberInput, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

import { useDictionaries } from "@/api/dictionary-queries";
import type { Deal, DealLineIn } from "@/api/types";
import { EntitySelect } from "@/ui/entity-select";
import { Icon } from "@/ui/icon";
import { Money } from "@/ui/money";

import {
  draftOf,
  emptyLine,
  isBlank,
  type LineDraft,
  lineSum,
  problemOf,
  toLine,
  withProduct,
} from "./line-drafts";
import classes from "./lines-editor.module.css";

interface LinesEditorProps {
  deal: Deal;
  isBusy: boolean;
  onSave: (lines: DealLineIn[]) => void;
  onCancel: () => void;
}

export function LinesEditor({ deal, isBusy, onSave, onCancel }: LinesEditorProps) {
  const [lines, setLines] = useState(() => (deal.lines.length > 0 ? deal.lines.map(draftOf) : [emptyLine()]));
  const [isTried, setTried] = useState(false);
  const filled = lines.filter((line) => !isBlank(line));
  const put = (changed: LineDraft) =>
    setLines(lines.map((line) => (line.key === changed.key ? changed : line)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (filled.every((line) => problemOf(line) === null)) onSave(filled.map(toLine));
  };
  return (
    <form onSubmit={submit} noValidate>
      {lines.map((line, index) => (
        <LineFields
          key={line.key}
          line={line}
          number={index + 1}
          isTried={isTried && !isBlank(line)}
          currency={deal.currency}
          onChange={put}
          onRemove={() => setLines(lines.filter((one) => one.key !== line.key))}
        />
      ))}
      <div className={classes.foot}>
        <Button
          variant="subtle"
          leftSection={<Icon name="plus" />}
          onClick={() => setLines([...lines, emptyLine()])}
        >
          <Trans>Ещё позиция</Trans>
        </Button>
        <strong>
          <Trans>
            Итого:{" "}
            <Money amount={filled.reduce((sum, line) => sum + lineSum(line), 0)} currency={deal.currency} />
          </Trans>
        </strong>
      </div>
      <Group justify="flex-end" mt="sm">
        <Button variant="default" onClick={onCancel}>
          <Trans>Отмена</Trans>
        </Button>
        <Button type="submit" loading={isBusy}>
          <Trans>Сохранить состав</Trans>
        </Button>
      </Group>
    </form>
  );
}

interface LineFieldsProps {
  line: LineDraft;
  number: number;
  isTried: boolean;
  currency: string;
  onChange: (line: LineDraft) => void;
  onRemove: () => void;
}

function LineFields({ line, number, isTried, currency, onChange, onRemove }: LineFieldsProps) {
  const { t } = useLingui();
  const { products } = useDictionaries();
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
      <ActionIcon className={classes.remove} aria-label={t`Убрать позицию ${number}`} onClick={onRemove}>
        <Icon name="trash" />
      </ActionIcon>
    </fieldset>
  );
}
