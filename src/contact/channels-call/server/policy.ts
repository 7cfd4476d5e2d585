import { policy } from '#kernel/server/policy.ts';

/** Who may do what with calls, visits and letters, and with the telephone systems that tell of calls. */
export const callPolicy = policy('call', {
  list: { roles: ['owner', 'manager', 'lead', 'adviser', 'viewer'] },
  log: { roles: ['owner', 'manager', 'lead', 'adviser'] },
  keep_lines: { roles: ['owner', 'manager'] },
});
