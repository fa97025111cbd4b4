import { useLingui } from "@lingui/react/macro";

import type { Role } from "@/api/types";

export function useRoleName(): (role: Role) => string {
  const { t } = useLingui();
  const names: Record<Role, string> = {
    manager: t`Менеджер`,
    lead: t`Руководитель группы`,
    head: t`Руководитель отдела продаж`,
    admin: t`Администратор`,
  };
  return (role) => names[role];
}
