import { roles } from '#foundation/people/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { policy } from '#kernel/server/policy.ts';

const keepers = ['owner', 'manager'];

/** Everybody who works here reads the library; owners and managers keep it; whoever looks after an item checks it. */
export const libraryPolicy = policy('item', {
  read: { roles },
  list: { roles },
  keep: { roles: keepers },
  check: {
    roles: [...keepers, 'lead', 'adviser'],
    when: (item: { owner_id: Id | null }, actor) =>
      keepers.includes(actor.role) || item.owner_id === actor.id
        ? true
        : 'Whoever looks after this item checks it, or an owner or manager.',
  },
});
