import { Badge, Button, Drawer, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { useMe } from "@/api/session-queries";
import type { InboxRequest } from "@/api/types";
import { Icon } from "@/ui/icon";
import { Moment } from "@/ui/moment";
import { QueryView } from "@/ui/query-view";
import { useErrorText } from "@/ui/use-error-text";

import { AnswerMark } from "./answer-mark";
import classes from "./inbox.module.css";
import { requestQuery, useClaimDeal, useDecideRequest } from "./queries";
import { useReasonNames } from "./use-reason-names";

interface RequestDrawerProps {
  id: string | undefined;
  onClose: () => void;
}

/** One request in full: what the person wrote, the promise, and what can be decided now. */
export function RequestDrawer({ id, onClose }: RequestDrawerProps) {
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      position="right"
      size="md"
      title={<Trans>Заявка</Trans>}
    >
      {id && <RequestView id={id} onDone={onClose} />}
    </Drawer>
  );
}

function RequestView({ id, onDone }: { id: string; onDone: () => void }) {
  const request = useQuery(requestQuery(id));
  return <QueryView query={request}>{(data) => <RequestFacts request={data} onDone={onDone} />}</QueryView>;
}

function RequestFacts({ request, onDone }: { request: InboxRequest; onDone: () => void }) {
  const { t } = useLingui();
  const reasons = useReasonNames();
  return (
    <article className={classes.request}>
      <h2 className={classes.who}>{request.name || request.phone || request.email || t`Без имени`}</h2>
      <Group gap="xs">
        <AnswerMark request={request} />
        {request.matched && (
          <Badge color="blue" leftSection={<Icon name="merge" size={12} />}>
            <Trans>Присоединена к открытой сделке</Trans>
          </Badge>
        )}
        {request.reason && <Badge color="yellow">{reasons(request.reason)}</Badge>}
      </Group>
      {request.message && <blockquote className={classes.message}>{request.message}</blockquote>}
      <dl className={classes.facts}>
        <Fact name={t`Телефон`}>{request.phone && <a href={`tel:${request.phone}`}>{request.phone}</a>}</Fact>
        <Fact name={t`Почта`}>
          {request.email && <a href={`mailto:${request.email}`}>{request.email}</a>}
        </Fact>
        <Fact name={t`Пришла`}>
          <Moment at={request.received_at} />
        </Fact>
        <Fact name={t`Обещали ответить до`}>
          {request.promised_at && <Moment at={request.promised_at} as="dateTime" />}
        </Fact>
        <Fact name={t`Форма`}>{request.form?.name}</Fact>
        <Fact name={t`Источник`}>{request.source?.name}</Fact>
        <Fact name={t`Кампания`}>{request.campaign?.name}</Fact>
        <Fact name={t`Сделка`}>
          {request.deal && (
            <Link to="/deals/$dealId" params={{ dealId: request.deal.id }}>
              {request.deal.title}
            </Link>
          )}
        </Fact>
        <Fact name={t`Менеджер`}>{request.deal && (request.deal.owner?.name ?? t`Пока никто`)}</Fact>
      </dl>
      <Decisions request={request} onDone={onDone} />
    </article>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Decisions({ request, onDone }: { request: InboxRequest; onDone: () => void }) {
  const { t } = useLingui();
  const me = useMe();
  const errorText = useErrorText();
  const claim = useClaimDeal();
  const decide = useDecideRequest();
  const fail = (error: Error) => notifications.show({ color: "red", message: errorText(error) });
  const done = (message: string) => () => {
    notifications.show({ color: "green", message });
    onDone();
  };
  if (request.state === "quarantined" || request.state === "failed") {
    return (
      <Group>
        <Button
          loading={decide.isPending}
          onClick={() =>
            decide.mutate(
              { id: request.id, state: "accepted" },
              { onSuccess: done(t`Заявка принята и станет сделкой`), onError: fail },
            )
          }
        >
          <Trans>Принять в работу</Trans>
        </Button>
        <Button
          variant="default"
          loading={decide.isPending}
          onClick={() =>
            decide.mutate(
              { id: request.id, state: "junk" },
              { onSuccess: done(t`Заявка отмечена как мусор`), onError: fail },
            )
          }
        >
          <Trans>Это мусор</Trans>
        </Button>
      </Group>
    );
  }
  if (request.deal && !request.deal.owner) {
    const { id } = request.deal;
    return (
      <Button
        leftSection={<Icon name="user" />}
        loading={claim.isPending}
        onClick={() =>
          claim.mutate(
            { deal: id, manager: me.id },
            { onSuccess: done(t`Сделка теперь ваша`), onError: fail },
          )
        }
      >
        <Trans>Взять себе</Trans>
      </Button>
    );
  }
  return null;
}
