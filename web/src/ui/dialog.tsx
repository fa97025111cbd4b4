import { Modal, type ModalProps } from "@mantine/core";
import { useLingui } from "@lingui/react/macro";

/** A dialog that exists while it is open and whose cross has a name. */
export function Dialog(props: Omit<ModalProps, "opened" | "closeButtonProps">) {
  const { t } = useLingui();
  return <Modal {...props} opened closeButtonProps={{ "aria-label": t`Закрыть` }} />;
}
