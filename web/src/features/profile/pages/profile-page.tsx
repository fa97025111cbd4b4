import { useLingui } from "@lingui/react/macro";

import { useMe } from "@/api/session-queries";
import { PageHead } from "@/ui/page-head";
import { Screen } from "@/ui/screen";
import { useRoleName } from "@/ui/use-role-name";

import { NameSection } from "../components/name-section";
import { PasswordSection } from "../components/password-section";
import { SessionsSection } from "../components/sessions-section";
import { TotpSection } from "../components/totp-section";

export function ProfilePage() {
  const { t } = useLingui();
  const me = useMe();
  const roleName = useRoleName();
  return (
    <Screen shape="narrow">
      <PageHead
        title={t`Профиль`}
        lead={[me.email, roleName(me.role), me.team?.name].filter(Boolean).join(" · ")}
      />
      <NameSection />
      <PasswordSection />
      <TotpSection />
      <SessionsSection />
    </Screen>
  );
}
