import { SegmentedControl } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";

import type { CheckRow, ChecksReport } from "@/api/types";

import type { NamedRow } from "../answer";
import type { BodyProps } from "../kinds";
import { AttachPicture } from "./attach-picture";
import classes from "./checks.module.css";
import { GapPicture } from "./gap-picture";
import { SpreadPicture } from "./spread-picture";

interface DetailPicturesProps extends Omit<BodyProps, "report"> {
  report: ChecksReport;
  rows: readonly NamedRow<CheckRow>[];
}

/** One of three looks at why checks differ; only the one on screen is asked for. */
export function DetailPictures({ report, rows, question, onChange }: DetailPicturesProps) {
  const { t } = useLingui();
  const detail = question.own.detail?.[0] ?? "none";
  return (
    <div className={classes.detail}>
      <div className={classes.choice}>
        <SegmentedControl
          aria-label={t`Что показать рядом`}
          value={detail}
          onChange={(value) => onChange({ detail: value === "none" ? undefined : value })}
          data={[
            { value: "none", label: t`Из чего разница` },
            { value: "categories", label: t`Категории вместе` },
            { value: "products", label: t`Товары вместе` },
            { value: "trend", label: t`Разброс по времени` },
          ]}
        />
      </div>
      {report.attached ? (
        <AttachPicture pairs={report.attached} />
      ) : report.trend ? (
        <SpreadPicture trend={report.trend} grain={question.query.interval?.[0]} />
      ) : (
        <GapPicture rows={rows} />
      )}
    </div>
  );
}
