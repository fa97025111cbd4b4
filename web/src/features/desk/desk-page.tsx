import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";

import { Loading } from "@/ui/loading";
import { QueryView } from "@/ui/query-view";
import { Screen } from "@/ui/screen";

import { DeskColumns } from "./desk-columns";
import { DeskHead } from "./desk-head";
import { deskQuery } from "./queries";

/** What there is to do, most valuable and urgent first: now, next, at risk, waiting. */
export function DeskPage() {
  const { person } = useSearch({ from: "/signed-in/desk" });
  const query = useQuery(deskQuery(person));
  return (
    <Screen shape="fill">
      <DeskHead person={person} desk={query.data} />
      <QueryView query={query} loading={<Loading shape="columns" />}>
        {(desk) => <DeskColumns key={desk.person} desk={desk} />}
      </QueryView>
    </Screen>
  );
}
