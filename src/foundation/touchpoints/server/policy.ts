import { policy } from '#kernel/server/policy.ts';

/** Everybody who works here sees where customers reach us; owners and managers decide it. */
export const touchpointPolicy = policy('touchpoint', {
  read: { roles: ['owner', 'manager', 'lead', 'adviser', 'assessor', 'learner', 'viewer'] },
  list: { roles: ['owner', 'manager', 'lead', 'adviser', 'assessor', 'learner', 'viewer'] },
  keep: { roles: ['owner', 'manager'] },
});
