import { Button, Group, Menu } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { API_ROOT } from "@/api/client";
import type { Offer, OfferVersion } from "@/api/types";
import { useConfirm } from "@/ui/confirm";
import { CopyField } from "@/ui/copy-field";
import { Dialog } from "@/ui/dialog";
import { Icon } from "@/ui/icon";

import { OfferEditor } from "./editor/offer-editor";
import { useAddLink, useDiscardDraft, useNewVersion, useRevokeOffer, useSendOffer } from "./mutations";
import { useFail } from "./use-fail";

interface OfferActsProps {
  offer: Offer;
  /** The version on the screen: its paper can be looked at. */
  version: OfferVersion | undefined;
  /** Called when nothing is left of the offer. */
  onGone: () => void;
}

/** What can be done with the offer as it stands. */
export function OfferActs({ offer, version, onGone }: OfferActsProps) {
  const { t } = useLingui();
  const confirm = useConfirm();
  const fail = useFail();
  const [isEditing, setEditing] = useState(false);
  const [url, setUrl] = useState<string | null>(null);
  const [send, addLink, renew, revoke, discard] = [
    useSendOffer(),
    useAddLink(),
    useNewVersion(),
    useRevokeOffer(),
    useDiscardDraft(),
  ];
  const isBusy = [send, addLink, renew, revoke, discard].some((one) => one.isPending);
  const isOpen = offer.can.edit && offer.state !== "accepted";
  const isOut = offer.state === "sent" || offer.state === "declined";

  const askToSend = () =>
    confirm({
      title: t`Отправить предложение?`,
      text: t`Версия больше не изменится: клиент увидит ровно то, что написано сейчас. Прежние ссылки перестанут открываться.`,
      yes: t`Отправить и получить ссылку`,
      onYes: () =>
        send.mutate(offer, {
          onSuccess: (sent) => setUrl(sent.url),
          onError: fail(t`Предложение не отправлено`),
        }),
    });
  const askToRevoke = () =>
    confirm({
      title: t`Отозвать предложение?`,
      text: t`Все ссылки сразу перестанут открываться. Новую версию можно будет отправить позже.`,
      yes: t`Отозвать`,
      danger: true,
      onYes: () => revoke.mutate(offer, { onError: fail(t`Предложение не отозвано`) }),
    });
  const askToDiscard = () =>
    confirm({
      title: t`Выбросить черновик?`,
      text: t`Отправленные версии останутся.`,
      yes: t`Выбросить черновик`,
      danger: true,
      onYes: () =>
        discard.mutate(offer, {
          onSuccess: () => offer.versions.length === 1 && onGone(),
          onError: fail(t`Черновик не удалён`),
        }),
    });

  return (
    <Group gap="xs">
      {isOpen && offer.has_draft && (
        <>
          <Button leftSection={<Icon name="arrowRight" />} loading={isBusy} onClick={askToSend}>
            <Trans>Отправить…</Trans>
          </Button>
          <Button variant="default" leftSection={<Icon name="edit" />} onClick={() => setEditing(true)}>
            <Trans>Править</Trans>
          </Button>
        </>
      )}
      {isOpen && !offer.has_draft && (
        <Button
          variant="default"
          leftSection={<Icon name="copy" />}
          loading={isBusy}
          onClick={() =>
            renew.mutate(offer, { onSuccess: () => setEditing(true), onError: fail(t`Версия не создана`) })
          }
        >
          <Trans>Новая версия</Trans>
        </Button>
      )}
      {version && <PaperLink offer={offer} version={version} />}
      {isOpen && (isOut || offer.has_draft) && (
        <Menu>
          <Menu.Target>
            <Button variant="default" leftSection={<Icon name="dots" />}>
              <Trans>Ещё</Trans>
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {offer.state === "sent" && (
              <Menu.Item
                leftSection={<Icon name="link" />}
                onClick={() =>
                  addLink.mutate(offer, {
                    onSuccess: (sent) => setUrl(sent.url),
                    onError: fail(t`Ссылка не создана`),
                  })
                }
              >
                <Trans>Ещё одна ссылка</Trans>
              </Menu.Item>
            )}
            {offer.has_draft && (
              <Menu.Item leftSection={<Icon name="trash" />} onClick={askToDiscard}>
                <Trans>Выбросить черновик…</Trans>
              </Menu.Item>
            )}
            {isOut && (
              <Menu.Item color="red" leftSection={<Icon name="lock" />} onClick={askToRevoke}>
                <Trans>Отозвать…</Trans>
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {isEditing && offer.has_draft && <OfferEditor offer={offer} onClose={() => setEditing(false)} />}
      {url && (
        <Dialog title={t`Ссылка для клиента`} onClose={() => setUrl(null)}>
          <CopyField
            label={t`Ссылка`}
            value={url}
            description={t`Показывается один раз: скопируйте её в письмо или мессенджер. Потеряли — сделайте ещё одну.`}
          />
        </Dialog>
      )}
    </Group>
  );
}

function PaperLink({ offer, version }: { offer: Offer; version: OfferVersion }) {
  return (
    <Button
      component="a"
      variant="default"
      href={`${API_ROOT}/offers/${offer.id}/pdf?version=${version.number}`}
      target="_blank"
      rel="noopener"
      leftSection={<Icon name="offer" />}
    >
      <Trans>PDF</Trans>
    </Button>
  );
}
