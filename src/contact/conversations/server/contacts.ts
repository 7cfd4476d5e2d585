import type { Contact, ContactSource } from '#contact/customers/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { type Statement, statement } from '#kernel/server/sql.ts';

interface Row {
  id: Id;
  number: number;
  subject: string;
  last_message_at: Date;
  is_open: boolean;
  reason: string | null;
}

const latest = (which: 'all' | 'open'): Statement<Row> =>
  statement<Row>(
    `conversation_contacts_${which}`,
    `SELECT c.id, c.number, c.subject, c.last_message_at, c.status <> 'resolved' AS is_open, w.name AS reason
     FROM (SELECT i.id, i.number, i.subject, i.last_message_at, i.status, i.wrap_up_reason_id FROM conversation i
       WHERE i.workspace_id = $1 AND i.customer_id = ANY ($2::uuid[]) ${which === 'open' ? "AND i.status <> 'resolved'" : ''}
       ORDER BY i.last_message_at DESC, i.id DESC LIMIT $3) c
     LEFT JOIN wrap_up_reason w ON w.workspace_id = $1 AND w.id = c.wrap_up_reason_id
     ORDER BY c.last_message_at DESC, c.id DESC`,
  );
const all = latest('all');
const open = latest('open');

function contactOf(row: Row): Contact {
  return {
    id: row.id,
    reference: `H-${row.number}`,
    title: row.subject,
    link: `/inbox/all/${row.id}`,
    at: row.last_message_at.toISOString(),
    isOpen: row.is_open,
    about: row.is_open ? null : row.reason,
  };
}

/** Conversations as contacts with their customers. */
export const conversationContacts: ContactSource = {
  name: 'conversations',
  latest: async (ctx, customerIds, { limit, isOpen }) => {
    const rows = await ctx.tx.rows(isOpen ? open : all, [ctx.workspaceId, customerIds, limit]);
    return rows.map(contactOf);
  },
};
