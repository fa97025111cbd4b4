import { SegmentedControl } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";
import { useState } from "react";

import { useAddNote, useLogContact } from "@/api/work-queries";
import { ContactForm } from "@/ui/work/contact-form";
import { NoteForm } from "@/ui/work/note-form";

import classes from "./composer.module.css";

/** One place to write down what was said and what was done. */
export function Composer({ dealId }: { dealId: string }) {
  const { t } = useLingui();
  const addNote = useAddNote(dealId);
  const logContact = useLogContact(dealId);
  const [mode, setMode] = useState<"note" | "contact">("note");
  return (
    <div className={classes.composer}>
      <SegmentedControl
        aria-label={t`Что записать`}
        value={mode}
        onChange={(next) => setMode(next === "contact" ? "contact" : "note")}
        data={[
          { value: "note", label: t`Заметка` },
          { value: "contact", label: t`Контакт с клиентом` },
        ]}
      />
      {mode === "note" ? (
        <NoteForm sending={addNote} />
      ) : (
        <ContactForm sending={logContact} onDone={() => setMode("note")} />
      )}
    </div>
  );
}
