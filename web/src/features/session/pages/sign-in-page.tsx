import { useLingui } from "@lingui/react/macro";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { useState } from "react";

import { useSession } from "@/api/session-queries";
import type { SignInResult } from "@/api/types";
import { Entrance } from "@/ui/entrance";

import { CodeForm } from "../components/code-form";
import { PasswordForm } from "../components/password-form";

const route = getRouteApi("/sign-in");

export function SignInPage() {
  const { t } = useLingui();
  const { organisation } = useSession();
  const { next } = route.useSearch();
  const router = useRouter();
  const [step, setStep] = useState<"password" | "code">("password");

  const proceed = (result: SignInResult) => {
    if (result.mfa_required) setStep("code");
    else router.history.push(next ?? "/");
  };

  return (
    <Entrance
      title={step === "password" ? t`Вход` : t`Второй шаг`}
      lead={
        step === "password"
          ? organisation?.name
          : t`Введите код из приложения-аутентификатора или один из запасных кодов.`
      }
    >
      {step === "password" ? (
        <PasswordForm onDone={proceed} />
      ) : (
        <CodeForm onDone={proceed} onBack={() => setStep("password")} />
      )}
    </Entrance>
  );
}
