import { notifications } from "@mantine/notifications";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";

import { ApiError } from "@/api/errors";

import { type Conflict, ConflictDialog } from "./conflict-dialog";
import { useRefusalText } from "./use-refusal-text";

interface Refused {
  error: unknown;
  /** What did not happen, as a short headline: "Сделка не перемещена". */
  title: string;
  onKeep?: Conflict["onKeep"];
}

/**
 * What to do when the server says no: a stale change opens the difference, anything else is told in a
 * message. Returns the reporter and the dialog to draw.
 */
export function useRefusal(): [(refused: Refused) => void, ReactNode] {
  const client = useQueryClient();
  const refusalText = useRefusalText();
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const report = ({ error, title, onKeep }: Refused) => {
    // The screen showed something that is no longer so: whatever the reason, read it again.
    void client.invalidateQueries({ queryKey: ["deals"] });
    void client.invalidateQueries({ queryKey: ["deal"] });
    const difference = error instanceof ApiError && error.code === "stale" ? error.difference : undefined;
    if (difference && onKeep && Object.keys(difference).length > 0) {
      setConflict({ difference, version: (error as ApiError).version, onKeep });
      return;
    }
    notifications.show({ color: "red", title, message: refusalText(error) });
  };

  const dialog = conflict && <ConflictDialog conflict={conflict} onClose={() => setConflict(null)} />;
  return [report, dialog];
}
