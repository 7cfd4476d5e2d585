import { policy } from '#kernel/server/policy.ts';

const leaders = ['owner', 'manager', 'lead'];

/**
 * Whoever leads sees how standards are kept and puts right what is not; viewers see the totals. What opens by itself and
 * what is told outside is for owners and managers.
 */
export const monitoringPolicy = policy('monitoring', {
  read: { roles: [...leaders, 'viewer'] },
  correct: { roles: leaders },
  log: { roles: leaders },
  keep: { roles: ['owner', 'manager'] },
});
