import { actorId } from '#kernel/server/actor.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';

// Several in one conversation count once; one is unread while my read mark stands before its note.
const unread = statement<{ count: number }>(
  'mentions_unread',
  `SELECT count(*) FROM (SELECT 1 FROM mention n
     JOIN message m ON m.workspace_id = n.workspace_id AND m.id = n.message_id
     LEFT JOIN read_mark r ON r.workspace_id = n.workspace_id AND r.conversation_id = n.conversation_id
       AND r.account_id = n.account_id
     WHERE n.workspace_id = $1 AND n.account_id = $2 AND m.number > coalesce(r.number, 0)
     GROUP BY n.conversation_id LIMIT 1000) t`,
);

/** In how many conversations somebody mentioned me and I have not read it; over 999 it says 1000. */
export async function unreadMentions(ctx: QueryContext): Promise<number> {
  const row = await ctx.tx.first(unread, [ctx.workspaceId, actorId(ctx.actor)]);
  return Number(row?.count ?? 0);
}
