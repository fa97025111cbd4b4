import { Button, SegmentedControl } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";

import type { LossReviewIn, LossToReview } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import { QueryView } from "@/ui/query-view";
import { useErrorText } from "@/ui/use-error-text";

import classes from "../chart/picture.module.css";
import own from "./losses.module.css";
import { ReasonDialog } from "./reason-dialog";
import { agreementQuery, type ReviewSort, reviewQueueQuery, useReviewLoss } from "./review-queries";
import { ReviewLine } from "./review-line";

const FEW = 5;

/** What those in charge have not looked through yet: confirm the reason, change it, or return the deal to work. */
export function ReviewQueue() {
  const { t } = useLingui();
  const id = useId();
  const formats = useFormats();
  const errorText = useErrorText();
  const [sort, setSort] = useState<ReviewSort>("-closed_at");
  const [isWhole, setWhole] = useState(false);
  const [changing, setChanging] = useState<LossToReview | null>(null);
  const queue = useQuery(reviewQueueQuery(sort));
  const agreement = useQuery(agreementQuery());
  const reviewing = useReviewLoss();
  const review = (deal: string, answer: LossReviewIn) =>
    reviewing.mutate(
      { deal, review: answer },
      {
        onSuccess: () => setChanging(null),
        onError: (error) =>
          notifications.show({ color: "red", title: t`Разбор не сохранён`, message: errorText(error) }),
      },
    );
  const whole = agreement.data?.total;
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <header className={classes.head}>
        <h2 id={id} className={classes.title}>
          <Trans>Разобрать проигранные</Trans>
          {queue.data && <span className={own.count}>{formats.number(queue.data.total)}</span>}
        </h2>
        <SegmentedControl
          aria-label={t`Порядок разбора`}
          value={sort}
          onChange={(value) => setSort(value as ReviewSort)}
          data={[
            { value: "-closed_at", label: t`Свежие` },
            { value: "-amount", label: t`Крупные` },
          ]}
        />
      </header>
      <QueryView query={queue}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={classes.note}>
              <Trans>Всё разобрано.</Trans>
            </p>
          ) : (
            <>
              <ul className={own.queue} aria-label={t`Проигранные без разбора`}>
                {items.slice(0, isWhole ? items.length : FEW).map((loss) => (
                  <ReviewLine
                    key={loss.id}
                    loss={loss}
                    isBusy={reviewing.isPending}
                    onReview={(answer) => review(loss.id, answer)}
                    onChange={() => setChanging(loss)}
                  />
                ))}
              </ul>
              {items.length > FEW && (
                <Button variant="subtle" size="compact-xs" onClick={() => setWhole(!isWhole)}>
                  {isWhole ? <Trans>Свернуть</Trans> : <Trans>Показать больше</Trans>}
                </Button>
              )}
            </>
          )
        }
      </QueryView>
      {whole && whole.rate !== null && (
        <p className={classes.note}>
          <Trans>
            С причиной не согласились в {formats.percent(whole.rate)} разборов (n{" "}
            {formats.number(whole.reviewed)}).
          </Trans>
        </p>
      )}
      {changing && (
        <ReasonDialog
          loss={changing}
          isPending={reviewing.isPending}
          onChange={(reason, comment) => review(changing.id, { verdict: "changed", reason, comment })}
          onClose={() => setChanging(null)}
        />
      )}
    </section>
  );
}
