import { Tooltip } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";

import type { DealRow } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import { Icon } from "@/ui/icon";
import type { IconName } from "@/ui/icon-paths";
import { useNow } from "@/ui/use-now";

import classes from "./deal-marks.module.css";

type Marked = Pick<
  DealRow,
  | "state"
  | "created_at"
  | "last_contact_at"
  | "next_task_at"
  | "paused_until"
  | "answer_due_at"
  | "first_answer_at"
>;

interface Mark {
  key: string;
  icon: IconName;
  tone: "calm" | "warn" | "bad";
  text: string;
  hint: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Silence after which a card says so in a warning tone; the learned limits arrive with the reports. */
const LONG_SILENCE_MS = 3 * DAY_MS;

/** Silence, promised answer and pause of an open deal: each an icon with words, the tone only adds to them. */
export function DealMarks({ deal }: { deal: Marked }) {
  const marks = useMarks(deal);
  return (
    <ul className={classes.marks}>
      {marks.map((mark) => (
        <li key={mark.key} data-tone={mark.tone} className={classes.mark}>
          <Tooltip label={mark.hint} multiline maw={280}>
            <span className={classes.words}>
              <Icon name={mark.icon} size={13} />
              {mark.text}
            </span>
          </Tooltip>
        </li>
      ))}
    </ul>
  );
}

/** Beyond two days nobody counts hours, beyond some hours nobody counts minutes. */
function rounded(ms: number): number {
  const step = ms > 2 * DAY_MS ? DAY_MS : ms > 4 * HOUR_MS ? HOUR_MS : 1;
  return Math.floor(ms / step) * step;
}

function useMarks(deal: Marked): Mark[] {
  const { t } = useLingui();
  const formats = useFormats();
  const now = useNow();
  if (deal.state !== "open") return [];
  const marks: Mark[] = [];
  const spanOf = (ms: number) => formats.span(rounded(Math.abs(ms)) / 1000);

  if (deal.answer_due_at && !deal.first_answer_at) {
    const left = new Date(deal.answer_due_at).getTime() - now.getTime();
    const due = formats.dateTime(deal.answer_due_at);
    const span = spanOf(left);
    marks.push(
      left < 0
        ? {
            key: "due",
            icon: "warning",
            tone: "bad",
            text: t`Ответ просрочен: ${span}`,
            hint: t`Надо было ответить до ${due}`,
          }
        : {
            key: "due",
            icon: "clock",
            tone: "warn",
            text: t`Ответить за ${span}`,
            hint: t`Ответить до ${due}`,
          },
    );
  }
  if (deal.next_task_at) {
    const due = formats.dateTime(deal.next_task_at);
    const left = new Date(deal.next_task_at).getTime() - now.getTime();
    const span = spanOf(left);
    const soon = formats.relative(deal.next_task_at, now);
    marks.push(
      left < 0
        ? {
            key: "task",
            icon: "warning",
            tone: "bad",
            text: t`Задача просрочена: ${span}`,
            hint: t`Надо было сделать до ${due}`,
          }
        : {
            key: "task",
            icon: "check",
            tone: "calm",
            text: t`Задача ${soon}`,
            hint: t`Следующий шаг: ${due}`,
          },
    );
  } else if (!deal.paused_until) {
    marks.push({
      key: "task",
      icon: "warning",
      tone: "warn",
      text: t`Нет следующего шага`,
      hint: t`По сделке ничего не запланировано`,
    });
  }
  if (deal.paused_until) {
    const until = formats.date(deal.paused_until);
    marks.push({
      key: "pause",
      icon: "pause",
      tone: "calm",
      text: t`Пауза до ${until}`,
      hint: t`Сделка отложена до ${until} и не считается забытой`,
    });
  }
  if (deal.last_contact_at) {
    const silence = now.getTime() - new Date(deal.last_contact_at).getTime();
    const at = formats.dateTime(deal.last_contact_at);
    const span = spanOf(silence);
    const isLong = silence > LONG_SILENCE_MS && !deal.paused_until;
    marks.push({
      key: "silence",
      icon: isLong ? "warning" : "message",
      tone: isLong ? "warn" : "calm",
      text: t`Тишина ${span}`,
      hint: t`Последний контакт с клиентом: ${at}`,
    });
  } else {
    marks.push({
      key: "silence",
      icon: "message",
      tone: "warn",
      text: t`Контакта не было`,
      hint: t`С клиентом ещё ни разу не поговорили`,
    });
  }
  return marks;
}
