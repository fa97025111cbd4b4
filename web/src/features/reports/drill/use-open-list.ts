import { useNavigate } from "@tanstack/react-router";

import { listSearch } from "../answer";

/** Opens what a number in a picture counts; where there is no list nothing happens. */
export function useOpenList(report: string) {
  const navigate = useNavigate();
  return (list: string | null | undefined, cell?: string, title?: string) => {
    if (!list) return;
    void navigate({
      to: "/reports/$report/deals",
      params: { report },
      search: { ...listSearch(list, cell), title },
    });
  };
}
