import type { PersonActor } from '#kernel/server/actor.ts';
import { policy } from '#kernel/server/policy.ts';

const readers = ['owner', 'manager', 'lead', 'adviser', 'viewer'];
const advisers = ['owner', 'manager', 'lead', 'adviser'];

const keepers = ['owner', 'manager'];
const anybodys = ['owner', 'manager', 'lead'];

/** Leads undo any merge, advisers their own. */
const undoesOwn = (merge: object, actor: PersonActor): true | string =>
  anybodys.includes(actor.role) ||
  ('merged_by' in merge && merge.merged_by === actor.id) ||
  'Somebody else merged these two. Ask them, or a lead.';

/** Who may do what with a customer's record. Customers themselves see theirs through the widget and portal only. */
export const customerPolicy = policy('customer', {
  read: { roles: readers },
  list: { roles: readers },
  create: { roles: advisers },
  change: { roles: advisers },
  note: { roles: advisers },
  // Whether alone, authority says.
  merge: { roles: advisers },
  undo_merge: { roles: advisers, when: undoesOwn },
  keep_tags: { roles: keepers },
  // How many, and whether alone, authority says.
  export: { roles: advisers },
});
