import { type Id, newId } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { customerIdentified } from '../contract-identity.ts';
import { addressKey } from './address.ts';
import { insertAddress } from './addresses.ts';
import { insertCustomer } from './create.ts';
import { lookForDuplicates } from './duplicates/look.ts';

/** Somebody for whom the shop vouches. `email` is one that the shop says it has verified. */
export interface VouchedPerson {
  externalId: string;
  name: string | undefined;
  email: string | undefined;
  locale: string | null;
  timeZone: string | null;
}

export interface KnownPerson {
  identityId: Id;
  customerId: Id;
}

/** Two devices of one person that come at once go one after the other. */
const takeTurns = statement(
  'customer_identity_turns',
  "SELECT pg_advisory_xact_lock(hashtextextended($1::text || ' ' || $2::text, 20))",
);
const known = statement<{ id: Id; customer_id: Id }>(
  'customer_identity_seen',
  `UPDATE customer_identity SET last_at = heed_now() WHERE workspace_id = $1 AND external_id = $2
   RETURNING id, customer_id`,
);
const insert = statement(
  'customer_identity_insert',
  'INSERT INTO customer_identity (workspace_id, id, customer_id, external_id) VALUES ($1, $2, $3, $4)',
);
/** Whose address it is, and whether the shop vouched for them under another name before. */
const holder = statement<{ customer_id: Id; is_known: boolean }>(
  'customer_identity_holder',
  `SELECT a.customer_id, EXISTS (SELECT FROM customer_identity i
     WHERE i.workspace_id = $1 AND i.customer_id = a.customer_id) AS is_known
   FROM customer_address a WHERE a.workspace_id = $1 AND a.kind = 'email' AND a.value_key = $2`,
);
const verify = statement(
  'customer_address_verify',
  `UPDATE customer_address SET verified_at = coalesce(verified_at, heed_now())
   WHERE workspace_id = $1 AND customer_id = $2 AND kind = 'email' AND value_key = $3`,
);

/**
 * The customer for whom the shop vouches: found by the shop's own id for them, else by an e-mail address that the shop
 * has verified, else made. An address whose customer the shop knows under another id leads to nobody: addresses change
 * hands, and the earlier owner's conversations are not the later one's.
 * @throws Problem customer.address_unreadable
 */
export async function customerOfPerson(ctx: CommandContext, person: VouchedPerson): Promise<KnownPerson> {
  const key = person.email === undefined ? undefined : addressKey('email', person.email);
  await ctx.tx.rows(takeTurns, [ctx.workspaceId, person.externalId]);
  const row = await ctx.tx.first(known, [ctx.workspaceId, person.externalId]);
  const held = key === undefined ? undefined : await ctx.tx.first(holder, [ctx.workspaceId, key]);
  const byAddress = held && !held.is_known ? held.customer_id : undefined;
  const customerId = row?.customer_id ?? byAddress ?? (await make(ctx, person));
  if (person.email !== undefined && !held) {
    await insertAddress(ctx, customerId, { kind: 'email', value: person.email });
    await lookForDuplicates(ctx, customerId);
  }
  if (key !== undefined) await ctx.tx.rows(verify, [ctx.workspaceId, customerId, key]);
  if (row) return { identityId: row.id, customerId };
  const identityId = newId();
  await ctx.tx.rows(insert, [ctx.workspaceId, identityId, customerId, person.externalId]);
  ctx.emit(customerIdentified, { customerId, how: byAddress ? 'email' : 'new' });
  return { identityId, customerId };
}

async function make(ctx: CommandContext, { name, locale, timeZone }: VouchedPerson): Promise<Id> {
  const id = newId();
  await insertCustomer(ctx, { id, name: name ?? `Customer ${id.slice(-4).toUpperCase()}`, locale, timeZone });
  return id;
}

const identities = statement<{ external_id: string; first_at: Date; last_at: Date }>(
  'customer_identities_of',
  `SELECT external_id, first_at, last_at FROM customer_identity WHERE workspace_id = $1 AND customer_id = $2
   ORDER BY last_at DESC, id LIMIT 20`,
);

/** Under which ids the shop vouched for a customer, the latest first. */
export async function identitiesOf(tx: Tx, workspaceId: Id, customerId: Id) {
  const rows = await tx.rows(identities, [workspaceId, customerId]);
  return rows.map((row) => ({
    externalId: row.external_id,
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
  }));
}
