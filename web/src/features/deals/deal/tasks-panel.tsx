import { ActionIcon, Button, Menu } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import type { Deal, Task } from "@/api/types";
import { dealTasksQuery, useTaskChanges } from "@/api/work-queries";
import { Icon } from "@/ui/icon";
import { Loading } from "@/ui/loading";
import { Moment } from "@/ui/moment";
import { QueryView } from "@/ui/query-view";
import { useNow } from "@/ui/use-now";
import { useSingleKeys } from "@/ui/use-single-keys";
import { type TaskAct, TaskDialog } from "@/ui/work/task-dialog";
import { useTaskKinds } from "@/ui/work/use-task-words";

import { Panel } from "@/ui/panel";
import classes from "@/ui/panel.module.css";

/** What is to be done next on this deal: t plans, d finishes the first one. */
export function TasksPanel({ deal }: { deal: Deal }) {
  const query = useQuery(dealTasksQuery(deal.id));
  const changes = useTaskChanges(deal.id);
  const [act, setAct] = useState<TaskAct | null>(null);
  const first = query.data?.find((task) => task.can_edit);
  useSingleKeys({
    ...(deal.can.edit ? { KeyT: () => setAct({ name: "plan" }) } : {}),
    ...(first ? { KeyD: () => setAct({ name: "finish", task: first }) } : {}),
  });
  const plan = deal.can.edit && (
    <Button
      variant="subtle"
      size="compact-xs"
      leftSection={<Icon name="plus" size={13} />}
      onClick={() => setAct({ name: "plan" })}
    >
      <Trans>Задача</Trans>
    </Button>
  );
  return (
    <Panel title={<Trans>Следующий шаг</Trans>} actions={plan}>
      <QueryView query={query} loading={<Loading rows={2} />}>
        {(tasks) =>
          tasks.length === 0 ? (
            <NothingPlanned isOpen={deal.state === "open"} />
          ) : (
            <ul className={classes.tasks}>
              {tasks.map((task) => (
                <TaskLine key={task.id} task={task} onAct={setAct} />
              ))}
            </ul>
          )
        }
      </QueryView>
      {act && <TaskDialog act={act} changes={changes} onClose={() => setAct(null)} />}
    </Panel>
  );
}

function NothingPlanned({ isOpen }: { isOpen: boolean }) {
  return (
    <p className={classes.soft}>
      {isOpen ? (
        <Trans>Ничего не запланировано. Без следующего шага сделку легко забыть.</Trans>
      ) : (
        <Trans>Ничего не запланировано.</Trans>
      )}
    </p>
  );
}

function TaskLine({ task, onAct }: { task: Task; onAct: (act: TaskAct) => void }) {
  const { t } = useLingui();
  const kinds = useTaskKinds();
  const isLate = new Date(task.due_at) < useNow();
  return (
    <li className={classes.task}>
      <Icon name={kinds[task.kind].icon} label={kinds[task.kind].label} />
      <div className={classes.words}>
        <span className={classes.name}>{task.title}</span>
        <span className={isLate ? classes.bad : classes.soft}>
          {isLate ? (
            <Trans>
              Просрочено: <Moment at={task.due_at} as="dateTime" />
            </Trans>
          ) : (
            <Moment at={task.due_at} as="dateTime" />
          )}
        </span>
        {task.note && <span className={classes.soft}>{task.note}</span>}
      </div>
      {task.can_edit && (
        <>
          <ActionIcon aria-label={t`Сделано: ${task.title}`} onClick={() => onAct({ name: "finish", task })}>
            <Icon name="check" />
          </ActionIcon>
          <Menu>
            <Menu.Target>
              <ActionIcon aria-label={t`Ещё: ${task.title}`}>
                <Icon name="dots" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<Icon name="edit" />} onClick={() => onAct({ name: "edit", task })}>
                <Trans>Изменить или перенести</Trans>
              </Menu.Item>
              <Menu.Item leftSection={<Icon name="close" />} onClick={() => onAct({ name: "cancel", task })}>
                <Trans>Отменить задачу</Trans>
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </>
      )}
    </li>
  );
}
