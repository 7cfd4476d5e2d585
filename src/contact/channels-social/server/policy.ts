import { policy } from '#kernel/server/policy.ts';

/** Who may do what with accounts at messengers. */
export const socialPolicy = policy('social', {
  list: { roles: ['owner', 'manager', 'lead', 'adviser', 'viewer'] },
  keep: { roles: ['owner', 'manager'] },
});
