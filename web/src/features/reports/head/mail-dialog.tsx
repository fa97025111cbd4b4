import { ActionIcon, Alert, Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";

import type { Mailing, MailingIn } from "@/api/types";
import type { FilterValues } from "@/lib/search-params";
import { Dialog } from "@/ui/dialog";
import { useFormats } from "@/ui/formats-context";
import { Icon } from "@/ui/icon";
import { Loading } from "@/ui/loading";
import { useErrorText } from "@/ui/use-error-text";

import { mailingsQuery, useEndMailing, useOrderMailing } from "../mailing-queries";
import { mailedQuery, type MailedPeriod, useMailWords } from "./use-mail-words";

interface MailDialogProps {
  report: string;
  name: string;
  query: FilterValues;
  onClose: () => void;
}

/** Orders the report as it is asked now to come by mail, and ends what was ordered before. */
export function MailDialog({ report, name, query, onClose }: MailDialogProps) {
  const { t } = useLingui();
  const { data } = useQuery(mailingsQuery);
  const mine = data?.items.filter((one) => one.report === report) ?? [];
  return (
    <Dialog onClose={onClose} title={t`Присылать отчёт по почте`}>
      {!data ? (
        <Loading />
      ) : data.is_set_up ? (
        <Stack>
          {mine.map((one) => (
            <Ordered key={one.id} mailing={one} />
          ))}
          <OrderForm report={report} name={name} query={query} onClose={onClose} />
        </Stack>
      ) : (
        <Alert color="yellow" title={t`Почта ещё не настроена`}>
          <Trans>Администратор указывает почтовый сервер в настройке PRITOK_SMTP_URL.</Trans>
        </Alert>
      )}
    </Dialog>
  );
}

function Ordered({ mailing }: { mailing: Mailing }) {
  const { t } = useLingui();
  const formats = useFormats();
  const end = useEndMailing();
  const next = formats.dateTime(mailing.next_at);
  return (
    <Group justify="space-between" wrap="nowrap">
      <div>
        <Text fw={600}>{mailing.name}</Text>
        <Text size="sm" c="dimmed">
          {mailing.error
            ? t`Не отправлено (${mailing.error}), следующая попытка ${next}`
            : t`Следующее письмо ${next}`}
        </Text>
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t`Больше не присылать «${mailing.name}»`}
        loading={end.isPending}
        onClick={() => end.mutate(mailing.id)}
      >
        <Icon name="trash" />
      </ActionIcon>
    </Group>
  );
}

function OrderForm({ report, name: usual, query, onClose }: MailDialogProps) {
  const { t } = useLingui();
  const { periods, often, weekdays } = useMailWords();
  const errorText = useErrorText();
  const order = useOrderMailing();
  const [name, setName] = useState(usual);
  const [period, setPeriod] = useState<MailedPeriod>("last_week");
  const [every, setEvery] = useState<NonNullable<MailingIn["every"]>>("week");
  const [weekday, setWeekday] = useState("0");
  const [hour, setHour] = useState("9");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    order.mutate(
      { name: name.trim(), report, query: mailedQuery(query), period, every, weekday: +weekday, hour: +hour },
      { onSuccess: onClose },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          data-autofocus
          required
          maxLength={120}
          label={t`Тема письма`}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t`За какой период`}
          description={t`Остальные условия — как на экране сейчас`}
          allowDeselect={false}
          value={period}
          onChange={(value) => value && setPeriod(value as MailedPeriod)}
          data={periods}
        />
        <Group grow align="flex-end">
          <Select
            label={t`Как часто`}
            allowDeselect={false}
            value={every}
            onChange={(value) => value && setEvery(value as typeof every)}
            data={often}
          />
          {every === "week" && (
            <Select
              label={t`День`}
              allowDeselect={false}
              value={weekday}
              onChange={(value) => value && setWeekday(value)}
              data={weekdays}
            />
          )}
          <Select
            label={t`Время`}
            allowDeselect={false}
            value={hour}
            onChange={(value) => value && setHour(value)}
            data={HOURS}
          />
        </Group>
        {order.isError && <Alert color="red">{errorText(order.error)}</Alert>}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            <Trans>Отмена</Trans>
          </Button>
          <Button type="submit" loading={order.isPending} disabled={!name.trim()}>
            <Trans>Присылать</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, "0")}:00`,
}));
