// Parts of the deal's page that other features bring: `app/` hands them in, so that no feature imports another.
import { type ComponentType, createContext, Suspense, use } from "react";

import type { Deal } from "@/api/types";

import type { Loss } from "../closing/lose-dialog";

export interface DealPartProps {
  deal: Deal;
  /** Opens the question why the deal was lost, with the answer that is known already. */
  onLose?: (known: Partial<Loss>) => void;
}

export interface DealPart {
  key: string;
  column: "facts" | "steps";
  Part: ComponentType<DealPartProps>;
}

const Context = createContext<readonly DealPart[]>([]);

export const DealPartsProvider = Context.Provider;

export function DealParts({ column, ...props }: DealPartProps & { column: DealPart["column"] }) {
  return use(Context)
    .filter((part) => part.column === column)
    .map(({ key, Part }) => (
      <Suspense key={key} fallback={null}>
        <Part {...props} />
      </Suspense>
    ));
}
