import { Trans } from "@lingui/react/macro";
import { Fragment, useState } from "react";

import { useDictionaries } from "@/api/dictionary-queries";
import type { CustomField, CustomValue, Deal } from "@/api/types";
import { useFormats } from "@/ui/formats-context";

import { CustomInput } from "../fields/custom-input";
import { EditableCell } from "../fields/editable-cell";
import { Panel } from "@/ui/panel";
import classes from "@/ui/panel.module.css";
import type { DealChanges } from "./use-deal-changes";

/** The description says only that a field has some value; its kind says which. */
const customValue = (deal: Deal, field: CustomField): CustomValue =>
  (deal.custom[field.key] ?? null) as CustomValue;

/** The company's own fields. */
export function CustomFacts({ deal, changes }: { deal: Deal; changes: DealChanges }) {
  const formats = useFormats();
  const fields = useDictionaries().custom_fields.filter(
    (field) => !field.is_archived || hasValue(customValue(deal, field)),
  );
  if (fields.length === 0) return null;
  const textOf = (field: CustomField) => {
    const value = customValue(deal, field);
    if (!hasValue(value)) return "—";
    if (field.kind === "date") return formats.date(String(value));
    return typeof value === "number" ? formats.number(value, 2) : String(value);
  };
  return (
    <Panel title={<Trans>Свои поля</Trans>}>
      <dl className={classes.facts}>
        {fields.map((field) => (
          <Fragment key={field.id}>
            <dt>{field.label}</dt>
            <dd>
              <EditableCell
                by="press"
                label={field.label}
                isEditable={deal.can.edit}
                renderEditor={(close) => (
                  <Editor
                    field={field}
                    initial={customValue(deal, field)}
                    onClose={close}
                    onSave={(value) => changes.edit({ custom: { [field.key]: value } })}
                  />
                )}
              >
                {textOf(field)}
              </EditableCell>
            </dd>
          </Fragment>
        ))}
      </dl>
    </Panel>
  );
}

interface EditorProps {
  field: CustomField;
  initial: CustomValue;
  onSave: (value: CustomValue) => void;
  onClose: () => void;
}

function Editor({ field, initial, onSave, onClose }: EditorProps) {
  const [value, setValue] = useState(initial);
  const finish = (next: CustomValue) => {
    if (next !== initial) onSave(next);
    onClose();
  };
  return (
    <CustomInput
      field={field}
      isInPlace
      value={value}
      // A choice is made by choosing; the others by leaving the field or Enter.
      onChange={(next) => (field.kind === "choice" ? finish(next) : setValue(next))}
      onBlur={() => finish(value)}
      onCancel={onClose}
    />
  );
}

const hasValue = (value: CustomValue | undefined): boolean =>
  value !== undefined && value !== null && value !== "";
