import { t } from '@lingui/core/macro';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Count } from '#kernel/web/ui/Small.tsx';

/** A count as people read it; the server stops counting at 1,000. */
export function countWord(count: number): string {
  return count >= 1_000 ? '999+' : String(count);
}

/** How many of mine are late or soon will be. */
export function LateCount() {
  const counts = useQueryOf('promises.counts', {}).data;
  const late = (counts?.mineBroken ?? 0) + (counts?.mineWarned ?? 0);
  return late > 0 ? <Count value={countWord(late)} fresh of={t`late or due soon`} /> : null;
}
