import { policy } from '#kernel/server/policy.ts';

interface Visited {
  customer_id: string;
}
const own = (row: Visited, customerId: string) => row.customer_id === customerId;

/** Who may do what with the chat widget and in it. */
export const chatPolicy = policy('chat', {
  see_widget: { roles: ['owner', 'manager', 'lead', 'adviser', 'viewer'] },
  change_widget: { roles: ['owner', 'manager'] },
  load: { roles: [], anybody: true },
  begin: { roles: [], anybody: true },
  send: { roles: [], customer: own },
  read: { roles: [], customer: own },
});
