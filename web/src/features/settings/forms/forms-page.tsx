import { Anchor, Badge, Button, Modal } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { RequestForm } from "@/api/types";
import { CopyField } from "@/ui/copy-field";
import { Icon } from "@/ui/icon";
import { PageHead } from "@/ui/page-head";
import { QueryView } from "@/ui/query-view";
import { EmptyState } from "@/ui/screen-state";
import { Section } from "@/ui/section";

import { formsQuery } from "../queries";
import classes from "../settings.module.css";
import { FormEditor } from "./form-editor";

/** Public request forms: the page, and the code that puts it on another site. */
export function FormsPage() {
  const { t } = useLingui();
  const forms = useQuery(formsQuery());
  const [edited, edit] = useState<RequestForm | "new" | null>(null);
  return (
    <>
      <PageHead
        title={t`Формы заявок`}
        lead={
          <Trans>Страница с формой работает и без JavaScript. На свой сайт её ставит одна строка кода.</Trans>
        }
        actions={
          <Button leftSection={<Icon name="plus" />} onClick={() => edit("new")}>
            <Trans>Форма</Trans>
          </Button>
        }
      />
      <QueryView query={forms}>
        {(data) => (
          <>
            {data.items.length === 0 && (
              <EmptyState icon="form" title={<Trans>Форм пока нет</Trans>}>
                <Trans>Создайте первую: заявки с неё сразу становятся сделками и раздаются менеджерам.</Trans>
              </EmptyState>
            )}
            {data.items.map((form) => (
              <FormCard key={form.id} form={form} onEdit={() => edit(form)} />
            ))}
          </>
        )}
      </QueryView>
      <Modal
        opened={edited !== null}
        onClose={() => edit(null)}
        size="lg"
        title={edited === "new" ? <Trans>Новая форма</Trans> : <Trans>Форма</Trans>}
      >
        {edited && <FormEditor form={edited === "new" ? null : edited} onDone={() => edit(null)} />}
      </Modal>
    </>
  );
}

function FormCard({ form, onEdit }: { form: RequestForm; onEdit: () => void }) {
  const { t } = useLingui();
  return (
    <Section
      title={
        <>
          {form.name} {!form.is_active && <Badge color="gray">{t`Выключена`}</Badge>}
        </>
      }
      actions={
        <Button variant="default" onClick={onEdit} aria-label={t`Изменить форму ${form.name}`}>
          <Trans>Изменить</Trans>
        </Button>
      }
    >
      <p>
        <Anchor href={form.url} target="_blank" rel="noopener">
          {form.url} <Icon name="external" size={12} />
        </Anchor>
      </p>
      <CopyField label={t`Код для сайта`} value={form.embed_html} />
      <p className={classes.soft}>
        <Trans>Текст согласия: редакция {form.consent_version}</Trans>
      </p>
    </Section>
  );
}
