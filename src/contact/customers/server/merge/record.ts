import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { nameKey } from '../address.ts';
import type { Mergeable } from './choose.ts';

const utc = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS ${column}`;
const load = statement<Mergeable>(
  'customer_merge_load',
  `SELECT name, is_visitor, locale, time_zone, ${utc('created_at')}, ${utc('last_contact_at')}, fields FROM customer
   WHERE workspace_id = $1 AND id = $2`,
);
const save = statement<{ version: number }>(
  'customer_merge_save',
  `UPDATE customer SET name = $3, name_key = $4, is_visitor = $5, locale = $6, time_zone = $7, created_at = $8,
     last_contact_at = $9, fields = $10::jsonb, conversations = greatest(conversations + $11, 0), version = version + 1
   WHERE workspace_id = $1 AND id = $2 RETURNING version`,
);

/** What a merge chooses between, of one customer whose row is locked. */
export async function mergeableOf(ctx: CommandContext, id: Id): Promise<Mergeable> {
  const row = await ctx.tx.first(load, [ctx.workspaceId, id]);
  if (!row) throw new Error('the customer is gone although it was locked');
  return row;
}

/** Writes the record; `contacts` are added to those counted. Returns the new version. */
export async function saveRecord(ctx: CommandContext, id: Id, record: Mergeable, contacts: number): Promise<number> {
  const saved = await ctx.tx.first(save, [
    ...[ctx.workspaceId, id, record.name, nameKey(record.name), record.is_visitor, record.locale, record.time_zone],
    ...[record.created_at, record.last_contact_at, JSON.stringify(record.fields), contacts],
  ]);
  return saved?.version ?? 1;
}
