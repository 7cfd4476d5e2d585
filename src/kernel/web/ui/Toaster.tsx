import { t } from '@lingui/core/macro';
import './notice.css';
import IconArrowBackUp from '@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from './Button.tsx';
import { useHotkeys } from './hotkeys.ts';
import { StateMark } from './State.tsx';
import { closeToast, type ShownToast, toastStore, undoLast } from './toasts.ts';

function ToastLine({ toast }: { toast: ShownToast }) {
  const [held, setHeld] = useState(false);
  const stays = toast.state === 'broken' && toast.seconds === undefined;
  const { id, undo, seconds = 8 } = toast;
  useEffect(() => {
    if (held || stays) return;
    const timer = setTimeout(() => closeToast(id), seconds * 1000);
    return () => clearTimeout(timer);
  }, [held, stays, id, seconds]);
  const takeBack = () => {
    closeToast(id);
    undo?.();
  };
  return (
    <li
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {toast.state && <StateMark state={toast.state} />}
      <span>{toast.text}</span>
      {undo && (
        <Button size="small" icon={IconArrowBackUp} keys="z" onClick={takeBack}>
          {t`Undo`}
        </Button>
      )}
      {!undo && <Button size="small" icon={IconX} aria-label={t`Close this message`} onClick={() => closeToast(id)} />}
    </li>
  );
}

/** Where toasts appear; mount it once. Read out as they come, without taking focus; `z` undoes the newest. */
export function Toaster() {
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.current);
  const undoable = toasts.some((toast) => toast.undo);
  useHotkeys(undoable ? [{ key: 'z', label: t`Undo`, group: t`Everywhere`, run: undoLast }] : []);
  return (
    <div role="status" className="toasts">
      {toasts.length > 0 && (
        <ul>
          {toasts.map((toast) => (
            <ToastLine key={toast.id} toast={toast} />
          ))}
        </ul>
      )}
    </div>
  );
}
