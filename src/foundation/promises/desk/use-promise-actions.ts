import { t } from '@lingui/core/macro';
import IconClockEdit from '@tabler/icons-react/dist/esm/icons/IconClockEdit.mjs';
import IconClockOff from '@tabler/icons-react/dist/esm/icons/IconClockOff.mjs';
import IconUserShare from '@tabler/icons-react/dist/esm/icons/IconUserShare.mjs';
import { useCommandOf } from '#kernel/web/hooks.tsx';
import { told } from '#kernel/web/language/told.ts';
import type { MenuEntry } from '#kernel/web/ui/Menu.tsx';
import { showToast } from '#kernel/web/ui/toasts.ts';
import type { Change } from './ChangePromise.tsx';
import type { PromiseData } from './reading.ts';

/** What to fetch at once after a change to a promise. */
export function touchesOf({ id, subjectId }: { id: string; subjectId: string }): string[] {
  return ['promises', `promise:${id}`, `promises:${subjectId}`];
}

/** What the reader may do with a promise: say that it is done, and a menu for the rest. */
export function usePromiseActions(promise: PromiseData, onChange: (what: Change) => void) {
  const keep = useCommandOf('promises.keep', { touches: () => touchesOf(promise) });
  const may = (ability: string) => promise.abilities.includes(ability);
  const entries: MenuEntry[] = [
    ...(may('move')
      ? [{ label: t`Agree on another time`, icon: IconClockEdit, onPick: () => onChange('move') } as const]
      : []),
    ...(may('reassign')
      ? [{ label: t`Give it to somebody else`, icon: IconUserShare, onPick: () => onChange('reassign') } as const]
      : []),
    ...(may('waive')
      ? [{ label: t`Let go, with a reason`, icon: IconClockOff, onPick: () => onChange('waive') } as const]
      : []),
  ];
  const done = async () => {
    const kept = await keep.run({ promiseId: promise.id });
    if (!kept) return;
    const name = promise.words ?? told(promise.title);
    showToast(
      kept.state === 'kept'
        ? { state: 'kept', text: t`Kept: ${name}` }
        : { state: 'warn', text: t`Done late: ${name}` },
    );
  };
  return { entries, done: may('keep') ? () => void done() : undefined, busy: keep.busy };
}
