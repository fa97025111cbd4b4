import { Tooltip } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";

import { useFormats } from "@/ui/formats-context";
import { Moment } from "@/ui/moment";

import type { ReportAnswer } from "../answer";
import classes from "./head.module.css";

/** The moment the figures stand at, and the place in the journal up to which everything is counted. */
export function AsOf({ report }: { report: ReportAnswer }) {
  const { t } = useLingui();
  const formats = useFormats();
  return (
    <Tooltip
      multiline
      w={280}
      events={{ hover: true, focus: true, touch: true }}
      label={t`Учтены все записи журнала до этой. Отчёт обновляется сам, когда что-то меняется.`}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the hint must be reached by keyboard */}
      <span tabIndex={0} className={classes.asOf}>
        <Trans>
          На <Moment at={report.as_of} as="dateTime" />, запись №&nbsp;{formats.number(report.position)}
        </Trans>
      </span>
    </Tooltip>
  );
}
