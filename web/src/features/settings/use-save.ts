// One way to save a setting: say it worked, say why it did not, put field errors where the form wants them.
import { notifications } from "@mantine/notifications";
import { useLingui } from "@lingui/react/macro";
import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";

import { ApiError } from "@/api/errors";
import { useErrorText } from "@/ui/use-error-text";

interface SaveOptions<In, Out> {
  send: (input: In) => Promise<Out>;
  /** What to read again afterwards; the dictionaries, unless said otherwise. */
  stale?: QueryKey[];
  onDone?: (out: Out) => void;
  onFields?: (fields: Record<string, string>) => void;
}

export function useSave<In, Out>({
  send,
  stale = [["dictionaries"]],
  onDone,
  onFields,
}: SaveOptions<In, Out>) {
  const { t } = useLingui();
  const client = useQueryClient();
  const errorText = useErrorText();
  return useMutation({
    mutationFn: send,
    onSuccess: async (out: Out) => {
      await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
      notifications.show({ color: "green", message: t`Сохранено` });
      onDone?.(out);
    },
    onError: (error: Error) => {
      const fields = error instanceof ApiError ? error.fields : {};
      if (onFields && Object.keys(fields).length > 0) onFields(fields);
      else
        notifications.show({ color: "red", message: [errorText(error), ...Object.values(fields)].join(" ") });
    },
  });
}
