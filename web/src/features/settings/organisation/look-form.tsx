import { Button, ColorInput, FileButton, Group, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";

import { api, unwrap } from "@/api/client";
import { useMe } from "@/api/session-queries";
import type { CompanyLook, CompanyLookPatch } from "@/api/types";
import { Section } from "@/ui/section";

import classes from "../settings.module.css";
import { useSave } from "../use-save";

const LARGEST = 100_000;

/** The colour, the logo and the details of papers and pages for clients. */
export function LookForm({ look }: { look: CompanyLook }) {
  const { t } = useLingui();
  const disabled = !useMe().can.manage_settings;
  const form = useForm({
    initialValues: { accent: look.accent, details: look.details },
    validate: {
      accent: (value) => (/^#[0-9a-f]{6}$/i.test(value) ? null : t`Цвет записывается как #0b7261`),
    },
  });
  const save = useSave({
    send: (body: CompanyLookPatch) => unwrap(api.PATCH("/organisation/look", { body })),
    stale: [["organisation"]],
    onDone: () => form.resetDirty(),
  });
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Section
        title={<Trans>Документы для клиентов</Trans>}
        lead={<Trans>Как выглядят предложения: страница для клиента и PDF.</Trans>}
      >
        <div className={classes.fields}>
          <ColorInput label={t`Цвет`} format="hex" disabled={disabled} {...form.getInputProps("accent")} />
          <Logo look={look} disabled={disabled} onChange={(logo) => save.mutate({ logo })} />
        </div>
        <Textarea
          label={t`Реквизиты`}
          description={t`Печатаются внизу каждого предложения`}
          autosize
          minRows={3}
          maxLength={1000}
          disabled={disabled}
          {...form.getInputProps("details")}
        />
      </Section>
      {!disabled && (
        <div className={classes.end}>
          <Button type="submit" disabled={!form.isDirty()} loading={save.isPending}>
            <Trans>Сохранить</Trans>
          </Button>
        </div>
      )}
    </form>
  );
}

interface LogoProps {
  look: CompanyLook;
  disabled: boolean;
  onChange: (logo: string | null) => void;
}

function Logo({ look, disabled, onChange }: LogoProps) {
  const { t } = useLingui();
  const read = async (file: File | null) => {
    if (!file) return;
    if (file.size > LARGEST) {
      notifications.show({ color: "red", message: t`Файл больше 100 КБ` });
      return;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    onChange(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")));
  };
  return (
    <div>
      <p className={classes.label}>
        <Trans>Логотип</Trans>
      </p>
      {look.logo ? (
        <img className={classes.logo} src={look.logo} alt={t`Логотип`} />
      ) : (
        <p className={classes.soft}>
          <Trans>Логотипа пока нет</Trans>
        </p>
      )}
      {!disabled && (
        <Group gap="xs">
          <FileButton accept="image/png,image/jpeg" onChange={(file) => void read(file)}>
            {(props) => (
              <Button variant="default" size="xs" {...props}>
                <Trans>Выбрать файл…</Trans>
              </Button>
            )}
          </FileButton>
          {look.logo && (
            <Button variant="subtle" size="xs" onClick={() => onChange(null)}>
              <Trans>Убрать логотип</Trans>
            </Button>
          )}
          <span className={classes.soft}>
            <Trans>PNG или JPEG до 100 КБ</Trans>
          </span>
        </Group>
      )}
    </div>
  );
}
