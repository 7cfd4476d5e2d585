import { policy } from '#kernel/server/policy.ts';

const readers = ['owner', 'manager', 'lead', 'adviser', 'viewer'];

/** Who may do what with feedback. Whoever holds a link may answer it: the link was given to the customer alone. */
export const feedbackPolicy = policy('feedback', {
  list: { roles: readers },
  export: { roles: ['owner', 'manager', 'lead'] },
  change_settings: { roles: ['owner', 'manager'] },
  set_silence: { roles: ['owner', 'manager', 'lead', 'adviser'] },
  answer: { roles: [], anybody: true },
});
