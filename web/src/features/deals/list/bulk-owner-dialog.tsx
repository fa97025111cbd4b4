import { Button, Group, Stack } from "@mantine/core";
import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { useDictionaries } from "@/api/dictionary-queries";
import { EntitySelect } from "@/ui/entity-select";

import { Dialog } from "@/ui/dialog";

interface BulkOwnerDialogProps {
  onAssign: (manager: number | null) => void;
  onClose: () => void;
}

export function BulkOwnerDialog({ onAssign, onClose }: BulkOwnerDialogProps) {
  const { t } = useLingui();
  const { people } = useDictionaries();
  const [manager, setManager] = useState<number | null>(null);
  return (
    <Dialog onClose={onClose} title={t`Кому передать?`}>
      <Stack>
        <EntitySelect
          data-autofocus
          label={t`Менеджер`}
          options={people}
          value={manager}
          onChange={setManager}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={() => onAssign(null)}>
            <Trans>Вернуть в общий список</Trans>
          </Button>
          <Button disabled={manager === null} onClick={() => onAssign(manager)}>
            <Trans>Передать</Trans>
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
