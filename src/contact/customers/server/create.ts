import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { unavailable } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { createCustomer, customerCreated } from '../contract.ts';
import { nameKey } from './address.ts';
import { insertAddress } from './addresses.ts';
import { lookForDuplicates } from './duplicates/look.ts';
import { customerPolicy } from './policy.ts';

const insert = statement<{ number: number; version: number }>(
  'customer_insert',
  `INSERT INTO customer (workspace_id, id, number, name, name_key, is_visitor, locale, time_zone)
   VALUES ($1, $2, heed_next('customer'), $3, $4, $5, $6, $7) RETURNING number, version`,
);
const contact = statement<{ id: Id }>(
  'customer_contact_unmerged',
  `UPDATE customer SET conversations = conversations + 1, last_contact_at = heed_now()
   WHERE workspace_id = $1 AND id = $2 AND merged_into IS NULL RETURNING id`,
);

export interface NewCustomer {
  id: Id;
  name: string;
  isVisitor?: boolean;
  locale?: string | null;
  timeZone?: string | null;
}

/** Makes the row of a customer and emits it. Returns the reference people see. */
export async function insertCustomer(
  ctx: CommandContext,
  customer: NewCustomer,
): Promise<{ reference: string; version: number }> {
  const { id, name, isVisitor = false, locale = null, timeZone = null } = customer;
  const row = await ctx.tx.first(insert, [ctx.workspaceId, id, name, nameKey(name), isVisitor, locale, timeZone]);
  if (!row) throw new Error('the customer was not stored');
  ctx.emit(customerCreated, { customerId: id });
  return { reference: `P-${row.number}`, version: row.version };
}

/**
 * Counts a conversation with this customer and notes when. Waits for a merge that is under way.
 * @throws Problem service.unavailable when they were merged meanwhile: a repeat finds whom they became
 */
export async function countContact(ctx: CommandContext, customerId: Id): Promise<void> {
  const counted = await ctx.tx.first(contact, [ctx.workspaceId, customerId]);
  if (!counted) throw unavailable('This customer was merged with another one just now. Nothing was lost; try again.');
}

/** Creates a customer; the first e-mail address and the first phone become the primary ones. */
export const create = handle(createCustomer, async (ctx, { name, addresses, locale, timeZone }) => {
  demand(ctx, customerPolicy, 'create');
  const customerId = ctx.key;
  const { reference, version } = await insertCustomer(ctx, {
    id: customerId,
    name,
    locale: locale ?? null,
    timeZone: timeZone ?? null,
  });
  for (const address of addresses) await insertAddress(ctx, customerId, address);
  await lookForDuplicates(ctx, customerId);
  return { customerId, reference, version };
});
