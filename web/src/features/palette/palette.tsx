import { Kbd } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight } from "@mantine/spotlight";
import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";

import type { SearchHit, SearchKind } from "@/api/types";
import { Icon } from "@/ui/icon";
import type { IconName } from "@/ui/icon-paths";

import classes from "./palette.module.css";
import { markFirstLine, paletteStore } from "./palette-store";
import { searchQuery } from "./queries";

export interface PaletteAction {
  id: string;
  label: string;
  icon: IconName;
  keys?: string;
  run: () => void;
}

const HIT_ICONS: Record<SearchKind, IconName> = {
  deal: "deals",
  contact: "user",
  company: "company",
  request: "inbox",
};
const HIT_PATHS: Record<SearchKind, string> = {
  deal: "/deals/",
  contact: "/clients/contacts/",
  company: "/clients/companies/",
  request: "/inbox/",
};

/** One field that finds any record and does any act. */
export function Palette({ actions }: { actions: PaletteAction[] }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  const [settled] = useDebouncedValue(query.trim(), 150);
  const found = useQuery(searchQuery(settled));
  const hits = query.trim() ? (found.data?.items ?? []) : [];
  // Follows the server's answer into the list, which keeps its own mark of the current line.
  useEffect(() => {
    if (found.data) markFirstLine();
  }, [found.data]);
  const fitting = actions.filter((action) =>
    action.label.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase()),
  );
  const open = (hit: SearchHit) => void navigate({ href: HIT_PATHS[hit.kind] + hit.id });
  const nothing = found.isError
    ? t`Поиск сейчас не отвечает`
    : found.isFetching
      ? t`Ищем…`
      : t`Ничего не найдено`;

  return (
    <Spotlight.Root
      store={paletteStore}
      query={query}
      onQueryChange={setQuery}
      shortcut={["mod + K"]}
      scrollable
      maxHeight={420}
      centered={false}
      classNames={{
        action: classes.action,
        actionDescription: classes.description,
        actionsGroup: classes.group,
        actionSection: classes.section,
      }}
      overlayProps={{ backgroundOpacity: 0.35 }}
    >
      <Spotlight.Search
        placeholder={t`Сделка, клиент, телефон или действие…`}
        aria-label={t`Найти или сделать`}
        leftSection={<Icon name="search" />}
      />
      <Spotlight.ActionsList>
        {hits.length > 0 && (
          <Spotlight.ActionsGroup label={t`Найдено`}>
            {hits.map((hit) => (
              <Spotlight.Action
                key={`${hit.kind}-${hit.id}`}
                label={hit.title}
                description={hit.hint}
                leftSection={<Icon name={HIT_ICONS[hit.kind]} />}
                onClick={() => open(hit)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {fitting.length > 0 && (
          <Spotlight.ActionsGroup label={t`Действия`}>
            {fitting.map((action) => (
              <Spotlight.Action
                key={action.id}
                label={action.label}
                leftSection={<Icon name={action.icon} />}
                rightSection={action.keys && <Kbd size="xs">{action.keys}</Kbd>}
                onClick={action.run}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {hits.length + fitting.length === 0 && <Spotlight.Empty>{nothing}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
