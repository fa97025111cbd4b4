// The left rail, the `g …` jumps and the palette's "go to" all read this one list.
import { msg } from "@lingui/core/macro";
import type { MessageDescriptor } from "@lingui/core";
import type { LinkProps } from "@tanstack/react-router";

import type { Me } from "@/api/types";
import type { IconName } from "@/ui/icon-paths";

export interface Place {
  to: LinkProps["to"];
  label: MessageDescriptor;
  icon: IconName;
  /** Second key of the jump: `g` then this. */
  key: string;
  shown?: (me: Me) => boolean;
}

export const PLACES: Place[] = [
  { to: "/desk", label: msg`Стол`, icon: "desk", key: "h" },
  { to: "/deals", label: msg`Сделки`, icon: "deals", key: "d" },
  { to: "/inbox", label: msg`Заявки`, icon: "inbox", key: "i" },
  { to: "/clients", label: msg`Клиенты`, icon: "clients", key: "c" },
  { to: "/offers", label: msg`Предложения`, icon: "offer", key: "o" },
  { to: "/reports", label: msg`Отчёты`, icon: "reports", key: "r" },
  { to: "/settings", label: msg`Настройки`, icon: "settings", key: "s" },
];
