import { Button, Checkbox, NumberInput, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";

import { useDictionaries } from "@/api/dictionary-queries";
import { Icon } from "@/ui/icon";
import { isBlank } from "@/ui/lines/line-drafts";
import { LineFields } from "@/ui/lines/line-fields";

import { nextLine, type OfferLineDraft } from "./draft";
import editor from "./editor.module.css";

interface OfferLinesProps {
  lines: OfferLineDraft[];
  currency: string;
  isTried: boolean;
  onChange: (lines: OfferLineDraft[]) => void;
}

export function OfferLines({ lines, currency, isTried, onChange }: OfferLinesProps) {
  const { t } = useLingui();
  const { products } = useDictionaries();
  const put = (changed: OfferLineDraft) =>
    onChange(lines.map((line) => (line.key === changed.key ? changed : line)));
  return (
    <div>
      {lines.map((line, index) => (
        <LineFields
          key={line.key}
          line={line}
          number={index + 1}
          isTried={isTried && !isBlank(line)}
          currency={currency}
          products={products}
          onChange={put}
          onRemove={() => onChange(lines.filter((one) => one.key !== line.key))}
        >
          <div className={editor.extra}>
            <TextInput
              label={t`Пояснение`}
              maxLength={500}
              value={line.note}
              onChange={(event) => put({ ...line, note: event.currentTarget.value })}
            />
            <NumberInput
              label={t`НДС, %`}
              placeholder={t`без НДС`}
              min={0}
              max={100}
              decimalScale={2}
              hideControls
              value={line.vat}
              onChange={(value) => put({ ...line, vat: value === "" ? "" : Number(value) })}
            />
            <Checkbox
              label={t`По желанию клиента`}
              checked={line.optional}
              onChange={(event) => put({ ...line, optional: event.currentTarget.checked })}
            />
          </div>
        </LineFields>
      ))}
      <Button
        variant="subtle"
        leftSection={<Icon name="plus" />}
        onClick={() => onChange([...lines, nextLine(lines)])}
      >
        <Trans>Ещё позиция</Trans>
      </Button>
    </div>
  );
}
