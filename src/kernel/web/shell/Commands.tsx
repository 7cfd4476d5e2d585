import { t } from '@lingui/core/macro';
import { useNavigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import { type DeskCommand, useParts } from '../desk-part.ts';
import { later } from '../later.ts';
import { useSession } from '../session.ts';
import { Modal } from '../ui/Dialog.tsx';
import { begin } from './begin.ts';

/** What can be done from anywhere, as far as this role may. */
export function useDeskCommands(): { command: DeskCommand; run: () => void }[] {
  const navigate = useNavigate();
  const { can } = useSession();
  const commands = useParts().flatMap((part) => part.commands ?? []);
  return commands
    .filter((command) => command.visible?.(can) ?? true)
    .map((command) => ({
      command,
      run: () => {
        if (command.begin) begin(command.begin);
        void navigate({ to: command.to });
      },
    }));
}

export type CommandsProps = { open: boolean; onClose: () => void; showKeys: () => void };

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
