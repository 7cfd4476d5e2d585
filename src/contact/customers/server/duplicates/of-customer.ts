import type { Id } from '#kernel/contract/ids.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { duplicatesOf, type PairSide, type Sign, type Strength } from '../../contract-duplicates.ts';
import { accessCustomer } from '../access.ts';
import { judge } from './judge.ts';
import { sidesOf } from './sides.ts';

interface PairRow {
  id: Id;
  dismissed_at: Date | null;
  by_name: string | null;
}

const pairs = statement<PairRow>(
  'customer_pairs_of',
  `SELECT CASE WHEN p.one_id = $2 THEN p.other_id ELSE p.one_id END AS id, p.dismissed_at, a.name AS by_name
   FROM customer_pair p LEFT JOIN account a ON a.id = p.dismissed_by
   WHERE p.workspace_id = $1 AND (p.one_id = $2 OR p.other_id = $2)
   ORDER BY p.strength DESC, p.found_at DESC, id LIMIT 40`,
);

interface Likely {
  other: PairSide;
  strength: Strength;
  signs: Sign[];
}

async function pairsOf(ctx: QueryContext, customerId: Id) {
  const rows = await ctx.tx.rows(pairs, [ctx.workspaceId, customerId]);
  const sides = await sidesOf(ctx.tx, ctx.workspaceId, [customerId, ...rows.map((row) => row.id)]);
  const mine = sides.get(customerId);
  const likely: Likely[] = [];
  const dismissed: { other: PairSide; byName: string; at: string }[] = [];
  for (const row of rows) {
    const other = sides.get(row.id);
    if (!mine || !other) continue;
    if (row.dismissed_at) {
      dismissed.push({ other: other.shown, byName: row.by_name ?? '', at: row.dismissed_at.toISOString() });
      continue;
    }
    const judged = judge(mine, other);
    if (judged) likely.push({ other: other.shown, ...judged });
  }
  return { pairs: likely, dismissed };
}

/** Those who are strongly or likely the same person, for other capabilities of this one. */
export async function likelyOthers(ctx: QueryContext, customerId: Id): Promise<PairSide[]> {
  const found = await pairsOf(ctx, customerId);
  return found.pairs.filter((pair) => pair.strength !== 'possible').map((pair) => pair.other);
}

export const duplicatesOfCustomer = answer(duplicatesOf, async (ctx, { customerId }) => {
  const customer = await accessCustomer(ctx, customerId, { for: 'read' });
  return pairsOf(ctx, customer.id);
});
