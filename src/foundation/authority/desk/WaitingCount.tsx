import { t } from '@lingui/core/macro';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Count } from '#kernel/web/ui/Small.tsx';

/** How many requests wait for the reader's answer. */
export function WaitingCount() {
  const waiting = useQueryOf('authority.waiting', {}).data?.waiting ?? 0;
  return waiting > 0 ? <Count value={waiting > 99 ? '99+' : waiting} fresh of={t`waiting for you`} /> : null;
}
