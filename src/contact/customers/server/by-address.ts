import { type Id, newId } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { addressKey } from './address.ts';
import { insertAddress } from './addresses.ts';
import { insertCustomer } from './create.ts';
import { lookForDuplicates } from './duplicates/look.ts';

/** Two first messages from one address that come at once go one after the other. */
const takeTurns = statement(
  'customer_address_turns',
  "SELECT pg_advisory_xact_lock(hashtextextended($1::text || ' ' || $2::text, 26))",
);
const holder = statement<{ customer_id: Id }>(
  'customer_of_address',
  "SELECT customer_id FROM customer_address WHERE workspace_id = $1 AND kind = 'email' AND value_key = $2",
);

/**
 * The customer who has an e-mail address, else a new one of that name. Anybody can write any address into a mail, so this
 * says whom a message claims to be from, and proves nothing.
 * @throws Problem customer.address_unreadable
 */
export async function customerOfAddress(ctx: CommandContext, given: { address: string; name: string }): Promise<Id> {
  const key = addressKey('email', given.address);
  const found = (await ctx.tx.first(holder, [ctx.workspaceId, key])) ?? (await inTurn(ctx, key));
  if (found) return found.customer_id;
  const id = newId();
  const name = given.name.trim() || key.slice(0, key.indexOf('@'));
  // Sent together; they take effect in this order.
  await Promise.all([
    insertCustomer(ctx, { id, name: [...name].slice(0, 120).join('') }),
    insertAddress(ctx, id, { kind: 'email', value: given.address }),
  ]);
  await lookForDuplicates(ctx, id);
  return id;
}

/** Whoever has it once those are done who are making somebody of the same address; nobody makes one beside us then. */
async function inTurn(ctx: CommandContext, key: string): Promise<{ customer_id: Id } | undefined> {
  const [, found] = await Promise.all([
    ctx.tx.rows(takeTurns, [ctx.workspaceId, key]),
    ctx.tx.first(holder, [ctx.workspaceId, key]),
  ]);
  return found;
}

const primary = statement<{ value: string; name: string }>(
  'customer_primary_email',
  `SELECT a.value, c.name FROM customer_address a JOIN customer c ON c.workspace_id = a.workspace_id AND c.id = a.customer_id
   WHERE a.workspace_id = $1 AND a.customer_id = $2 AND a.kind = 'email' ORDER BY a.is_primary DESC, a.created_at, a.id
   LIMIT 1`,
);

/** The e-mail address at which a customer is reached, and their name; undefined where they have none. */
export async function emailOf(
  ctx: Pick<CommandContext, 'tx' | 'workspaceId'>,
  customerId: Id,
): Promise<{ address: string; name: string } | undefined> {
  const row = await ctx.tx.first(primary, [ctx.workspaceId, customerId]);
  return row && { address: row.value, name: row.name };
}

const mine = statement<{ id: Id }>(
  'customer_has_email',
  `SELECT id FROM customer_address WHERE workspace_id = $1 AND customer_id = $2 AND kind = 'email' AND value_key = $3`,
);

/** Whether an address is one of this customer's. */
export async function hasEmail(ctx: CommandContext, customerId: Id, key: string): Promise<boolean> {
  return (await ctx.tx.first(mine, [ctx.workspaceId, customerId, key])) !== undefined;
}
