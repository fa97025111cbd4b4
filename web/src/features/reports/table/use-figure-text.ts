// A figure in words, by its unit; the same in tables, pictures, cards and tips.
import { useLingui } from "@lingui/react/macro";
import { useCallback } from "react";

import { useFormats } from "@/ui/formats-context";

import type { Unit } from "../answer";

const MINUTE = 60;
const HOUR = 3600;

interface Style {
  short?: boolean;
}

export function useFigureText(): (value: number | null, unit: Unit, style?: Style) => string {
  const formats = useFormats();
  const { t } = useLingui();
  return useCallback(
    (value, unit, { short } = {}) => {
      if (value === null) return "—";
      switch (unit) {
        case "share":
          return formats.percent(value, short ? 0 : 1);
        case "money":
          return formats.money(value, { short });
        case "duration_s":
          return formats.span(value);
        case "working_s": {
          if (value < HOUR) return t`${formats.number(value / MINUTE)} мин`;
          const hours = formats.number(value / HOUR, value < 10 * HOUR ? 1 : 0);
          return short ? t`${hours} ч` : t`${hours} раб. ч`;
        }
        case "number":
          return formats.number(value, 2);
        default:
          return formats.number(value);
      }
    },
    [formats, t],
  );
}

/** How far two figures are apart, as people say it: pieces, points of a percentage, or per cent of what was. */
export function useDeltaText(): (now: number, then: number, unit: Unit) => string {
  const { t } = useLingui();
  const formats = useFormats();
  const text = useFigureText();
  return (now, then, unit) => {
    const distance = Math.abs(now - then);
    if (unit === "share") {
      const points = formats.number(distance * 100, 1);
      return t`${points} п. п.`;
    }
    if (unit === "index" || unit === "deals") return formats.number(distance);
    if (then === 0) return text(distance, unit, { short: true });
    const share = distance / Math.abs(then);
    // "2 033 %" says less than how many times it is.
    return share < 10 ? formats.percent(share) : `×${formats.number(now / then)}`;
  };
}
