import { roles } from '#foundation/people/contract.ts';
import { policy } from '#kernel/server/policy.ts';

/** Packs: everybody who works here may read what we hold to; owners and managers decide to what. */
export const packPolicy = policy('pack', {
  list: { roles },
  adopt: { roles: ['owner', 'manager'] },
});
