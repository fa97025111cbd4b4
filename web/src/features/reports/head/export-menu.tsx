import { Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { API_ROOT } from "@/api/client";
import { type FilterValues, stringifySearch } from "@/lib/search-params";
import { Icon } from "@/ui/icon";

import { type ShownPicture, usePicturesOnPage } from "../chart/pictures-on-page";
import classes from "./head.module.css";

interface ExportMenuProps {
  report: string;
  query: FilterValues;
  /** Under each picture's own title in its file: the report, the period, the moment. */
  lines: readonly string[];
  onMail: () => void;
}

/** The table as a file, each picture as a file, the page on paper, or the report by mail. */
export function ExportMenu({ report, query, lines, onMail }: ExportMenuProps) {
  const { t } = useLingui();
  const shown = usePicturesOnPage();
  const [pictures, setPictures] = useState<[string, ShownPicture][]>([]);
  const file = (format: string) => `${API_ROOT}/reports/${report}${stringifySearch({ ...query, format })}`;
  const savePicture = async (picture: ShownPicture, place: number) => {
    try {
      const { savePng } = await import("../chart/png");
      await savePng(picture, lines, `${report}-${place + 1}.png`);
    } catch {
      notifications.show({
        color: "red",
        message: t`Картинка не сохранилась. Обновите страницу и повторите.`,
      });
    }
  };
  return (
    <Menu width={300} onOpen={() => setPictures(shown())}>
      <Menu.Target>
        <Button
          variant="default"
          className={classes.tools}
          leftSection={<Icon name="download" />}
          rightSection={<Icon name="chevronDown" size={14} />}
        >
          <Trans>Выгрузить</Trans>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Trans>Таблица</Trans>
        </Menu.Label>
        <Menu.Item component="a" href={file("csv")} download>
          CSV
        </Menu.Item>
        <Menu.Item component="a" href={file("xlsx")} download>
          Excel (XLSX)
        </Menu.Item>
        {pictures.length > 0 && (
          <Menu.Label>
            <Trans>Картинка PNG</Trans>
          </Menu.Label>
        )}
        {pictures.map(([id, picture], place) => (
          <Menu.Item key={id} onClick={() => void savePicture(picture, place)}>
            {picture.title}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => window.print()}>
          <Trans>Напечатать</Trans>
        </Menu.Item>
        <Menu.Item onClick={onMail}>
          <Trans>Присылать по почте…</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
