import { Select } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";

import { useDictionaries } from "@/api/dictionary-queries";

interface PipelineSelectProps {
  /** None: all of them at once. */
  chosen: number | undefined;
  onChange: (pipeline: string) => void;
}

/** Which pipeline's stages are meant; nothing where there is only one. */
export function PipelineSelect({ chosen, onChange }: PipelineSelectProps) {
  const { t } = useLingui();
  const pipelines = useDictionaries().pipelines.filter((pipeline) => !pipeline.is_archived);
  if (pipelines.length < 2) return null;
  return (
    <Select
      label={t`Воронка`}
      allowDeselect={false}
      value={chosen === undefined ? "all" : String(chosen)}
      data={[
        ...pipelines.map((one) => ({ value: String(one.id), label: one.name })),
        { value: "all", label: t`Все воронки` },
      ]}
      onChange={(value) => value && onChange(value)}
    />
  );
}
