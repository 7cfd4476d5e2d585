import { t } from '@lingui/core/macro';
import { Suspense } from 'react';
import { later } from '../later.ts';
import { Modal } from '../ui/Dialog.tsx';

type CommandsProps = { open: boolean; onClose: () => void; showKeys: () => void };

/** What the palette holds. It is made while the palette is open: the page behind changes with every key. */
export const CommandBox = later(() => import('./CommandBox.tsx'), 'CommandBox');

/** The command palette: what can be done, every screen, and records as somebody types. */
export function Commands({ open, onClose, showKeys }: CommandsProps) {
  return (
    <Modal open={open} onClose={onClose} className="pal-dialog" aria-label={t`Find or do`}>
      <Suspense fallback={null}>
        <CommandBox onClose={onClose} showKeys={showKeys} />
      </Suspense>
    </Modal>
  );
}
