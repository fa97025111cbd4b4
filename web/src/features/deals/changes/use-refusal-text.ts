import { useLingui } from "@lingui/react/macro";

import { ApiError } from "@/api/errors";
import { useErrorText } from "@/ui/use-error-text";

/** Why a deal did not change, in the viewer's words; codes nobody worded here fall through to the common ones. */
export function useRefusalText(): (error: unknown) => string {
  const { t } = useLingui();
  const errorText = useErrorText();
  return (error) => {
    switch (error instanceof ApiError ? error.code : "") {
      case "deal_closed":
        return t`Сделка закрыта. Сначала верните её в работу.`;
      case "taken":
        return t`Эту сделку уже взял кто-то другой.`;
      case "amount_of_lines":
        return t`Сумма считается по составу сделки: правьте позиции.`;
      case "reason_required":
        return t`Проигранной сделке нужна причина.`;
      case "pipeline_archived":
        return t`В воронке этой сделки больше нет этапов.`;
      default:
        return errorText(error);
    }
  };
}
