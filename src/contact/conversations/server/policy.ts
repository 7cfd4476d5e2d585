import { policy } from '#kernel/server/policy.ts';
import type { ConversationRecord } from './access.ts';

const readers = ['owner', 'manager', 'lead', 'adviser', 'viewer'];
const advisers = ['owner', 'manager', 'lead', 'adviser'];
const keepers = ['owner', 'manager'];

const own = (row: ConversationRecord, customerId: string) => row.customer_id === customerId;
const notResolved = (row: ConversationRecord) =>
  row.status !== 'resolved' || 'It is resolved. Reopen it first; a message from the customer reopens it too.';

/** Who may do what with a conversation. Assessors and learners see practice and evidence, not live customers. */
export const conversationPolicy = policy('conversation', {
  read: { roles: readers, customer: own },
  list: { roles: readers },
  start: { roles: advisers },
  write: { roles: [], customer: own },
  reply: { roles: advisers },
  note: { roles: advisers },
  assign: { roles: advisers, when: notResolved },
  resolve: { roles: advisers, when: notResolved },
  reopen: {
    roles: advisers,
    when: (row: ConversationRecord) => row.status === 'resolved' || 'It is not resolved.',
  },
  wait: { roles: advisers, when: notResolved },
  set_fields: { roles: advisers },
  mark_read: { roles: readers },
  keep_reasons: { roles: keepers },
});
