import { Button, Menu } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import type { SavedView } from "@/api/types";
import { parseSearch, stringifySearch } from "@/lib/search-params";
import { Icon } from "@/ui/icon";

import { savedViewsQuery } from "../queries";
import { useDeleteView } from "../view-mutations";
import { type DealsScreen, toSearch, validateDealsSearch } from "./deals-search";
import { SaveViewDialog } from "./save-view-dialog";

/** Filters, sorting and columns under a name, kept for oneself or shared with the team or everybody. */
export function SavedViews({ screen }: { screen: DealsScreen }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const views = useQuery(savedViewsQuery());
  const [isSaving, setSaving] = useState(false);
  const removeView = useDeleteView();
  const now = stringifySearch(toSearch(screen)).replace(/^\?/, "");
  const items = views.data?.items ?? [];
  const current = items.find((view) => view.query === now);
  const open = (view: SavedView) =>
    void navigate({ to: "/deals", search: validateDealsSearch(parseSearch(view.query)) });

  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<Icon name="star" />}
            rightSection={<Icon name="chevronDown" size={14} />}
          >
            {current ? current.name : <Trans>Виды</Trans>}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <ViewGroup label={t`Мои`} views={items.filter((view) => view.shared_with === "me")} onOpen={open} />
          <ViewGroup
            label={t`Команды`}
            views={items.filter((view) => view.shared_with === "team")}
            onOpen={open}
          />
          <ViewGroup
            label={t`Общие`}
            views={items.filter((view) => view.shared_with === "all")}
            onOpen={open}
          />
          {items.length === 0 && (
            <Menu.Label>
              <Trans>Сохраните набор фильтров, чтобы возвращаться к нему одним нажатием</Trans>
            </Menu.Label>
          )}
          <Menu.Divider />
          <Menu.Item leftSection={<Icon name="plus" />} onClick={() => setSaving(true)}>
            <Trans>Сохранить этот вид…</Trans>
          </Menu.Item>
          {current?.is_mine && (
            <Menu.Item
              leftSection={<Icon name="trash" />}
              color="red"
              onClick={() => removeView.mutate(current.id)}
            >
              <Trans>Удалить вид «{current.name}»</Trans>
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isSaving && (
        <SaveViewDialog
          query={now}
          own={items.filter((view) => view.is_mine)}
          onClose={() => setSaving(false)}
        />
      )}
    </>
  );
}

function ViewGroup({
  label,
  views,
  onOpen,
}: {
  label: string;
  views: SavedView[];
  onOpen: (view: SavedView) => void;
}) {
  if (views.length === 0) return null;
  return (
    <>
      <Menu.Label>{label}</Menu.Label>
      {views.map((view) => (
        <Menu.Item key={view.id} onClick={() => onOpen(view)}>
          {view.name}
        </Menu.Item>
      ))}
    </>
  );
}
