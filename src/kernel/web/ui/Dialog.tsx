import './dialog.css';
import { type ReactNode, type SyntheticEvent, useEffect, useId, useState } from 'react';

type ModalProps = {
  open: boolean;
  /** Called on Escape, on a click outside, and when the browser closes it. */
  onClose: () => void;
  className: string;
  'aria-label'?: string | undefined;
  'aria-labelledby'?: string | undefined;
  children: ReactNode;
};

/**
 * A native modal dialog: the browser keeps focus inside, makes the page inert and gives focus back.
 * Mantine's Modal is not used because it locks scrolling by a style element, which the page's CSP refuses.
 */
export function Modal({ open, onClose, children, ...rest }: ModalProps) {
  const [element, setElement] = useState<HTMLDialogElement | null>(null);
  useEffect(() => {
    if (!element) return;
    if (open && !element.open) element.showModal();
    if (!open && element.open) element.close();
  }, [open, element]);
  const cancel = (event: SyntheticEvent) => {
    event.preventDefault();
    onClose();
  };
  return (
    <dialog
      ref={setElement}
      {...rest}
      onCancel={cancel}
      onClose={() => open && onClose()}
      onPointerDown={(event) => event.target === element && onClose()}
    >
      {open && children}
    </dialog>
  );
}

type DialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** Buttons: the safe one first, the one that acts last. */
  actions?: ReactNode;
  /** For what stands in columns. */
  wide?: boolean | undefined;
  children: ReactNode;
};

/** For what cannot be undone: says what goes, what stays and what stands in the way. */
export function Dialog({ open, onClose, title, actions, wide, children }: DialogProps) {
  const id = useId();
  return (
    <Modal open={open} onClose={onClose} className={wide ? 'dialog wider' : 'dialog'} aria-labelledby={id}>
      <div className="dialog-in">
        <h2 id={id}>{title}</h2>
        {children}
        {actions && <div className="actions">{actions}</div>}
      </div>
    </Modal>
  );
}
