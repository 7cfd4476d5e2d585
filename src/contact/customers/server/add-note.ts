import { handle } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { addNote, customerChanged } from '../contract.ts';
import { accessCustomer } from './access.ts';
import { touch } from './change.ts';

const insert = statement(
  'customer_note_insert',
  'INSERT INTO customer_note (workspace_id, id, customer_id, author_id, text) VALUES ($1, $2, $3, $4, $5)',
);

/** Writes a note about the customer, for colleagues only. */
export const addCustomerNote = handle(addNote, async (ctx, { customerId: asked, text }) => {
  const { id: customerId } = await accessCustomer(ctx, asked, { for: 'note', lock: true });
  const authorId = ctx.actor.kind === 'person' ? ctx.actor.id : null;
  await ctx.tx.rows(insert, [ctx.workspaceId, ctx.key, customerId, authorId, text]);
  const version = await touch(ctx, customerId);
  ctx.emit(customerChanged, { customerId, changed: ['notes'] });
  return { customerId, noteId: ctx.key, version };
});
