import { SegmentedControl } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { useId, useRef, useState } from "react";

import type { Desk, DeskRow } from "@/api/types";

import { COLUMNS, type ColumnName, useColumnWords } from "./columns";
import { type DeskAct, DeskDialog } from "./desk-dialog";
import { DeskLine } from "./desk-line";
import classes from "./desk.module.css";
import { useDeskKeys } from "./use-desk-keys";
import { useKeptPlace } from "./use-kept-place";

/** Four columns side by side; on a phone one at a time. */
export function DeskColumns({ desk }: { desk: Desk }) {
  const { t } = useLingui();
  const words = useColumnWords();
  const [shown, setShown] = useState<ColumnName>("now");
  const [act, setAct] = useState<DeskAct | null>(null);
  const board = useRef<HTMLDivElement>(null);
  const rows = COLUMNS.flatMap((name) => desk[name].rows);
  const place = useKeptPlace(board, desk);
  const close = () => {
    setAct(null);
    place.comeBack();
  };
  const onKeyDown = useDeskKeys({
    board,
    findRow: (key) => rows.find((row) => row.key === key),
    onAct: setAct,
  });
  return (
    <>
      <SegmentedControl
        className={classes.parts}
        fullWidth
        aria-label={t`Столбец`}
        value={shown}
        onChange={(next) => setShown(next as ColumnName)}
        data={COLUMNS.map((name) => ({ value: name, label: `${words[name].title} ${desk[name].count}` }))}
      />
      {/* Keys pressed on a row's link arrive here. */}
      <div
        ref={board}
        role="presentation"
        className={classes.columns}
        data-part={shown}
        onFocus={place.onFocus}
        onKeyDown={onKeyDown}
      >
        {COLUMNS.map((name) => (
          <Column key={name} name={name} column={desk[name]} onAct={setAct} />
        ))}
      </div>
      {act && <DeskDialog key={`${act.row.key} ${act.name}`} act={act} onAct={setAct} onClose={close} />}
    </>
  );
}

interface ColumnProps {
  name: ColumnName;
  column: { count: number; rows: DeskRow[] };
  onAct: (act: DeskAct) => void;
}

function Column({ name, column, onAct }: ColumnProps) {
  const { t } = useLingui();
  const words = useColumnWords()[name];
  const id = useId();
  const hidden = column.count - column.rows.length;
  return (
    <section className={classes.column} data-name={name} data-desk-column={name} aria-labelledby={id}>
      <h2 id={id} className={classes.name}>
        {words.title} <span className={classes.count}>{column.count}</span>
      </h2>
      {column.rows.length === 0 ? (
        <p className={classes.empty}>{words.empty}</p>
      ) : (
        <ul className={classes.rows}>
          {column.rows.map((row) => (
            <DeskLine key={row.key} row={row} onAct={onAct} />
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <p className={classes.more}>{t`И ещё ${hidden}: они станут видны, когда разберёте эти.`}</p>
      )}
    </section>
  );
}
