import { Trans } from "@lingui/react/macro";

import type { TimelineEntry } from "@/api/types";
import { useFormats } from "@/ui/formats-context";
import { Icon } from "@/ui/icon";

import classes from "./story.module.css";
import { useFactWords } from "./use-fact-words";

export function StoryEntry({ entry }: { entry: TimelineEntry }) {
  const formats = useFormats();
  const { icon, tone, text } = useFactWords()(entry);
  return (
    <li className={classes.fact} data-tone={tone}>
      <span className={classes.icon}>
        <Icon name={icon} size={14} />
      </span>
      <span className={classes.words}>
        {text} <Actor entry={entry} />
      </span>
      <time className={classes.time} dateTime={entry.at} title={formats.dateTime(entry.at)}>
        {formats.time(entry.at)}
      </time>
      {entry.note?.text && <p className={classes.note}>{entry.note.text}</p>}
    </li>
  );
}

function Actor({ entry: { actor } }: { entry: TimelineEntry }) {
  if (actor.kind === "system")
    return (
      <span className={classes.actor}>
        · <Trans>система</Trans>
      </span>
    );
  if (actor.kind === "visitor")
    return (
      <span className={classes.actor}>
        · <Trans>клиент</Trans>
      </span>
    );
  return <span className={classes.actor}>· {actor.name}</span>;
}
