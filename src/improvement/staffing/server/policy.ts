import { policy } from '#kernel/server/policy.ts';

/** Leads plan with their managers; whoever sees reports sees what is planned. */
export const staffingPolicy = policy('staffing plan', {
  read: { roles: ['owner', 'manager', 'lead', 'viewer'] },
  list: { roles: ['owner', 'manager', 'lead', 'viewer'] },
  keep: { roles: ['owner', 'manager', 'lead'] },
});
