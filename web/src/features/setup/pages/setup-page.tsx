import { Alert, Button, Group, Stack, Stepper, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Trans, useLingui } from "@lingui/react/macro";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { useState } from "react";

import { ApiError } from "@/api/errors";
import type { SetupIn } from "@/api/types";
import { Entrance } from "@/ui/entrance";
import { useErrorText } from "@/ui/use-error-text";

import { AdminStep } from "../components/admin-step";
import { OrganisationStep } from "../components/organisation-step";
import { SampleStep } from "../components/sample-step";
import { initialSetup, MIN_PASSWORD, stepOf, STEPS } from "../form";
import { useSetUp } from "../queries";

const route = getRouteApi("/setup");

export function SetupPage() {
  const { t, i18n } = useLingui();
  const { code } = route.useSearch();
  const router = useRouter();
  const errorText = useErrorText();
  const setUp = useSetUp();
  const [step, setStep] = useState(0);
  const form = useForm<SetupIn>({
    initialValues: initialSetup(code ?? "", i18n.locale === "en" ? "en" : "ru"),
    validate: (values) => ({
      code: values.code ? null : t`Код напечатан в окне, где запущен сервер.`,
      ...(step === 0 && {
        "organisation.name": values.organisation.name.trim() ? null : t`Назовите организацию.`,
      }),
      ...(step === 1 && {
        "admin.name": values.admin.name.trim() ? null : t`Как вас зовут?`,
        "admin.email": values.admin.email.includes("@") ? null : t`Введите почту целиком, с «@».`,
        "admin.password":
          values.admin.password.length >= MIN_PASSWORD ? null : t`Не короче ${MIN_PASSWORD} знаков.`,
      }),
    }),
  });

  const finish = (values: SetupIn) =>
    setUp.mutate(values, {
      onSuccess: () => router.history.push("/"),
      onError: (error) => {
        if (!(error instanceof ApiError) || Object.keys(error.fields).length === 0) return;
        form.setErrors(error.fields);
        setStep(stepOf(error.fields));
      },
    });
  const next = form.onSubmit((values) => (step < STEPS.length - 1 ? setStep(step + 1) : finish(values)));

  return (
    <Entrance wide title={t`Первый запуск`} lead={t`Три коротких шага, и можно принимать заявки.`}>
      <form noValidate onSubmit={next}>
        <Stack gap="lg">
          {setUp.isError && (
            <Alert color="red" variant="light" role="alert">
              {errorText(setUp.error)}
            </Alert>
          )}
          {(!code || form.errors.code) && (
            <TextInput
              label={t`Код первого запуска`}
              description={t`Он напечатан в окне, где запущен сервер.`}
              required
              {...form.getInputProps("code")}
            />
          )}
          <Stepper active={step} size="xs" iconSize={28} onStepClick={setStep} allowNextStepsSelect={false}>
            <Stepper.Step label={t`Организация`}>
              <OrganisationStep form={form} />
            </Stepper.Step>
            <Stepper.Step label={t`Администратор`}>
              <AdminStep form={form} />
            </Stepper.Step>
            <Stepper.Step label={t`С чего начать`}>
              <SampleStep form={form} />
            </Stepper.Step>
          </Stepper>
          <Group justify="space-between">
            <Button variant="subtle" color="gray" disabled={step === 0} onClick={() => setStep(step - 1)}>
              <Trans>Назад</Trans>
            </Button>
            <Button type="submit" loading={setUp.isPending}>
              {step < STEPS.length - 1 ? <Trans>Дальше</Trans> : <Trans>Начать работу</Trans>}
            </Button>
          </Group>
        </Stack>
      </form>
    </Entrance>
  );
}
