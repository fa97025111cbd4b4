import { ActionIcon, CopyButton, TextInput, Textarea, Tooltip } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";

import { Icon } from "./icon";

interface CopyFieldProps {
  label: string;
  value: string;
  description?: string;
  multiline?: boolean;
}

export function CopyField({ label, value, description, multiline }: CopyFieldProps) {
  const { t } = useLingui();
  const button = (
    <CopyButton value={value} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t`Скопировано` : t`Скопировать`}>
          <ActionIcon onClick={copy} aria-label={t`Скопировать: ${label}`}>
            <Icon name={copied ? "check" : "copy"} />
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
  const shared = { label, description, value, readOnly: true, rightSection: button };
  if (multiline) return <Textarea {...shared} autosize minRows={2} maxRows={8} />;
  return <TextInput {...shared} onFocus={(event) => event.currentTarget.select()} />;
}
