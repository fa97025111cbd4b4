// The reports there are: which question each answers, what stands in large figures, and the code of its page.
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { ComponentType } from "react";

import type { SearchValues } from "@/lib/search-params";

import type { ReportAnswer } from "./answer";
import type { Preset } from "./question/periods";
import type { Group, ReportQuestion } from "./question/report-search";

export interface BodyProps {
  report: ReportAnswer;
  question: ReportQuestion;
  onChange: (next: SearchValues) => void;
}

export type ControlsProps = Omit<BodyProps, "report">;

export interface ReportParts {
  Body: ComponentType<BodyProps>;
  /** What this report asks besides period, grouping and filters. */
  Controls?: ComponentType<ControlsProps>;
}

export interface ReportKind {
  key: string;
  /** As the sub-navigation calls it. */
  name: MessageDescriptor;
  /** The question of the business, in our words. */
  question: MessageDescriptor;
  /** The figure that stands large on the start page, and the one that says how much it is made of. */
  headline: string;
  sample: string;
  /** The words of the address that only this report takes. */
  own: readonly string[];
  /** Figures that are sums: against a whole team they would only say that one is not all. */
  sums?: readonly string[];
  /** Durations that are working time. */
  working?: readonly string[] | "all";
  groups?: readonly Group[];
  preset?: Preset;
  /** A state as of now, which no period cuts. */
  isNow?: boolean;
  /** It speaks of the stages of one pipeline at a time. */
  isOfPipeline?: boolean;
  load: () => Promise<ReportParts>;
}

export const KINDS: readonly ReportKind[] = [
  {
    key: "conversion",
    name: msg`Конверсия`,
    question: msg`Кто превращает первые обращения в следующий шаг — и как менеджеры выглядят рядом.`,
    headline: "rate",
    sample: "entered",
    own: ["mode", "by", "step_from", "step_to"],
    isOfPipeline: true,
    load: () => import("./conversion/conversion-report").then((parts) => parts.conversionParts),
  },
  {
    key: "checks",
    name: msg`Чеки`,
    question: msg`Насколько крупны, прибыльны и разнообразны чеки у каждого — и почему они разные.`,
    headline: "mean",
    sample: "valued",
    own: ["detail"],
    sums: ["amount", "margin"],
    load: () => import("./checks/checks-report").then((parts) => parts.checksParts),
  },
  {
    key: "losses",
    name: msg`Проигранные`,
    question: msg`Сколько сделок не дошло до покупки, чьи они были и как над ними работали.`,
    headline: "lost",
    sample: "lost",
    own: [],
    sums: ["amount", "expected_margin"],
    working: "all",
    load: () => import("./losses/losses-report").then((parts) => parts.lossesParts),
  },
  {
    key: "forgotten",
    name: msg`Забытые`,
    question: msg`Какие открытые сделки забыли, чьи они и сколько в них денег.`,
    headline: "forgotten",
    sample: "open",
    own: [],
    sums: ["amount"],
    isNow: true,
    load: () => import("./forgotten/forgotten-report").then((parts) => parts.forgottenParts),
  },
  {
    key: "dwell",
    name: msg`Время на этапах`,
    question: msg`Сколько сделки стоят на каждом этапе у каждого — и какие застряли.`,
    headline: "median_s",
    sample: "visits",
    own: [],
    sums: ["visits", "returns", "ping_pong"],
    working: "all",
    isOfPipeline: true,
    load: () => import("./dwell/dwell-report").then((parts) => parts.dwellParts),
  },
  {
    key: "cycle",
    name: msg`Цикл`,
    question: msg`Сколько проходит от первого контакта до конца — и на кого уходит это время.`,
    headline: "median_won_s",
    sample: "deals",
    own: [],
    working: ["first_answer_median_s"],
    load: () => import("./cycle/cycle-report").then((parts) => parts.cycleParts),
  },
  {
    key: "refusals",
    name: msg`Отказы`,
    question: msg`Какие причины отказов повторяются — у кого, где и что они стоят.`,
    headline: "lost",
    sample: "lost",
    own: [],
    sums: ["amount"],
    load: () => import("./refusals/refusals-report").then((parts) => parts.refusalsParts),
  },
  {
    key: "sla",
    name: msg`Ответ в срок`,
    question: msg`На какую долю обращений ответили вовремя и как быстро.`,
    headline: "rate",
    sample: "requests",
    own: ["deadline"],
    working: "all",
    load: () => import("./sla/sla-report").then((parts) => parts.slaParts),
  },
  {
    key: "activity",
    name: msg`Активность`,
    question: msg`Что сделано на сделках: звонки, сообщения, встречи, предложения и задачи.`,
    headline: "active_days",
    sample: "active_days",
    own: [],
    sums: [
      "calls",
      "answered_calls",
      "call_s",
      "messages",
      "meetings",
      "offers_sent",
      "offers_opened",
      "tasks_done",
      "tasks_on_time",
      "notes",
      "recordings_heard",
      "active_days",
    ],
    load: () => import("./activity/activity-report").then((parts) => parts.activityParts),
  },
];

export const kindOf = (key: string): ReportKind | undefined => KINDS.find((kind) => kind.key === key);
