import { Select } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";

import type { ControlsProps } from "../kinds";

/** Which deadline is meant: the company's own target, or what the client was promised. */
export function SlaControls({ question, onChange }: ControlsProps) {
  const { t } = useLingui();
  return (
    <Select
      label={t`Срок`}
      allowDeselect={false}
      value={question.own.deadline?.[0] ?? "target"}
      data={[
        { value: "target", label: t`Норматив компании` },
        { value: "promise", label: t`Обещанный клиенту` },
      ]}
      onChange={(value) => onChange({ deadline: value === "promise" ? value : undefined })}
    />
  );
}
