import { Button, NumberInput, SegmentedControl, Switch, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

import type { ContactLogIn } from "@/api/types";

import { useErrorText } from "../use-error-text";
import type { Sending } from "./sending";
import classes from "./work-form.module.css";

type Channel = ContactLogIn["channel"];
type Direction = ContactLogIn["direction"];

/** A contact that really took place. The first answered outgoing one stops the clock of the promised answer. */
export function ContactForm({ sending, onDone }: { sending: Sending<ContactLogIn>; onDone: () => void }) {
  const { t } = useLingui();
  const errorText = useErrorText();
  const [channel, setChannel] = useState<Channel>("call");
  const [direction, setDirection] = useState<Direction>("out");
  const [isAnswered, setAnswered] = useState(true);
  const [minutes, setMinutes] = useState<number | string>("");
  const [text, setText] = useState("");
  const hasLength = (channel === "call" || channel === "meeting") && isAnswered;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    sending.mutate(
      {
        channel,
        direction,
        answered: isAnswered,
        ...(hasLength && Number(minutes) > 0 ? { seconds: Math.round(Number(minutes) * 60) } : {}),
        ...(text.trim() ? { text: text.trim() } : {}),
      },
      {
        onSuccess: onDone,
        onError: (error) =>
          notifications.show({ color: "red", title: t`Контакт не записан`, message: errorText(error) }),
      },
    );
  };

  return (
    <form onSubmit={submit} className={classes.form}>
      <div className={classes.line}>
        <SegmentedControl
          aria-label={t`Как связались`}
          value={channel}
          onChange={(next) => setChannel(next as Channel)}
          data={[
            { value: "call", label: t`Звонок` },
            { value: "message", label: t`Сообщение` },
            { value: "email", label: t`Письмо` },
            { value: "meeting", label: t`Встреча` },
          ]}
        />
        <SegmentedControl
          aria-label={t`Кто начал`}
          value={direction}
          onChange={(next) => setDirection(next as Direction)}
          data={[
            { value: "out", label: t`Мы клиенту` },
            { value: "in", label: t`Клиент нам` },
          ]}
        />
      </div>
      <div className={classes.line}>
        <Switch
          label={channel === "meeting" ? t`Состоялась` : t`Ответили`}
          checked={isAnswered}
          onChange={(event) => setAnswered(event.currentTarget.checked)}
        />
        {hasLength && (
          <NumberInput
            aria-label={t`Минут`}
            placeholder={t`Минут`}
            className={classes.minutes}
            min={0}
            max={1440}
            decimalScale={1}
            value={minutes}
            onChange={setMinutes}
          />
        )}
      </div>
      <Textarea
        aria-label={t`О чём договорились`}
        placeholder={t`О чём договорились`}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit" loading={sending.isPending} className={classes.send}>
        <Trans>Записать контакт</Trans>
      </Button>
    </form>
  );
}
