import { roles } from '#foundation/people/contract.ts';
import { policy } from '#kernel/server/policy.ts';

const whose = (row: { personId: string }, actor: { id: string }) =>
  row.personId === actor.id || 'Notices are private: everybody sees their own.';

/** A notice belongs to the person to whom it came, whatever their role; not even an owner reads another's. */
export const noticePolicy = policy('notice', {
  read: { roles, when: whose },
  answer: { roles, when: whose },
  choose: { roles },
  // The link was sent to one person, for one line.
  'acknowledge-by-link': { roles, anybody: true },
  'set-topic-roles': { roles: ['owner', 'manager'] },
});
