import type { CommandContext } from '#kernel/server/capability.ts';
import { handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { defineField, fieldDefined } from '../contract.ts';
import { choicesOf } from './choices.ts';
import { fieldPolicy } from './policy.ts';
import { subjectNamed } from './subjects.ts';

const most = 100;
// Keepers come one after the other, so that the count still holds when the row is there.
const gate = statement('fields_gate', "SELECT pg_advisory_xact_lock(hashtextextended($1::text || 'fields', 0))");
const counted = statement<{ count: number }>(
  'fields_counted',
  'SELECT count(*) AS count FROM field WHERE workspace_id = $1 AND subject = $2 AND retired_at IS NULL',
);
const insert = statement<{ version: number }>(
  'field_insert',
  `INSERT INTO field (workspace_id, id, subject, key, label, purpose, kind, choices, roles, is_required, place)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
     (SELECT coalesce(max(place), 0) + 1 FROM field WHERE workspace_id = $1 AND subject = $3))
   ON CONFLICT (workspace_id, subject, key) DO NOTHING RETURNING version`,
);

/** Refuses a field too many. @throws Problem field.too_many */
export async function demandRoom(ctx: CommandContext, subject: string): Promise<void> {
  await ctx.tx.rows(gate, [ctx.workspaceId]);
  const row = await ctx.tx.first(counted, [ctx.workspaceId, subject]);
  if ((row?.count ?? 0) >= most) refuse('field.too_many', `${subject} has ${most} fields in use. Retire one first.`);
}

/** Adds a field at the end of its subject's order. */
export const define = handle(defineField, async (ctx, { subject, key, label, purpose, kind, ...more }) => {
  demand(ctx, fieldPolicy, 'keep');
  subjectNamed(ctx, subject);
  const choices = choicesOf(kind, more.choices);
  await demandRoom(ctx, subject);
  const row = await ctx.tx.first(insert, [
    ...[ctx.workspaceId, ctx.key, subject, key, label, purpose, kind],
    ...[JSON.stringify(choices), [...new Set(more.roles)], more.isRequired],
  ]);
  if (!row) refuse('field.key_taken', `There is already a field ${key}; it may be retired.`);
  ctx.emit(fieldDefined, { fieldId: ctx.key, subject });
  return { fieldId: ctx.key, version: row.version };
});
