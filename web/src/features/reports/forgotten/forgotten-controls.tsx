import { SegmentedControl } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";

import type { ControlsProps } from "../kinds";

/** The three looks most asked for; any other grouping stands in the usual place. */
export function ForgottenControls({ question, onChange }: ControlsProps) {
  const { t } = useLingui();
  return (
    <SegmentedControl
      data-wide
      aria-label={t`Чьи забытые`}
      value={question.groups.length === 1 ? question.groups[0] : ""}
      onChange={(group) => onChange({ group_by: [group] })}
      data={[
        { value: "manager", label: t`По менеджерам` },
        { value: "deal_type", label: t`По типам` },
        { value: "stage", label: t`По этапам` },
      ]}
    />
  );
}
