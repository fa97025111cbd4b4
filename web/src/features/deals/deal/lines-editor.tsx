import { Button, Group } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

import { useDictionaries } from "@/api/dictionary-queries";
import type { Deal, DealLineIn } from "@/api/types";
import { Icon } from "@/ui/icon";
import {
  draftOf,
  emptyLine,
  isBlank,
  type LineDraft,
  lineSum,
  problemOf,
  toLine,
} from "@/ui/lines/line-drafts";
import { LineFields } from "@/ui/lines/line-fields";
import { Money } from "@/ui/money";

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
  const { products } = useDictionaries();
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
          products={products}
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
