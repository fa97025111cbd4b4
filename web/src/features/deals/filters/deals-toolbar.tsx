import { SegmentedControl, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";

import { useDictionaries } from "@/api/dictionary-queries";
import { FilterBar } from "@/ui/filter-bar";
import { Icon } from "@/ui/icon";

import { useSingleKeys } from "@/ui/use-single-keys";
import type { DealsScreen, Scope } from "./deals-search";
import classes from "./deals-toolbar.module.css";
import { useFilterFields } from "./use-filter-fields";

interface DealsToolbarProps {
  screen: DealsScreen;
  /** The board's pipeline; on the list none means all. */
  pipeline: number | null;
  onChange: (change: Partial<DealsScreen>) => void;
}

/** Pipeline, whose deals, search and filter chips; all of it lives in the URL. */
export function DealsToolbar({ screen, pipeline, onChange }: DealsToolbarProps) {
  const { t } = useLingui();
  const fields = useFilterFields(screen.view, screen.pipelines);
  const pipelines = useDictionaries().pipelines.filter((one) => !one.is_archived || one.id === pipeline);
  return (
    <div className={classes.toolbar}>
      <FilterBar fields={fields} values={screen.filters} onChange={(filters) => onChange({ filters })}>
        <Select
          aria-label={t`Воронка`}
          className={classes.pipeline}
          allowDeselect={false}
          placeholder={t`Все воронки`}
          clearable={screen.view === "list"}
          clearButtonProps={{ "aria-label": t`Все воронки` }}
          data={pipelines.map((one) => ({ value: String(one.id), label: one.name }))}
          value={pipeline === null ? null : String(pipeline)}
          onChange={(id) => onChange({ pipelines: id ? [id] : [] })}
        />
        <SegmentedControl
          aria-label={t`Чьи сделки`}
          value={screen.scope}
          onChange={(scope) => onChange({ scope: scope as Scope })}
          data={[
            { value: "all", label: t`Все` },
            { value: "mine", label: t`Мои` },
            { value: "pool", label: t`Ничьи` },
          ]}
        />
        <SearchInput text={screen.q} onChange={(q) => onChange({ q })} />
      </FilterBar>
    </div>
  );
}

function SearchInput({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { t } = useLingui();
  const ref = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState(text);
  const [seen, setSeen] = useState(text);
  // The address changed by something else than this field: a saved view, a reset, the back button.
  if (text !== seen) {
    setSeen(text);
    if (text !== draft.trim()) setDraft(text);
  }
  const send = useDebouncedCallback(onChange, 250);
  useSingleKeys({ Slash: () => ref.current?.focus() });
  return (
    <TextInput
      ref={ref}
      type="search"
      className={classes.search}
      aria-label={t`Найти в сделках`}
      placeholder={t`Название, клиент, телефон`}
      leftSection={<Icon name="search" size={14} />}
      value={draft}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
        send(event.currentTarget.value.trim());
      }}
      onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
    />
  );
}
