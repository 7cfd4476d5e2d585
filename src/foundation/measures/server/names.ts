import { brandNames } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { By, Dimension } from '../contract.ts';
import { factSources } from './sources.ts';

const teams = statement<{ id: Id; name: string }>(
  'measures_teams',
  'SELECT id, name FROM team WHERE workspace_id = $1 AND id = ANY ($2::uuid[])',
);
const people = statement<{ id: Id; name: string }>(
  'measures_people',
  `SELECT a.id, a.name FROM membership m JOIN account a ON a.id = m.account_id
   WHERE m.workspace_id = $1 AND m.account_id = ANY ($2::uuid[])`,
);

const nobody: Record<Dimension, string> = {
  channel: 'No channel',
  team: 'No team',
  person: 'Nobody',
  reason: 'No reason given',
  brand: 'No brand',
};
const weekdays = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** What people call the groups of a dimension, by key. */
export async function labelsOf(ctx: QueryContext, by: By, keys: readonly string[]): Promise<Map<string, string>> {
  if (by === 'hour') {
    return new Map(keys.map((key) => [key, `${weekdays[Number(key[0])] ?? ''} ${key.slice(2)}:00`]));
  }
  if (!(by in nobody)) return new Map(keys.map((key) => [key, key]));
  const dimension = by as Dimension;
  const named = dimension === 'channel' ? new Map() : await namesOf(ctx, dimension, keys.filter(Boolean));
  return new Map(keys.map((key) => [key, key === '' ? nobody[dimension] : (named.get(key) ?? key)]));
}

/** Names of teams, people, reasons or brands. */
export async function namesOf(
  ctx: QueryContext,
  dimension: Exclude<Dimension, 'channel'>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  if (dimension === 'brand') return brandNames(ctx, ids);
  const asked =
    dimension === 'reason'
      ? ctx
          .contributed(factSources)
          .flatMap((source) =>
            source.reasonNames ? [{ name: `measures_reasons_${source.name}`, text: source.reasonNames }] : [],
          )
      : [dimension === 'team' ? teams : people];
  const names = new Map<string, string>();
  for (const query of asked) {
    const rows = await ctx.tx.rows<{ id: Id; name: string }>(query, [ctx.workspaceId, ids]);
    for (const row of rows) names.set(row.id, row.name);
  }
  return names;
}
