import { Button, Group } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";

import type { LossReviewIn, LossToReview } from "@/api/types";
import { useConfirm } from "@/ui/confirm";
import { useFormats } from "@/ui/formats-context";
import { Moment } from "@/ui/moment";

import { isLossLabel, useLossLabels } from "../drill/loss-labels";
import { useFigureText } from "../table/use-figure-text";
import own from "./losses.module.css";

interface ReviewLineProps {
  loss: LossToReview;
  isBusy: boolean;
  onReview: (answer: LossReviewIn) => void;
  onChange: () => void;
}

export function ReviewLine({ loss, isBusy, onReview, onChange }: ReviewLineProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const confirm = useConfirm();
  const about = useCardText(loss);
  const { title } = loss;
  const askToReturn = () =>
    confirm({
      title: t`Вернуть в работу?`,
      text: t`Сделка «${title}» снова откроется на том этапе, где была.`,
      yes: t`Вернуть`,
      onYes: () => onReview({ verdict: "returned" }),
    });
  return (
    <li className={own.line}>
      <div className={own.words}>
        <Link to="/deals/$dealId" params={{ dealId: loss.id }} className={own.deal}>
          {title}
        </Link>
        <span className={own.soft}>
          {[
            loss.owner?.name ?? t`без менеджера`,
            loss.stage.name,
            ...(loss.amount === null ? [] : [formats.money(loss.amount, { currency: loss.currency })]),
          ].join(" · ")}
          {" · "}
          <Moment at={loss.closed_at} />
        </span>
      </div>
      <div className={own.words}>
        <span>{loss.loss_reason ? `${loss.loss_reason.group.name}: ${loss.loss_reason.name}` : "—"}</span>
        <span className={own.soft}>{[loss.loss_comment, about].filter(Boolean).join(" · ")}</span>
      </div>
      <Group gap={6} className={own.acts} role="group" aria-label={t`Разбор: ${title}`}>
        <Button
          size="compact-xs"
          variant="light"
          disabled={isBusy}
          onClick={() => onReview({ verdict: "confirmed" })}
        >
          <Trans>Верно</Trans>
        </Button>
        <Button size="compact-xs" variant="default" disabled={isBusy} onClick={onChange}>
          <Trans>Другая причина</Trans>
        </Button>
        <Button size="compact-xs" variant="default" disabled={isBusy} onClick={askToReturn}>
          <Trans>В работу</Trans>
        </Button>
      </Group>
    </li>
  );
}

/** How the deal had been worked, in one line. */
function useCardText({ card }: LossToReview): string {
  const { t } = useLingui();
  const formats = useFormats();
  const text = useFigureText();
  const labels = useLossLabels();
  if (!card) return "";
  const [touches, silence] = [formats.number(card.touches), text(card.silence_s, "working_s")];
  return [
    ...(isLossLabel(card.label) ? [labels[card.label]] : []),
    t`контактов: ${touches}`,
    ...(card.silence_s > 0 ? [t`молчали до ${silence}`] : []),
    ...(card.in_time === false ? [t`первый ответ позже срока`] : []),
  ].join(", ");
}
