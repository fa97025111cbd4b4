import { Button, Group, SegmentedControl, Stack, Textarea, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

import type { Offer } from "@/api/types";
import { Dialog } from "@/ui/dialog";
import { Money } from "@/ui/money";

import { useEditOffer } from "../mutations";
import classes from "../offers.module.css";
import { useFail } from "../use-fail";
import { draftOf, isRight, type OfferDraft, patchOf, totals } from "./draft";
import editor from "./editor.module.css";
import { OfferLines } from "./offer-lines";

/** The draft of an offer in one window; nothing reaches the client before it is sent. */
export function OfferEditor({ offer, onClose }: { offer: Offer; onClose: () => void }) {
  const { t } = useLingui();
  const version = offer.versions.at(-1);
  // Begun once: what comes in meanwhile must not overwrite what is being typed.
  const [draft, setDraft] = useState<OfferDraft | null>(() => (version ? draftOf(version) : null));
  const [seen] = useState(offer);
  const [isTried, setTried] = useState(false);
  const edit = useEditOffer();
  const fail = useFail();
  if (!draft) return null;
  const put = (changes: Partial<OfferDraft>) => setDraft({ ...draft, ...changes });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isRight(draft))
      edit.mutate(
        { offer: seen, patch: patchOf(draft) },
        { onSuccess: onClose, onError: fail(t`Черновик не сохранён`) },
      );
  };
  const sums = totals(draft);
  return (
    <Dialog title={t`Черновик КП № ${offer.number}`} size="xl" onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <div className={editor.words}>
            <TextInput
              label={t`Заголовок`}
              maxLength={200}
              value={draft.title}
              error={isTried && !draft.title.trim() ? t`Нужен заголовок` : null}
              onChange={(event) => put({ title: event.currentTarget.value })}
            />
            <TextInput
              label={t`Кому`}
              description={t`Видно клиенту`}
              maxLength={200}
              value={draft.recipient}
              onChange={(event) => put({ recipient: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label={t`Действует до`}
              value={draft.valid_until}
              onChange={(event) => put({ valid_until: event.currentTarget.value })}
            />
          </div>
          <Group>
            <SegmentedControl
              aria-label={t`Язык предложения`}
              value={draft.language}
              onChange={(language) => put({ language: language as OfferDraft["language"] })}
              data={[
                { value: "ru", label: "Русский" },
                { value: "en", label: "English" },
              ]}
            />
            <SegmentedControl
              aria-label={t`НДС`}
              value={draft.is_vat_included ? "in" : "top"}
              onChange={(mode) => put({ is_vat_included: mode === "in" })}
              data={[
                { value: "in", label: t`НДС в цене` },
                { value: "top", label: t`НДС сверху` },
              ]}
            />
          </Group>
          <Textarea
            label={t`Вступление`}
            autosize
            minRows={2}
            maxLength={5000}
            value={draft.intro}
            onChange={(event) => put({ intro: event.currentTarget.value })}
          />
          <OfferLines
            lines={draft.lines}
            currency={offer.currency}
            isTried={isTried}
            onChange={(lines) => put({ lines })}
          />
          <Textarea
            label={t`Условия`}
            autosize
            minRows={2}
            maxLength={5000}
            value={draft.terms}
            onChange={(event) => put({ terms: event.currentTarget.value })}
          />
          <div className={classes.foot}>
            <Group justify="space-between">
              <strong>
                <Trans>
                  Итого: <Money amount={sums.must} currency={offer.currency} cents />
                </Trans>
                {sums.all > sums.must && (
                  <span className={classes.soft}>
                    {" · "}
                    <Trans>
                      с опциями <Money amount={sums.all} currency={offer.currency} cents />
                    </Trans>
                  </span>
                )}
              </strong>
              <Group gap="xs">
                <Button variant="default" onClick={onClose}>
                  <Trans>Отмена</Trans>
                </Button>
                <Button type="submit" loading={edit.isPending}>
                  <Trans>Сохранить черновик</Trans>
                </Button>
              </Group>
            </Group>
          </div>
        </Stack>
      </form>
    </Dialog>
  );
}
