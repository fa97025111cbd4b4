import { Button, Menu } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import type { SavedView, SavedViewDraft } from "@/api/types";

import { Icon } from "../icon";
import { SaveViewDialog } from "./save-view-dialog";

interface SavedViewsMenuProps {
  views: SavedView[];
  /** The query of the screen as it stands. */
  query: string;
  onOpen: (view: SavedView) => void;
  onSave: (view: SavedViewDraft, id?: number) => Promise<unknown>;
  onRemove: (id: number) => void;
}

/** What a screen shows under a name, kept for oneself or shared with the team, a role or everybody. */
export function SavedViewsMenu({ views, query, onOpen, onSave, onRemove }: SavedViewsMenuProps) {
  const { t } = useLingui();
  const [isSaving, setSaving] = useState(false);
  const current = views.find((view) => view.query === query);
  const groups = [
    { label: t`Мои`, of: (view: SavedView) => view.shared_with === "me" },
    { label: t`Команды`, of: (view: SavedView) => view.shared_with === "team" },
    {
      label: t`Для должности`,
      of: (view: SavedView) => ["manager", "lead", "head"].includes(view.shared_with),
    },
    { label: t`Общие`, of: (view: SavedView) => view.shared_with === "all" },
  ];
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
          {groups.map(({ label, of }) => (
            <ViewGroup key={label} label={label} views={views.filter(of)} onOpen={onOpen} />
          ))}
          {views.length === 0 && (
            <Menu.Label>
              <Trans>Сохраните набор фильтров, чтобы возвращаться к нему одним нажатием</Trans>
            </Menu.Label>
          )}
          <Menu.Divider />
          <Menu.Item leftSection={<Icon name="plus" />} onClick={() => setSaving(true)}>
            <Trans>Сохранить этот вид…</Trans>
          </Menu.Item>
          {current?.is_mine && (
            <Menu.Item leftSection={<Icon name="trash" />} color="red" onClick={() => onRemove(current.id)}>
              <Trans>Удалить вид «{current.name}»</Trans>
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isSaving && (
        <SaveViewDialog
          query={query}
          own={views.filter((view) => view.is_mine)}
          onSave={onSave}
          onClose={() => setSaving(false)}
        />
      )}
    </>
  );
}

interface ViewGroupProps {
  label: string;
  views: SavedView[];
  onOpen: (view: SavedView) => void;
}

function ViewGroup({ label, views, onOpen }: ViewGroupProps) {
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
