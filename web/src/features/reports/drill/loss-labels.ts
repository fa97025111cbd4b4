// How a lost deal had been worked: five labels, each deal has the first that fits.
import { useLingui } from "@lingui/react/macro";

export const LABELS = [
  "never_contacted",
  "lost_after_silence",
  "no_offer",
  "offer_unopened",
  "worked_fully",
] as const;
export type LossLabel = (typeof LABELS)[number];

export function useLossLabels(): Record<LossLabel, string> {
  const { t } = useLingui();
  return {
    never_contacted: t`никто не связался`,
    lost_after_silence: t`после нашего молчания`,
    no_offer: t`без КП`,
    offer_unopened: t`КП не открыто`,
    worked_fully: t`отработано`,
  };
}

export const isLossLabel = (text: string): text is LossLabel => (LABELS as readonly string[]).includes(text);
