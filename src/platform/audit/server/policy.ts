import { policy } from '#kernel/server/policy.ts';

const roles = ['owner', 'manager'];

/** The log tells of everybody and everything, so only those who answer for all of it see it whole. */
export const auditPolicy = policy('audit log', {
  entries: { roles },
  export: { roles },
});
