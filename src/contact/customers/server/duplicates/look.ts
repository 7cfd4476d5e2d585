import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Strength } from '../../contract-duplicates.ts';
import { judge } from './judge.ts';
import { isPublicMailHost } from './mail-hosts.ts';
import { type Side, sidesOf } from './sides.ts';

/** Customers of whom an address reaches the same mailbox or telephone. */
const sharing = statement<{ id: Id }>(
  'customer_sharing',
  `SELECT DISTINCT other.customer_id AS id FROM customer_address mine
   JOIN customer_address other ON other.workspace_id = mine.workspace_id AND other.kind = mine.kind
     AND other.match_key = mine.match_key AND other.customer_id <> mine.customer_id
   WHERE mine.workspace_id = $1 AND mine.customer_id = $2 LIMIT 50`,
);
const alike = statement<{ id: Id }>('customer_named_like', 'SELECT id FROM heed_customers_named_like($1, $2) AS id');
/** Those who write from the same host and are called alike; a name that many bear would hide them among the others. */
const colleagues = statement<{ id: Id }>(
  'customer_colleagues_named_like',
  `SELECT c.id FROM (SELECT DISTINCT customer_id FROM customer_address
     WHERE workspace_id = $1 AND domain = ANY ($2::text[]) AND customer_id <> $3 LIMIT 2000) a
   JOIN customer c ON c.workspace_id = $1 AND c.id = a.customer_id
   WHERE NOT c.is_visitor AND similarity(c.name_key, $4) >= 0.6 LIMIT 25`,
);
// What no longer holds goes, unless somebody said that these two are not one: that is remembered.
const forget = statement(
  'customer_pair_forget',
  `DELETE FROM customer_pair WHERE workspace_id = $1 AND (one_id = $2 OR other_id = $2) AND dismissed_at IS NULL
     AND CASE WHEN one_id = $2 THEN other_id ELSE one_id END <> ALL ($3::uuid[])`,
);
const keep = statement(
  'customer_pair_keep',
  `INSERT INTO customer_pair (workspace_id, one_id, other_id, strength)
   SELECT $1, least($2::uuid, p.id), greatest($2::uuid, p.id), p.strength FROM unnest($3::uuid[], $4::smallint[]) AS p (id, strength)
   ON CONFLICT (workspace_id, one_id, other_id) DO UPDATE SET strength = excluded.strength`,
);

export const strengths: readonly Strength[] = ['possible', 'likely', 'strong'];
/** A strength as it is stored, so that pairs are ordered by it. */
const ranks: Record<Strength, number> = { possible: 1, likely: 2, strong: 3 };

/**
 * Looks for customers who may be the same person, by indexes alone, and keeps the pairs. Called by whatever writes an
 * address or a name, in the same transaction. Screens depend on the subject `customer-duplicates`, which the events of
 * those writes name.
 */
export async function lookForDuplicates(ctx: CommandContext, customerId: Id): Promise<void> {
  const mine = (await sidesOf(ctx.tx, ctx.workspaceId, [customerId])).get(customerId);
  if (!mine) return;
  const others = await sidesOf(ctx.tx, ctx.workspaceId, await candidates(ctx, mine));
  const found = [...others.values()].flatMap((other) => {
    const judged = judge(mine, other);
    return judged ? [{ id: other.id, rank: ranks[judged.strength] }] : [];
  });
  const foundIds = found.map(idOf);
  await ctx.tx.rows(forget, [ctx.workspaceId, customerId, foundIds]);
  if (found.length === 0) return;
  await ctx.tx.rows(keep, [ctx.workspaceId, customerId, foundIds, found.map((one) => one.rank)]);
}

/** Whom to compare with. A name alone says nothing, so whoever has no address is like nobody. */
async function candidates(ctx: CommandContext, mine: Side): Promise<Id[]> {
  if (mine.addresses.length === 0) return [];
  const sharers = ctx.tx.rows(sharing, [ctx.workspaceId, mine.id]);
  if (mine.isVisitor) return (await sharers).map(idOf);
  const hosts = mine.addresses
    .filter((address) => address.kind === 'email')
    .map((address) => address.key.slice(address.key.indexOf('@') + 1))
    .filter((host) => !isPublicMailHost(host));
  const all = await Promise.all([
    sharers,
    ctx.tx.rows(alike, [mine.nameKey, mine.id]),
    hosts.length > 0 ? ctx.tx.rows(colleagues, [ctx.workspaceId, hosts, mine.id, mine.nameKey]) : [],
  ]);
  return [...new Set(all.flat().map(idOf))];
}

const idOf = (row: { id: Id }) => row.id;
