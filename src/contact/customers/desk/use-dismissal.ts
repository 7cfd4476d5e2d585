import { t } from '@lingui/core/macro';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import { isolated } from '../contract-words.ts';

const touches = () => ['customer-duplicates'];

/** Says that two customers are not one, with the way back. */
export function useDismissal() {
  const dismiss = useCommandOf('customers.dismiss-duplicate', { touches });
  const restore = useCommandOf('customers.restore-duplicate', { touches });
  const run = async (customerId: string, other: { id: string; name: string }) => {
    const pair = { customerId, otherId: other.id };
    if (!(await dismiss.run(pair))) return;
    const text = t`Remembered: ${isolated(other.name)} is somebody else`;
    showToast({ state: 'kept', text, undo: () => void restore.run(pair) });
  };
  const takeBack = (customerId: string, otherId: string) => void restore.run({ customerId, otherId });
  return { run, takeBack, busy: dismiss.busy || restore.busy };
}
