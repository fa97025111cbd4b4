import { Button, Group, Stack, Text } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";

import { CopyField } from "@/ui/copy-field";
import { Dialog } from "@/ui/dialog";
import { Moment } from "@/ui/moment";
import { useErrorText } from "@/ui/use-error-text";

import { feedQuery, useFeed } from "../queries";

/** The secret link for the calendar of a phone: made, shown once, revoked. */
export function FeedDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const feed = useQuery(feedQuery());
  const { make, revoke } = useFeed();
  const since = feed.data?.created_at;
  const error = make.error ?? revoke.error ?? feed.error;
  return (
    <Dialog title={t`Задачи в календаре телефона`} onClose={onClose}>
      <Stack>
        <Text size="sm">
          <Trans>
            Календарь телефона или почты может подписаться на ваши задачи по секретной ссылке. В нём будут
            только названия и время.
          </Trans>
        </Text>
        {make.data ? (
          <>
            <CopyField label={t`Ссылка на календарь`} value={make.data.url} />
            <Text size="sm" c="dimmed">
              <Trans>Скопируйте её сейчас: второй раз она не показывается.</Trans>
            </Text>
          </>
        ) : (
          since && (
            <Text size="sm">
              <Trans>
                Ссылка есть с <Moment at={since} as="date" />. Новая отменит прежнюю.
              </Trans>
            </Text>
          )
        )}
        {error && (
          <Text size="sm" c="red" role="alert">
            {errorText(error)}
          </Text>
        )}
        <Group justify="flex-end">
          {since && (
            <Button
              variant="default"
              loading={revoke.isPending}
              onClick={() => revoke.mutate(undefined, { onSuccess: () => make.reset() })}
            >
              <Trans>Отозвать ссылку</Trans>
            </Button>
          )}
          {!make.data && (
            <Button loading={make.isPending} onClick={() => make.mutate()}>
              {since ? <Trans>Создать новую ссылку</Trans> : <Trans>Создать ссылку</Trans>}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}
