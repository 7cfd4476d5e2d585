import type { Id } from '#kernel/contract/ids.ts';
import { answer } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { listDuplicates } from '../../contract-duplicates.ts';
import { customerPolicy } from '../policy.ts';
import { judge } from './judge.ts';
import { sidesOf } from './sides.ts';

interface Row {
  one_id: Id;
  other_id: Id;
  strength: number;
  found_at: Date;
  found_text: string;
}
const columns = 'one_id, other_id, strength, found_at, found_at::text AS found_text';
const order = 'ORDER BY strength DESC, found_at DESC, one_id DESC, other_id DESC LIMIT $2';
const first = statement<Row>(
  'customer_pair_list_first',
  `SELECT ${columns} FROM customer_pair WHERE workspace_id = $1 AND dismissed_at IS NULL ${order}`,
);
const next = statement<Row>(
  'customer_pair_list_next',
  `SELECT ${columns} FROM customer_pair WHERE workspace_id = $1 AND dismissed_at IS NULL
     AND (strength, found_at, one_id, other_id) < ($3::text::smallint, $4, $5, $6) ${order}`,
);

/** Possible duplicates, the strongest and newest first. */
export const duplicateList = answer(listDuplicates, async (ctx, { after, limit }) => {
  demand(ctx, customerPolicy, 'list');
  const place = after ? readCursor(after, ['text', 'instant', 'id', 'id']) : [];
  const isNext = place.length > 0 && /^[123]$/.test(place[0] ?? '');
  const rows = await ctx.tx.rows(isNext ? next : first, [ctx.workspaceId, limit, ...(isNext ? place : [])]);
  const sides = await sidesOf(ctx.tx, ctx.workspaceId, [...new Set(rows.flatMap((row) => [row.one_id, row.other_id]))]);
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return {
    pairs: rows.flatMap((row) => {
      const [one, other] = [sides.get(row.one_id), sides.get(row.other_id)];
      const judged = one && other && judge(one, other);
      return judged ? [{ one: one.shown, other: other.shown, ...judged, foundAt: row.found_at.toISOString() }] : [];
    }),
    next: last ? cursorOf([String(last.strength), last.found_text, last.one_id, last.other_id]) : null,
  };
});
