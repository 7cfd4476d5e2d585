import type { Id } from '#kernel/contract/ids.ts';
import { handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { fieldsReordered, reorderFields } from '../contract.ts';
import { fieldPolicy } from './policy.ts';

const inUse = statement<{ id: Id }>(
  'fields_in_use',
  `SELECT id FROM field WHERE workspace_id = $1 AND subject = $2 AND retired_at IS NULL ORDER BY id FOR UPDATE`,
);
const place = statement(
  'fields_place',
  `UPDATE field f SET place = n.ordinality FROM unnest($2::uuid[]) WITH ORDINALITY AS n (id, ordinality)
   WHERE f.workspace_id = $1 AND f.id = n.id`,
);

/** Puts the fields of a subject into this order; every one in use must be named once. */
export const reorder = handle(reorderFields, async (ctx, { subject, fieldIds }) => {
  demand(ctx, fieldPolicy, 'keep');
  const rows = await ctx.tx.rows(inUse, [ctx.workspaceId, subject]);
  const given = new Set(fieldIds);
  const isWhole =
    given.size === fieldIds.length && rows.length === given.size && rows.every((row) => given.has(row.id));
  if (!isWhole) {
    refuse('field.order_incomplete', `Name each of the ${rows.length} fields in use once.`, {
      facts: { fieldIds: rows.map((row) => row.id) },
    });
  }
  await ctx.tx.rows(place, [ctx.workspaceId, fieldIds]);
  ctx.emit(fieldsReordered, { subject });
  return { subject };
});
