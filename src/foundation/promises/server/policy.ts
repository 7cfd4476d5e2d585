import { policy } from '#kernel/server/policy.ts';
import { isOpenState } from './clock.ts';
import type { PromiseRecord } from './record.ts';

const readers = ['owner', 'manager', 'lead', 'adviser', 'viewer'];
const advisers = ['owner', 'manager', 'lead', 'adviser'];
const leads = ['owner', 'manager', 'lead'];
const keepers = ['owner', 'manager'];

const over = 'It is not open any more. Promise something new instead.';
const byItself = 'This clock follows the conversation: answer or resolve it. A lead can waive it with a reason.';

/** What the rules ask of a promise; `given`: kept by hand, at a time that somebody named. */
export type PromiseCase = Pick<PromiseRecord, 'state' | 'owner_id' | 'words' | 'measure'> & {
  given: boolean;
  giverId: string | null;
};

const byHand = (row: PromiseCase) => (!isOpenState(row.state) ? over : row.given || byItself);

/** Promises: whoever serves customers makes and keeps them; letting go of one is a lead's, or of one's own task. */
export const promisePolicy = policy('promise', {
  read: { roles: readers },
  list: { roles: readers },
  add: { roles: advisers },
  keep: { roles: advisers, when: byHand },
  reassign: { roles: advisers, when: byHand },
  move: { roles: advisers, when: byHand },
  waive: {
    roles: advisers,
    when: (row: PromiseCase, actor) => {
      if (!isOpenState(row.state)) return over;
      if (leads.includes(actor.role)) return true;
      const isOwn = row.given && row.owner_id === actor.id && row.giverId === actor.id;
      return isOwn || 'Ask a lead: advisers let go only of tasks that they gave themselves.';
    },
  },
});

/** Calendars and targets: everybody who works here sees them, owners and managers change them. */
export const settingsPolicy = policy('setting', {
  read: { roles: readers },
  keep_calendars: { roles: keepers },
  keep_targets: { roles: keepers },
});
