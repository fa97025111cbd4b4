// Names of what the server says in words of its own.
import { useLingui } from "@lingui/react/macro";

import type { OfferState } from "@/api/types";

export function useStateNames(): Record<OfferState, string> {
  const { t } = useLingui();
  return {
    draft: t`Черновик`,
    sent: t`Ждём ответа`,
    accepted: t`Принято`,
    declined: t`Отклонено`,
    expired: t`Срок вышел`,
    revoked: t`Отозвано`,
  };
}

export function useSectionNames(): Record<string, string> {
  const { t } = useLingui();
  return {
    intro: t`Вступление`,
    lines: t`Состав и цены`,
    terms: t`Условия`,
    answer: t`Ответ`,
  };
}
