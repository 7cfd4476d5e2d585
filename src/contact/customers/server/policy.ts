import { policy } from '#kernel/server/policy.ts';

const readers = ['owner', 'manager', 'lead', 'adviser', 'viewer'];
const advisers = ['owner', 'manager', 'lead', 'adviser'];

/** Who may do what with a customer's record. Customers themselves see theirs through the widget and portal only. */
export const customerPolicy = policy('customer', {
  read: { roles: readers },
  list: { roles: readers },
  create: { roles: advisers },
  change: { roles: advisers },
  note: { roles: advisers },
  // How many, and whether alone, authority says.
  export: { roles: advisers },
});
