import { useLingui } from "@lingui/react/macro";
import { useId } from "react";

import type { DwellReport, StageCurve } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import { MetricHint } from "@/ui/metric-hint";

import classes from "../chart/picture.module.css";
import { PlainTable } from "../chart/plain-table";
import { useOpenList } from "../drill/use-open-list";
import { useFigureText } from "../table/use-figure-text";
import { Anchor } from "@mantine/core";

interface LimitsPanelProps {
  report: DwellReport;
  stages: readonly StageCurve[];
}

/** Beyond which time a deal counts as stuck in each stage, where that comes from, and how many are. */
export function LimitsPanel({ report, stages }: LimitsPanelProps) {
  const { t } = useLingui();
  const id = useId();
  const formats = useFormats();
  const text = useFigureText();
  const open = useOpenList(report.key);
  const rows = stages.map((stage) => {
    const hand = report.limits.find((limit) => limit.stage.id === stage.stage.id);
    const own = report.norms.find((norm) => norm.stage?.id === stage.stage.id && norm.deal_type === null);
    const norm = own ?? report.norms.find((one) => one.stage === null);
    const source = hand
      ? t`задан вручную`
      : own
        ? t`норма этапа, случаев: ${formats.number(own.cases)}`
        : norm
          ? t`норма воронки: своих случаев меньше 30`
          : t`нормы пока нет`;
    return {
      key: String(stage.stage.id),
      name: stage.stage.name,
      cells: [
        text(hand?.limit_s ?? norm?.norm_s ?? null, "working_s"),
        source,
        <Anchor
          key="stuck"
          component="button"
          type="button"
          className="num"
          onClick={() => open(stage.list, "stuck", stage.stage.name)}
        >
          {t`${formats.number(stage.stuck)} из ${formats.number(stage.open)}`}
        </Anchor>,
      ],
    };
  });
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <header className={classes.head}>
        <h2 id={id} className={classes.title}>
          <MetricHint
            definition={t`Застряла — стоит дольше предела: заданного вручную или нормы, за которую прошли этап 80 % выигранных сделок.`}
          >
            {t`Когда сделка считается застрявшей`}
          </MetricHint>
        </h2>
      </header>
      <PlainTable
        label={t`Пределы по этапам`}
        plain={{ head: [t`Этап`, t`Предел`, t`Откуда`, t`Застряли`], rows }}
      />
    </section>
  );
}
