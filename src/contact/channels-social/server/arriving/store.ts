import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Connector } from '../connector.ts';

const insert = statement<{ ref: string }>(
  'social_update_insert',
  `INSERT INTO social_update (workspace_id, account_id, ref, body)
   SELECT $1::uuid, $2::uuid, u.ref, u.body FROM unnest($3::text[], $4::jsonb[]) AS u(ref, body)
   ON CONFLICT DO NOTHING RETURNING ref`,
);
const heard = statement(
  'social_account_heard',
  `UPDATE social_account SET heard_at = heed_now() WHERE workspace_id = $1 AND id = $2
     AND (heard_at IS NULL OR heard_at < heed_now() - interval '1 minute')`,
);

export const readTask = 'social.read';

/** Queues the reading of what was stored of an account. */
export function readSoon(ctx: CommandContext, accountId: Id): void {
  ctx.enqueue(readTask, { workspaceId: ctx.workspaceId, accountId }, `${readTask} ${accountId}`);
}

/** Keeps updates as they came, each once; whoever told them may forget them when this is committed. */
export async function storeUpdates(
  ctx: CommandContext,
  accountId: Id,
  connector: Connector,
  updates: readonly unknown[],
): Promise<string[]> {
  const named = updates.flatMap((body) => {
    const ref = connector.refOf(body);
    // The database keeps no NUL, not even escaped.
    return ref === undefined ? [] : [{ ref, body: JSON.stringify(body).replaceAll('\\u0000', '') }];
  });
  const refs = named.map((one) => one.ref);
  if (refs.length > 0) {
    await ctx.tx.rows(insert, [ctx.workspaceId, accountId, refs, named.map((one) => one.body)]);
    readSoon(ctx, accountId);
  }
  await ctx.tx.rows(heard, [ctx.workspaceId, accountId]);
  return refs;
}
