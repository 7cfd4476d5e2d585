import { type Id, newId } from '#kernel/contract/ids.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { addAddress, customerChanged, removeAddress } from '../contract.ts';
import { accessCustomer } from './access.ts';
import { addressKey } from './address.ts';
import { touch } from './change.ts';
import { lookForDuplicates } from './duplicates/look.ts';

const holder = statement<{ customer_id: Id }>(
  'customer_address_holder',
  'SELECT customer_id FROM customer_address WHERE workspace_id = $1 AND kind = $2 AND value_key = $3',
);
const insert = statement<{ id: Id }>(
  'customer_address_insert',
  `INSERT INTO customer_address (workspace_id, id, customer_id, kind, value, value_key, is_primary)
   VALUES ($1, $2, $3, $4, $5, $6, NOT EXISTS (SELECT 1 FROM customer_address
     WHERE workspace_id = $1 AND customer_id = $3 AND kind = $4 AND is_primary))
   ON CONFLICT (workspace_id, kind, value_key) DO NOTHING RETURNING id`,
);
const remove = statement<{ kind: string; is_primary: boolean }>(
  'customer_address_delete',
  `DELETE FROM customer_address WHERE workspace_id = $1 AND customer_id = $2 AND id = $3 RETURNING kind, is_primary`,
);
const promote = statement(
  'customer_address_promote',
  `UPDATE customer_address SET is_primary = true WHERE workspace_id = $1 AND id = (
     SELECT id FROM customer_address WHERE workspace_id = $1 AND customer_id = $2 AND kind = $3
     ORDER BY created_at, id LIMIT 1)`,
);

/**
 * Stores an address of a customer; an address belongs to one customer only, which the database enforces.
 * @throws Problem customer.address_taken (naming the other customer), customer.address_unreadable
 */
export async function insertAddress(
  ctx: CommandContext,
  customerId: Id,
  address: { kind: 'email' | 'phone'; value: string },
): Promise<Id> {
  const key = addressKey(address.kind, address.value);
  const id = newId();
  const row = await ctx.tx.first(insert, [ctx.workspaceId, id, customerId, address.kind, address.value.trim(), key]);
  if (row) return row.id;
  const taken = await ctx.tx.first(holder, [ctx.workspaceId, address.kind, key]);
  refuse('customer.address_taken', 'Another customer has this address. Open them, or remove it there first.', {
    facts: { customerId: taken?.customer_id },
  });
}

export const addCustomerAddress = handle(addAddress, async (ctx, { customerId: asked, kind, value }) => {
  const { id: customerId } = await accessCustomer(ctx, asked, { for: 'change', lock: true });
  const addressId = await insertAddress(ctx, customerId, { kind, value });
  await lookForDuplicates(ctx, customerId);
  const version = await touch(ctx, customerId);
  ctx.emit(customerChanged, { customerId, changed: ['addresses'] });
  return { customerId, addressId, version };
});

/** Removes an address; if it was the primary one, the oldest of its kind takes its place. */
export const removeCustomerAddress = handle(removeAddress, async (ctx, { customerId: asked, addressId }) => {
  const { id: customerId } = await accessCustomer(ctx, asked, { for: 'change', lock: true });
  const removed = await ctx.tx.first(remove, [ctx.workspaceId, customerId, addressId]);
  if (!removed) notFound('address of this customer');
  if (removed.is_primary) await ctx.tx.rows(promote, [ctx.workspaceId, customerId, removed.kind]);
  await lookForDuplicates(ctx, customerId);
  const version = await touch(ctx, customerId);
  ctx.emit(customerChanged, { customerId, changed: ['addresses'] });
  return { customerId, version };
});
