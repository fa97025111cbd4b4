import { Button } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId } from "react";

import { Failure } from "@/ui/failure";
import { useFormats } from "@/ui/formats-context";
import { Loading } from "@/ui/loading";
import { Money } from "@/ui/money";

import { listSearch } from "../answer";
import classes from "../chart/picture.module.css";
import { LevelMark } from "../drill/level-mark";
import { type ReportDeal, reportDealsQuery } from "../queries";
import { useFigureText } from "../table/use-figure-text";
import { AgeBar } from "./age-bar";
import own from "./forgotten.module.css";

const SHOWN = 12;

interface OldestPanelProps {
  list: string | null | undefined;
  total: number;
}

/** The longest silent first: nothing ages out of sight. */
export function OldestPanel({ list, total }: OldestPanelProps) {
  const { t } = useLingui();
  const id = useId();
  const formats = useFormats();
  const search = listSearch(list ?? "", "forgotten");
  const deals = useInfiniteQuery(reportDealsQuery("forgotten", search));
  const rows = (deals.data?.pages[0]?.items ?? []).slice(0, SHOWN);
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <header className={classes.head}>
        <h2 id={id} className={classes.title}>
          <Trans>Дольше всех без ответа</Trans>
        </h2>
        {total > 0 && (
          <Button
            variant="subtle"
            size="compact-xs"
            renderRoot={(props) => (
              <Link
                {...props}
                to="/reports/$report/deals"
                params={{ report: "forgotten" }}
                search={{ ...search, title: t`Забытые сделки` }}
              />
            )}
          >
            <Trans>Все {formats.number(total)}</Trans>
          </Button>
        )}
      </header>
      {deals.isPending && <Loading rows={6} />}
      {deals.error && !deals.data && <Failure error={deals.error} onRetry={() => void deals.refetch()} />}
      {deals.data && rows.length === 0 && (
        <p className={classes.note}>
          <Trans>Забытых сделок нет: с каждым клиентом связывались в срок.</Trans>
        </p>
      )}
      <ol className={own.oldest} aria-label={t`Самые давно забытые`}>
        {rows.map((row) => (
          <OldDeal key={row.id} row={row} />
        ))}
      </ol>
    </section>
  );
}

function OldDeal({ row }: { row: ReportDeal }) {
  const { t } = useLingui();
  const text = useFigureText();
  const read = (key: string) => Number(row.details?.[key] ?? 0);
  const silent = text(read("silent_s"), "working_s", { short: true });
  const limit = text(read("limit_s"), "working_s");
  return (
    <li className={own.deal}>
      <div className={own.words}>
        {row.can.open ? (
          <Link to="/deals/$dealId" params={{ dealId: row.id }} className={own.title}>
            {row.title}
          </Link>
        ) : (
          <span className={own.title}>{row.title || t`Сделка коллеги`}</span>
        )}
        <span className={own.soft}>
          {[row.owner?.name ?? t`без менеджера`, row.stage.name].join(" · ")}
          {row.amount !== null && (
            <>
              {" · "}
              <Money amount={row.amount} />
            </>
          )}
        </span>
      </div>
      <div className={own.age}>
        <AgeBar
          silent={read("silent_s")}
          limit={read("limit_s")}
          label={t`молчание ${silent} при пределе ${limit}`}
        />
        <span className={`num ${own.soft}`}>
          <Trans>
            {silent} из {limit}
          </Trans>
        </span>
      </div>
      <LevelMark level={read("level")} />
    </li>
  );
}
