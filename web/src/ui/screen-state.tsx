import { Button } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";

import { Icon } from "./icon";
import type { IconName } from "./icon-paths";
import classes from "./screen-state.module.css";

interface ScreenStateProps {
  icon: IconName;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  tone?: "calm" | "bad";
}

function ScreenState({ icon, title, children, action, tone = "calm" }: ScreenStateProps) {
  return (
    <section className={classes.state} data-tone={tone} role={tone === "bad" ? "alert" : "status"}>
      <Icon name={icon} size={28} className={classes.icon} />
      <h2 className={classes.title}>{title}</h2>
      {children && <div className={classes.text}>{children}</div>}
      {action && <div className={classes.action}>{action}</div>}
    </section>
  );
}

/** Nothing here yet: say what will appear and how to make the first one. */
export function EmptyState({
  icon = "info",
  ...rest
}: Omit<ScreenStateProps, "tone" | "icon"> & { icon?: IconName }) {
  return <ScreenState icon={icon} {...rest} />;
}

export function NoAccess({ children }: { children?: ReactNode }) {
  return (
    <ScreenState icon="lock" title={<Trans>Сюда у вас нет доступа</Trans>}>
      {children ?? <Trans>Если доступ нужен для работы, попросите руководителя или администратора.</Trans>}
    </ScreenState>
  );
}

export function NotFound({ children, action }: { children?: ReactNode; action?: ReactNode }) {
  return (
    <ScreenState icon="search" title={<Trans>Здесь ничего нет</Trans>} action={action}>
      {children ?? <Trans>Запись удалили, перенесли, или она вам не видна.</Trans>}
    </ScreenState>
  );
}

interface ErrorStateProps {
  requestId?: string;
  offline?: boolean;
  message?: string;
  onRetry?: () => void;
}

export function ErrorState({ requestId, offline, message, onRetry }: ErrorStateProps) {
  const { t } = useLingui();
  return (
    <ScreenState
      icon="warning"
      tone="bad"
      title={offline ? t`Нет связи с сервером` : t`Не получилось загрузить`}
      action={
        onRetry && (
          <Button variant="default" onClick={onRetry} leftSection={<Icon name="refresh" />}>
            <Trans>Повторить</Trans>
          </Button>
        )
      }
    >
      {offline ? <Trans>Проверьте подключение. Введённое на экране сохранилось.</Trans> : message}
      {requestId && (
        <p className={classes.request}>
          <Trans>
            Номер обращения для администратора: <code>{requestId}</code>
          </Trans>
        </p>
      )}
    </ScreenState>
  );
}
