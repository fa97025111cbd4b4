import { Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";

interface Question {
  title: string;
  text: ReactNode;
  /** A verb, never "Да": the button must say what it does. */
  yes: string;
  danger?: boolean;
  onYes: () => void;
}

/** Asks before an act that cannot be taken back. */
export function useConfirm(): (question: Question) => void {
  const { t } = useLingui();
  return ({ title, text, yes, danger, onYes }) => {
    modals.openConfirmModal({
      title,
      children: <Text size="sm">{text}</Text>,
      labels: { confirm: yes, cancel: t`Отмена` },
      confirmProps: { color: danger ? "red" : undefined },
      onConfirm: onYes,
    });
  };
}
