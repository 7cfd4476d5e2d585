import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { preferenceChanged } from '../../contract-onward.ts';

const load = statement<{ is_wanted: boolean; at: Date }>(
  'mail_preference_of',
  'SELECT is_wanted, at FROM mail_preference WHERE workspace_id = $1 AND address_key = $2 AND topic = $3',
);
const keep = statement<{ topic: string }>(
  'mail_preference_keep',
  `INSERT INTO mail_preference AS p (workspace_id, address_key, topic, is_wanted, how) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (workspace_id, address_key, topic) DO UPDATE
     SET is_wanted = excluded.is_wanted, how = excluded.how, at = heed_now() WHERE p.is_wanted <> excluded.is_wanted
   RETURNING topic`,
);

/** Whether whoever has an address said that they want no such mails, and when. */
export async function endedAt(tx: Tx, workspaceId: Id, key: string, topic: string): Promise<Date | undefined> {
  const row = await tx.first(load, [workspaceId, key, topic]);
  return row && !row.is_wanted ? row.at : undefined;
}

/** Keeps what they said, with the time; said once more it stays as it was. */
export async function keepPreference(
  ctx: CommandContext,
  of: { key: string; topic: string },
  said: { isWanted: boolean; how: 'one_click' | 'page' },
): Promise<void> {
  const changed = await ctx.tx.first(keep, [ctx.workspaceId, of.key, of.topic, said.isWanted, said.how]);
  if (changed) ctx.emit(preferenceChanged, { topic: of.topic, isWanted: said.isWanted });
}
