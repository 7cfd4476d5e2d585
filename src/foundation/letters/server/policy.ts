import { policy } from '#kernel/server/policy.ts';

const readers = ['owner', 'manager', 'lead', 'adviser', 'viewer'];
const advisers = ['owner', 'manager', 'lead', 'adviser'];

/** Letters are seen by whoever sees customers and made by whoever answers them; templates are kept by owners and managers. */
export const letterPolicy = policy('letter', {
  read: { roles: readers },
  list: { roles: readers },
  make: { roles: advisers },
  keep: { roles: ['owner', 'manager'] },
});
