import { Button, Menu, Tooltip } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { api, unwrap } from "@/api/client";
import type { MetricInfo } from "@/api/types";
import { Icon } from "@/ui/icon";
import type { IconName } from "@/ui/icon-paths";
import { useErrorText } from "@/ui/use-error-text";

import classes from "./head.module.css";

export type View = MetricInfo["view"];
const VIEWS: readonly View[] = ["names", "anonymous", "own"];
const ICONS: Record<View, IconName> = { names: "eye", anonymous: "question", own: "user" };

/** How colleagues see each other in a report; whoever may set it does so here. */
export function OpennessMark({ info }: { info: MetricInfo }) {
  const { t } = useLingui();
  const words = useOpennessWords();
  const change = useSetOpenness(info.key);
  const { name, hint } = words[info.view];
  if (!info.may_set_view) return <OpennessBadge view={info.view} />;
  return (
    <Menu position="bottom-start" width={300}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          className={classes.tools}
          aria-label={t`Кто как видит этот отчёт: ${name}`}
          title={hint}
          leftSection={<Icon name={ICONS[info.view]} size={14} />}
          rightSection={<Icon name="chevronDown" size={12} />}
        >
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t`Как менеджеры видят друг друга в этом отчёте`}</Menu.Label>
        {VIEWS.map((view) => (
          <Menu.Item
            key={view}
            leftSection={<Icon name={view === info.view ? "check" : ICONS[view]} />}
            onClick={() => change.mutate(view)}
          >
            {words[view].name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function OpennessBadge({ view }: { view: View }) {
  const { name, hint } = useOpennessWords()[view];
  return (
    <Tooltip label={hint} multiline w={260} events={{ hover: true, focus: true, touch: true }}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the hint must be reached by keyboard */}
      <span tabIndex={0} className={`${classes.asOf} ${classes.open}`}>
        <Icon name={ICONS[view]} size={14} />
        {name}
      </span>
    </Tooltip>
  );
}

function useOpennessWords(): Record<View, { name: string; hint: string }> {
  const { t } = useLingui();
  return {
    names: { name: t`Видно всем`, hint: t`Каждый менеджер видит этот отчёт целиком, с именами.` },
    anonymous: {
      name: t`Без имён`,
      hint: t`Каждый видит все строки, но по имени — только себя.`,
    },
    own: { name: t`Я и медиана`, hint: t`Каждый видит свою строку и медиану по остальным.` },
  };
}

function useSetOpenness(key: string) {
  const { t } = useLingui();
  const client = useQueryClient();
  const errorText = useErrorText();
  return useMutation({
    mutationFn: (view: View) =>
      unwrap(api.PUT("/reports/{key}/openness", { params: { path: { key } }, body: { view } })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["report-catalogue"] });
      void client.invalidateQueries({ queryKey: ["reports", key] });
    },
    onError: (error) =>
      notifications.show({ color: "red", title: t`Открытость не изменена`, message: errorText(error) }),
  });
}
