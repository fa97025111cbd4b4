import { notifications } from "@mantine/notifications";

import { ApiError } from "@/api/errors";
import { useErrorText } from "@/ui/use-error-text";

/** Says why something was refused, with the server's sentence about the field when there is one. */
export function useFail(): (title: string) => (error: Error) => void {
  const errorText = useErrorText();
  return (title) => (error) => {
    const fields = error instanceof ApiError ? Object.values(error.fields) : [];
    notifications.show({ color: "red", title, message: [errorText(error), ...fields].join(" ") });
  };
}
