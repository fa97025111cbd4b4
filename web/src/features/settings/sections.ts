// What can be set up, and for whom: managers see the subjects they may read, rules need a head or an admin.
import { useLingui } from "@lingui/react/macro";

import { useMe } from "@/api/session-queries";

export function useSections() {
  const { t } = useLingui();
  const { role } = useMe();
  const isHead = role === "head" || role === "admin";
  const all = [
    { to: "/settings/organisation", name: t`Организация`, shown: true },
    { to: "/settings/people", name: t`Люди и команды`, shown: true },
    { to: "/settings/absences", name: t`Отсутствия`, shown: true },
    { to: "/settings/routing", name: t`Раздача заявок`, shown: true },
    { to: "/settings/pipelines", name: t`Воронки и этапы`, shown: isHead },
    { to: "/settings/reasons", name: t`Причины отказа`, shown: isHead },
    { to: "/settings/dictionaries", name: t`Справочники`, shown: isHead },
    { to: "/settings/products", name: t`Продукты`, shown: isHead },
    { to: "/settings/fields", name: t`Свои поля`, shown: isHead },
    { to: "/settings/forms", name: t`Формы заявок`, shown: isHead },
    { to: "/settings/tokens", name: t`Ключи API`, shown: role === "admin" },
    { to: "/settings/audit", name: t`Журнал действий`, shown: isHead },
  ] as const;
  return all.filter((section) => section.shown);
}

/** Whether the signed-in person may change pipelines, words, forms and the distribution. */
export function useMayRule(): boolean {
  const { role } = useMe();
  return role === "head" || role === "admin";
}
