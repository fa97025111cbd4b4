import { Tooltip } from "@mantine/core";

import { useFormats } from "./formats-context";
import { useNow } from "./use-now";

interface MomentProps {
  at: string | null | undefined;
  /** Near moments are told relative to now; "date" and "dateTime" always absolutely. */
  as?: "relative" | "date" | "dateTime";
  className?: string;
}

export function Moment({ at, as = "relative", className }: MomentProps) {
  const formats = useFormats();
  const now = useNow();
  if (!at) return <span>—</span>;
  const text = as === "relative" ? formats.relative(at, now) : formats[as](at);
  return (
    <Tooltip label={formats.dateTime(at)} disabled={as === "dateTime"}>
      <time dateTime={at} className={className ? `num ${className}` : "num"}>
        {text}
      </time>
    </Tooltip>
  );
}
