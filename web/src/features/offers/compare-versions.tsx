import { Badge, Group, Select } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import type { Offer, OfferLine, OfferVersion } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import { Money } from "@/ui/money";

import { changedWords, type ComparedLine, compareLines, type LineChange, type Word } from "./compare";
import classes from "./offers.module.css";

/** Two versions side by side; what differs is marked in words and not by colour alone. */
export function CompareVersions({ offer }: { offer: Offer }) {
  const { t } = useLingui();
  const numbers = offer.versions.map((version) => version.number);
  const [left, setLeft] = useState(numbers.at(-2) ?? 1);
  const [right, setRight] = useState(numbers.at(-1) ?? 1);
  const before = offer.versions.find((version) => version.number === left);
  const after = offer.versions.find((version) => version.number === right);
  const choices = numbers.map((number) => ({ value: String(number), label: t`Версия ${number}` }));
  if (!before || !after) return null;
  const pick = (set: (number: number) => void) => (value: string | null) => value && set(Number(value));
  return (
    <>
      <Group grow>
        <Select
          label={t`Было`}
          data={choices}
          value={String(left)}
          onChange={pick(setLeft)}
          allowDeselect={false}
        />
        <Select
          label={t`Стало`}
          data={choices}
          value={String(right)}
          onChange={pick(setRight)}
          allowDeselect={false}
        />
      </Group>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Позиция</Trans>
              </th>
              <th scope="col">
                <Trans>Версия {left}</Trans>
              </th>
              <th scope="col">
                <Trans>Версия {right}</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {compareLines(before, after).map((line) => (
              <ComparedRow key={line.id} line={line} currency={offer.currency} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">
                <Trans>Итого</Trans>
              </th>
              <td>
                <Money amount={before.total} currency={offer.currency} cents />
              </td>
              <td className={before.total === after.total ? undefined : classes.changed}>
                <Money amount={after.total} currency={offer.currency} cents />
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
      <ChangedWords before={before} after={after} />
    </>
  );
}

function ComparedRow({
  line: { change, before, after },
  currency,
}: {
  line: ComparedLine;
  currency: string;
}) {
  const { t } = useLingui();
  const names: Record<Exclude<LineChange, "same">, string> = {
    changed: t`изменено`,
    added: t`новая`,
    removed: t`убрана`,
  };
  return (
    <tr>
      <th scope="row" className={change === "removed" ? classes.gone : undefined}>
        {(after ?? before)?.name}{" "}
        {change !== "same" && (
          <Badge size="xs" color={change === "removed" ? "red" : "yellow"}>
            {names[change]}
          </Badge>
        )}
      </th>
      <td>
        <LineCell line={before} currency={currency} />
      </td>
      <td className={change === "changed" ? classes.changed : undefined}>
        <LineCell line={after} currency={currency} />
      </td>
    </tr>
  );
}

function LineCell({ line, currency }: { line: OfferLine | undefined; currency: string }) {
  const formats = useFormats();
  if (!line) return "—";
  return (
    <>
      <Money amount={line.total} currency={currency} cents />
      <div className={classes.soft}>
        {formats.number(line.quantity, 3)} × <Money amount={line.price} currency={currency} cents />
        {line.discount > 0 && (
          <>
            {" − "}
            <Money amount={line.discount} currency={currency} cents />
          </>
        )}
      </div>
      {line.optional && (
        <div className={classes.soft}>
          <Trans>по желанию</Trans>
        </div>
      )}
    </>
  );
}

function ChangedWords({ before, after }: { before: OfferVersion; after: OfferVersion }) {
  const { t } = useLingui();
  const formats = useFormats();
  const words = changedWords(before, after);
  const names: Record<Word, string> = {
    title: t`Заголовок`,
    recipient: t`Кому`,
    intro: t`Вступление`,
    terms: t`Условия`,
    valid_until: t`Действует до`,
    is_vat_included: t`НДС`,
  };
  const said = (version: OfferVersion, word: Word) => {
    if (word === "valid_until") return formats.day(version.valid_until);
    if (word === "is_vat_included") return version.is_vat_included ? t`в цене` : t`сверху`;
    return version[word] || "—";
  };
  if (words.length === 0) return null;
  return (
    <dl className={classes.sums}>
      {words.map((word) => (
        <div key={word}>
          <dt>{names[word]}</dt>
          <dd className={classes.text}>
            <del>{said(before, word)}</del> → {said(after, word)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
