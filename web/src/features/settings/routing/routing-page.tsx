import { Tabs } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";

import { PageHead } from "@/ui/page-head";
import { QueryView } from "@/ui/query-view";
import { EmptyState } from "@/ui/screen-state";

import { routingQuery } from "../queries";
import { Ledger } from "./ledger";
import { RuleEditor } from "./rule-editor";

/** How deals find a manager, and the open book of who got what and why. */
export function RoutingPage() {
  const { t } = useLingui();
  const routing = useQuery(routingQuery());
  return (
    <>
      <PageHead
        title={t`Раздача заявок`}
        lead={
          <Trans>
            Каждый получает свою долю: отданное и причитающееся расходятся не больше чем на одну сделку. Книга
            раздачи открыта всем.
          </Trans>
        }
      />
      <QueryView query={routing}>
        {(data) =>
          data.items.length === 0 ? (
            <EmptyState icon="swap" title={<Trans>Сначала нужна воронка</Trans>} />
          ) : (
            <Tabs defaultValue={String(data.items[0]?.pipeline.id)}>
              <Tabs.List>
                {data.items.map((rule) => (
                  <Tabs.Tab key={rule.pipeline.id} value={String(rule.pipeline.id)}>
                    {rule.pipeline.name}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              {data.items.map((rule) => (
                <Tabs.Panel key={rule.pipeline.id} value={String(rule.pipeline.id)} pt="md">
                  <RuleEditor rule={rule} />
                  <Ledger pipeline={rule.pipeline.id} />
                </Tabs.Panel>
              ))}
            </Tabs>
          )
        }
      </QueryView>
    </>
  );
}
