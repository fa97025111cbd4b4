import { Badge, Progress } from "@mantine/core";
import { Trans } from "@lingui/react/macro";
import { Fragment } from "react";

import type { Offer, OfferReading } from "@/api/types";
import { deviceName } from "@/lib/device-name";
import { useFormats } from "@/ui/formats-context";
import { Icon } from "@/ui/icon";
import { Moment } from "@/ui/moment";

import classes from "./offers.module.css";
import { useSectionNames } from "./use-offer-words";

/** Every opening of every version with what was read for how long, the newest first. */
export function Readings({ offer }: { offer: Offer }) {
  if (offer.readings.length === 0) {
    return (
      <p className={classes.soft}>
        <Trans>
          Пока никто не открывал. Роботы мессенджеров и ваши собственные просмотры не считаются; как только
          клиент откроет ссылку, здесь появится строка.
        </Trans>
      </p>
    );
  }
  return (
    <ul className={classes.list}>
      {offer.readings.map((reading) => (
        <li key={reading.id} className={classes.card}>
          <Reading reading={reading} />
        </li>
      ))}
    </ul>
  );
}

function Reading({ reading }: { reading: OfferReading }) {
  const formats = useFormats();
  const names = useSectionNames();
  const sections = Object.entries(names).map(([key, name]) => ({
    name,
    seconds: reading.sections[key] ?? 0,
  }));
  const longest = Math.max(...sections.map((section) => section.seconds));
  return (
    <>
      <div className={classes.row}>
        <strong>
          <Moment at={reading.opened_at} as="dateTime" />
        </strong>
        {reading.is_now ? (
          <Badge color="green" variant="filled" leftSection={<Icon name="eye" size={12} />}>
            <Trans>Читает сейчас</Trans>
          </Badge>
        ) : (
          <span className={classes.soft}>
            <Trans>Версия {reading.version}</Trans>
          </span>
        )}
      </div>
      <p className={classes.soft}>
        {[deviceName(reading.user_agent), reading.ip].filter(Boolean).join(" · ")}
      </p>
      {longest > 0 && (
        <div className={classes.bars}>
          {sections.map(({ name, seconds }) => (
            <Fragment key={name}>
              <span>{name}</span>
              <Progress value={(100 * seconds) / longest} aria-label={name} />
              <span className="num">
                {seconds > 0 ? seconds < 60 ? <Trans>{seconds} с</Trans> : formats.span(seconds) : "—"}
              </span>
            </Fragment>
          ))}
        </div>
      )}
    </>
  );
}
