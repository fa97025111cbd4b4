import { PipelineSelect } from "../head/pipeline-select";
import type { ControlsProps } from "../kinds";

export function DwellControls({ question, onChange }: ControlsProps) {
  const chosen = question.query.pipeline?.[0];
  return (
    <PipelineSelect
      chosen={chosen === undefined ? undefined : Number(chosen)}
      onChange={(pipeline) => onChange({ pipeline })}
    />
  );
}
