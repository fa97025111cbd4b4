import { useNavigate } from "@tanstack/react-router";

import { useSavedViews } from "@/api/saved-view-queries";
import { parseSearch, stringifySearch } from "@/lib/search-params";
import { SavedViewsMenu } from "@/ui/saved-views/saved-views-menu";

import { type DealsScreen, toSearch, validateDealsSearch } from "./deals-search";

/** Filters, sorting and columns of the deals under a name. */
export function SavedViews({ screen }: { screen: DealsScreen }) {
  const navigate = useNavigate();
  const { views, save, remove } = useSavedViews("deals");
  return (
    <SavedViewsMenu
      views={views}
      query={stringifySearch(toSearch(screen)).replace(/^\?/, "")}
      onOpen={(view) => void navigate({ to: "/deals", search: validateDealsSearch(parseSearch(view.query)) })}
      onSave={save}
      onRemove={remove}
    />
  );
}
