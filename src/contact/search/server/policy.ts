import { policy } from '#kernel/server/policy.ts';

const readers = ['owner', 'manager', 'lead', 'adviser', 'viewer'];

/** Who may search at all. What is found is narrowed further to what the role may list by itself (scope.ts). */
export const searchPolicy = policy('search', {
  everywhere: { roles: readers },
});
