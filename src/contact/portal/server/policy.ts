import { policy } from '#kernel/server/policy.ts';

/** Who may do what with brands, and with the portal. */
export const portalPolicy = policy('portal', {
  list: { roles: ['owner', 'manager', 'lead', 'adviser', 'viewer'] },
  keep: { roles: ['owner', 'manager'] },
  enter: { roles: [], anybody: true },
  use: { roles: [], customer: (row: { customer_id: string }, customerId) => row.customer_id === customerId },
});
