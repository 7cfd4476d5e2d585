import { t } from '@lingui/core/macro';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Switch } from '#kernel/web/ui/Check.tsx';

/** Whether the reader takes new conversations now, and what says so; undefined where that is not theirs to say. */
export function useTaking() {
  const { can } = useSession();
  const may = can('conversations.take');
  const set = useCommandOf('conversations.set-taking', { touches: () => ['routing'] });
  const mine = useQueryOf('conversations.taking', may ? {} : null).data;
  if (!mine) return undefined;
  return {
    taking: mine.taking,
    /** A team of theirs shares out at all. */
    isUsed: mine.isUsed,
    busy: set.busy,
    set: (taking: boolean) => {
      if (!set.busy) void set.run({ taking });
    },
  };
}

/** Says whether one takes new conversations now. What one has stays either way. */
export function TakingSwitch() {
  const mine = useTaking();
  if (!mine) return null;
  return <Switch label={t`I take new conversations`} checked={mine.taking} disabled={mine.busy} onChange={mine.set} />;
}
