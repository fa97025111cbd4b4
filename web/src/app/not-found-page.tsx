import { Button } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";

import { NotFound } from "@/ui/screen-state";
import { useDocumentName } from "@/ui/use-document-name";

export function NotFoundPage() {
  const { t } = useLingui();
  useDocumentName(t`Страница не найдена`);
  return (
    <NotFound
      action={
        <Button renderRoot={(props) => <Link to="/" {...props} />} variant="default">
          <Trans>На главную</Trans>
        </Button>
      }
    >
      <Trans>Такой страницы нет. Возможно, в ссылке опечатка.</Trans>
    </NotFound>
  );
}
