import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Choice, Field, FieldKind } from '../contract.ts';
import { fieldPolicy } from './policy.ts';

export interface FieldRow {
  id: Id;
  subject: string;
  key: string;
  label: string;
  purpose: string;
  kind: FieldKind;
  choices: Choice[];
  roles: Field['roles'];
  is_required: boolean;
  is_retired: boolean;
  version: number;
}

const columns = `id, subject, key, label, purpose, kind, choices, roles, is_required,
  retired_at IS NOT NULL AS is_retired, version`;
const inOrder = 'ORDER BY retired_at IS NOT NULL, subject, place, created_at, id';

// A role that may not see a field learns nothing of it: the rows themselves are left out, here and nowhere else.
const seen = statement<FieldRow>(
  'fields_seen',
  `SELECT ${columns} FROM field WHERE workspace_id = $1 AND ($2::text IS NULL OR subject = $2) AND retired_at IS NULL
     AND ($3::text IS NULL OR roles @> ARRAY[$3::text]) ${inOrder}`,
);
const every = statement<FieldRow>('fields_every', `SELECT ${columns} FROM field WHERE workspace_id = $1 ${inOrder}`);
const lock = statement<FieldRow>(
  'field_lock',
  `SELECT ${columns} FROM field WHERE workspace_id = $1 AND id = $2 FOR UPDATE`,
);

/**
 * Fields in use that the actor may see, in their order. Heed itself sees every one. A customer and a role that no field
 * names see none.
 */
export function fieldsSeen(ctx: QueryContext, subject: string | null): Promise<FieldRow[]> {
  const { actor } = ctx;
  const role = actor.kind === 'system' ? null : actor.kind === 'person' ? actor.role : '';
  return ctx.tx.rows(seen, [ctx.workspaceId, subject, role]);
}

/** Every field of the workspace, also retired ones and those that the actor's role does not see: for their keepers. */
export function fieldsKept(ctx: QueryContext): Promise<FieldRow[]> {
  return ctx.tx.rows(every, [ctx.workspaceId]);
}

/**
 * A field to change, locked.
 * @throws Problem access.forbidden, record.not_found, record.stale
 */
export async function lockField(ctx: QueryContext, id: Id, version: number): Promise<FieldRow> {
  demand(ctx, fieldPolicy, 'keep');
  const row = await ctx.tx.first(lock, [ctx.workspaceId, id]);
  if (!row) notFound('field');
  if (row.version !== version) {
    refuse('record.stale', `You saw version ${version}; it is now ${row.version}. Load it again.`, {
      facts: { version: row.version },
    });
  }
  return row;
}

/** What goes out of a field. */
export function presentField(row: FieldRow): Field {
  return {
    id: row.id,
    subject: row.subject,
    key: row.key,
    label: row.label,
    purpose: row.purpose,
    kind: row.kind,
    choices: row.choices,
    roles: row.roles,
    isRequired: row.is_required,
    isRetired: row.is_retired,
    version: row.version,
  };
}
