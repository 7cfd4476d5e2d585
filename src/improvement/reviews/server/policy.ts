import { policy } from '#kernel/server/policy.ts';

const seniors = ['owner', 'manager', 'lead'];
const keepers = ['owner', 'manager'];

/**
 * A review shows every team's numbers, so leads and above read it, note what was discussed and try targets out; owners
 * and managers, who keep standards, evaluate, decide and sign.
 */
export const reviewPolicy = policy('review', {
  read: { roles: seniors },
  list: { roles: seniors },
  try: { roles: seniors },
  meet: { roles: seniors },
  find: { roles: seniors },
  evaluate: { roles: seniors },
  begin: { roles: keepers },
  place: { roles: keepers },
  sign: { roles: keepers },
  adjust: { roles: keepers },
});
