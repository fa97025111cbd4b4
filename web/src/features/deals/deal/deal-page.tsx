import { SegmentedControl } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { isNotFound } from "@/api/errors";
import type { Deal } from "@/api/types";
import { Failure } from "@/ui/failure";
import { Loading } from "@/ui/loading";
import { QueryView } from "@/ui/query-view";
import { Screen } from "@/ui/screen";
import { useDocumentName } from "@/ui/use-document-name";

import { usePendingEdits } from "../changes/use-pending-edits";
import type { Loss } from "../closing/lose-dialog";
import { dealQuery } from "../queries";
import { ContactCard } from "./contact-card";
import { CustomFacts } from "./custom-facts";
import { DealHead } from "./deal-head";
import classes from "./deal-page.module.css";
import { DealParts } from "./deal-parts";
import { Duplicates } from "./duplicates";
import { Facts } from "./facts";
import { LinesSection } from "./lines-section";
import { NextSteps } from "./next-steps";
import { Story } from "./story";
import { useDealChanges } from "./use-deal-changes";
import { useNextStepQuestion } from "./use-next-step-question";

export function DealPage() {
  const { dealId } = useParams({ from: "/signed-in/deals/$dealId" });
  const query = useQuery(dealQuery(dealId));
  const withEdits = usePendingEdits();
  // Deleted or handed out of sight while it was open: the old page must not look alive.
  if (isNotFound(query.error)) return <Failure error={query.error} />;
  return (
    <Screen>
      <QueryView query={query} loading={<Loading shape="record" />}>
        {(deal) => <DealBody key={deal.id} deal={withEdits(deal)} />}
      </QueryView>
    </Screen>
  );
}

type Part = "story" | "facts" | "steps";

/** Facts on the left, the story in the middle, what to do on the right; on a phone one part at a time. */
function DealBody({ deal }: { deal: Deal }) {
  const { t } = useLingui();
  const [part, setPart] = useState<Part>("story");
  const [changes, conflict] = useDealChanges(deal);
  const [losing, setLosing] = useState<Partial<Loss> | null>(null);
  const onLose = deal.state === "open" && deal.can.close ? setLosing : undefined;
  useDocumentName(deal.title);
  useNextStepQuestion(deal);
  return (
    <>
      <DealHead deal={deal} changes={changes} losing={losing} onLosing={setLosing} />
      <Duplicates deal={deal} />
      <SegmentedControl
        className={classes.parts}
        fullWidth
        aria-label={t`Раздел сделки`}
        value={part}
        onChange={(next) => setPart(next as Part)}
        data={[
          { value: "story", label: t`Лента` },
          { value: "facts", label: t`Данные` },
          { value: "steps", label: t`Действия` },
        ]}
      />
      <div className={classes.body} data-part={part}>
        <div className={classes.facts} data-name="facts">
          <ContactCard deal={deal} changes={changes} />
          <Facts deal={deal} changes={changes} />
          <LinesSection deal={deal} changes={changes} />
          <DealParts column="facts" deal={deal} onLose={onLose} />
          <CustomFacts deal={deal} changes={changes} />
        </div>
        <div className={classes.story} data-name="story">
          <Story deal={deal} />
        </div>
        <div className={classes.steps} data-name="steps">
          <NextSteps deal={deal} changes={changes}>
            <DealParts column="steps" deal={deal} onLose={onLose} />
          </NextSteps>
        </div>
      </div>
      {conflict}
    </>
  );
}
