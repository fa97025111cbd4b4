import { useLingui } from "@lingui/react/macro";

import type { DeskRow } from "@/api/types";
import { useAddNote, useLogContact, useTaskChanges } from "@/api/work-queries";
import { Dialog } from "@/ui/dialog";
import { ContactForm } from "@/ui/work/contact-form";
import { NoteForm } from "@/ui/work/note-form";
import { type TaskAct, TaskDialog } from "@/ui/work/task-dialog";

export type DeskActName = "contact" | "note" | "plan" | "finish" | "edit";
export interface DeskAct {
  name: DeskActName;
  row: DeskRow;
}

/** The act, when this row allows it: only deals are talked and written about, only tasks are finished. */
export function actOf(name: DeskActName, row: DeskRow): DeskAct | null {
  const isAllowed =
    name === "contact" || name === "note"
      ? row.deal !== null
      : name === "plan" || row.task?.can_edit === true;
  return isAllowed ? { name, row } : null;
}

interface DeskDialogProps {
  act: DeskAct;
  onAct: (act: DeskAct) => void;
  onClose: () => void;
}

export function DeskDialog({ act, onAct, onClose }: DeskDialogProps) {
  const { t } = useLingui();
  const { name, row } = act;
  const deal = row.deal;
  const title = deal?.title ?? "";
  const changes = useTaskChanges(deal?.id ?? row.task?.deal?.id ?? null);
  if (name === "contact" && deal)
    return (
      <Dialog title={t`Контакт: ${title}`} onClose={onClose}>
        <Contact
          deal={deal.id}
          // Whoever called because it was planned says next that it is done.
          onDone={() => (row.task?.can_edit ? onAct({ name: "finish", row }) : onClose())}
        />
      </Dialog>
    );
  if (name === "note" && deal)
    return (
      <Dialog title={t`Заметка: ${title}`} onClose={onClose}>
        <Note deal={deal.id} onDone={onClose} />
      </Dialog>
    );
  const taskAct = taskActOf(act);
  return taskAct && <TaskDialog act={taskAct} changes={changes} onClose={onClose} />;
}

function taskActOf({ name, row: { task } }: DeskAct): TaskAct | null {
  if (name === "plan") return { name };
  return task && (name === "finish" || name === "edit") ? { name, task } : null;
}

interface WritingProps {
  deal: string;
  onDone: () => void;
}

function Contact({ deal, onDone }: WritingProps) {
  return <ContactForm sending={useLogContact(deal)} onDone={onDone} />;
}

function Note({ deal, onDone }: WritingProps) {
  return <NoteForm sending={useAddNote(deal)} onDone={onDone} />;
}
