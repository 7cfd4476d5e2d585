import { useNavigate } from '@tanstack/react-router';
import { type DeskCommand, useParts } from '../desk-part.ts';
import { useSession } from '../session.ts';
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
