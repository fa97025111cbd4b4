import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";

import { PageHead } from "@/ui/page-head";
import { Screen } from "@/ui/screen";

import { SubNavigation } from "../head/sub-navigation";
import { KINDS } from "../kinds";
import { catalogueQuery } from "../queries";
import { QuestionCard } from "./question-card";
import classes from "./start.module.css";

/** One card per question of the business, each with its figure and how it moves. */
export function StartPage() {
  const { t, i18n } = useLingui();
  const catalogue = useQuery(catalogueQuery(i18n.locale));
  return (
    <Screen>
      <SubNavigation />
      <PageHead
        title={t`Отчёты`}
        lead={
          <Trans>
            Вопросы о продажах и ответы на них за последние 90 дней. Числа живые и одинаковые для всех.
          </Trans>
        }
      />
      <ul className={classes.cards} aria-label={t`Вопросы`}>
        {KINDS.map((kind) => (
          <QuestionCard
            key={kind.key}
            kind={kind}
            info={catalogue.data?.items.find((one) => one.key === kind.key)}
          />
        ))}
      </ul>
    </Screen>
  );
}
