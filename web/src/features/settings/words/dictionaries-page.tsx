import { Select, Tabs } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";

import { useDictionaries } from "@/api/dictionary-queries";
import type { CampaignEntry, DictionaryKind, Entry } from "@/api/types";
import { PageHead } from "@/ui/page-head";
import { EmptyState } from "@/ui/screen-state";
import { Section } from "@/ui/section";

import classes from "../settings.module.css";
import { AddEntry } from "./add-entry";
import { EntryRow } from "./entry-row";
import { useEntries } from "./use-entries";

type Simple = Extract<DictionaryKind, "sources" | "campaigns" | "markets" | "deal_types" | "categories">;

/** The words by which deals are told apart; reports can be split by each of them. */
export function DictionariesPage() {
  const { t } = useLingui();
  const known = useDictionaries();
  const tabs: { kind: Simple; name: string; entries: (Entry | CampaignEntry)[] }[] = [
    { kind: "sources", name: t`Источники`, entries: known.sources },
    { kind: "campaigns", name: t`Кампании`, entries: known.campaigns },
    { kind: "markets", name: t`Рынки`, entries: known.markets },
    { kind: "deal_types", name: t`Типы сделок`, entries: known.deal_types },
    { kind: "categories", name: t`Категории продуктов`, entries: known.categories },
  ];
  return (
    <>
      <PageHead
        title={t`Справочники`}
        lead={<Trans>Слова, которыми вы описываете сделки. По каждому можно разложить любой отчёт.</Trans>}
      />
      <Tabs defaultValue="sources">
        <Tabs.List>
          {tabs.map((tab) => (
            <Tabs.Tab key={tab.kind} value={tab.kind}>
              {tab.name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((tab) => (
          <Tabs.Panel key={tab.kind} value={tab.kind} pt="md">
            <EntryList kind={tab.kind} name={tab.name} entries={tab.entries} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

function EntryList({
  kind,
  name,
  entries,
}: {
  kind: Simple;
  name: string;
  entries: (Entry | CampaignEntry)[];
}) {
  const { t } = useLingui();
  const { add, change } = useEntries(kind);
  const swap = (from: number, to: number) => {
    const [one, other] = [entries[from], entries[to]];
    if (!one || !other) return;
    change.mutate({ id: one.id, position: to });
    change.mutate({ id: other.id, position: from });
  };
  return (
    <Section title={name}>
      {entries.length === 0 && <EmptyState icon="tag" title={<Trans>Пока пусто</Trans>} />}
      <ul className={classes.rows}>
        {entries.map((entry, place) => (
          <EntryRow
            key={entry.id}
            entry={entry}
            onChange={(patch) => change.mutate({ id: entry.id, ...patch })}
            onUp={place > 0 ? () => swap(place, place - 1) : undefined}
            onDown={place < entries.length - 1 ? () => swap(place, place + 1) : undefined}
          >
            {kind === "campaigns" && "source" in entry && (
              <SourceOf campaign={entry} onChange={(source) => change.mutate({ id: entry.id, source })} />
            )}
          </EntryRow>
        ))}
      </ul>
      <AddEntry
        label={t`Новое название`}
        busy={add.isPending}
        onAdd={(text) => add.mutate({ name: text, position: entries.length })}
      />
    </Section>
  );
}

function SourceOf({
  campaign,
  onChange,
}: {
  campaign: CampaignEntry;
  onChange: (source: number | null) => void;
}) {
  const { t } = useLingui();
  const { sources } = useDictionaries();
  return (
    <Select
      w={170}
      aria-label={t`Источник кампании ${campaign.name}`}
      placeholder={t`Источник`}
      clearable
      value={campaign.source === null ? null : String(campaign.source)}
      data={sources.map((source) => ({ value: String(source.id), label: source.name }))}
      onChange={(value) => onChange(value === null ? null : Number(value))}
    />
  );
}
