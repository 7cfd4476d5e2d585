import type { Id } from '#kernel/contract/ids.ts';
import type { Job } from '#kernel/server/capability.ts';
import { noScope } from '#kernel/server/database.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { fewestReplies } from '../../contract-service.ts';

const places = statement<{ id: Id; time_zone: string }>(
  'chat_reply_time_places',
  'SELECT id, time_zone FROM workspace ORDER BY created_at, id',
);
/**
 * First replies by people in the chat, of the last four weeks, by the hour of the week in which they were asked for. The
 * middle one of each hour that has any; hours that have none any more go.
 */
const reckon = statement(
  'chat_reply_time_reckon',
  `WITH asked AS (
     SELECT (at - value * interval '1 millisecond') AT TIME ZONE $2 AS t, value FROM fact
     WHERE workspace_id = $1 AND kind = 'first_response' AND at >= heed_now() - interval '28 days'
       AND channel = 'chat' AND excluded IS NULL AND value IS NOT NULL),
   hours AS (
     SELECT ((extract(isodow FROM t) - 1) * 24 + extract(hour FROM t))::smallint AS hour, count(*)::int AS n,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY value) AS median_ms FROM asked GROUP BY 1),
   gone AS (DELETE FROM chat_reply_time WHERE workspace_id = $1 AND hour NOT IN (SELECT hour FROM hours))
   INSERT INTO chat_reply_time (workspace_id, hour, n, median_ms) SELECT $1, hour, n, median_ms FROM hours
   ON CONFLICT (workspace_id, hour) DO UPDATE SET n = excluded.n, median_ms = excluded.median_ms, as_of = heed_now()`,
);
const tidy = statement(
  'identity_token_used_tidy',
  'DELETE FROM identity_token_used WHERE workspace_id = $1 AND ends_at < heed_now()',
);
const ofNow = statement<{ n: number; median_ms: number }>(
  'chat_reply_time_now',
  `SELECT r.n, r.median_ms FROM workspace w JOIN chat_reply_time r ON r.workspace_id = w.id
     AND r.hour = (extract(isodow FROM heed_now() AT TIME ZONE w.time_zone) - 1) * 24
       + extract(hour FROM heed_now() AT TIME ZONE w.time_zone)
   WHERE w.id = $1`,
);
const queue = statement(
  'chat_reply_time_queue',
  "SELECT graphile_worker.add_job('chat.reply-times', '{}'::json, job_key := 'chat.reply-times')",
);

/** Reckons reply times anew in every workspace, and forgets tokens that would have expired. */
export async function reckonReplyTimes(kernel: Kernel): Promise<void> {
  for (const place of await kernel.database.alone(places, [])) {
    await kernel.database.write({ workspaceId: place.id, customerId: null }, async (tx) => {
      await tx.rows(reckon, [place.id, place.time_zone]);
      await tx.rows(tidy, [place.id]);
    });
  }
}

export const replyTimesJob: Job = {
  task: 'chat.reply-times',
  cron: '7 * * * *',
  run: (kernel) => reckonReplyTimes(kernel),
};

/** Soon after a start too: what was reckoned may be of long ago. */
export async function queueReplyTimes(kernel: Kernel): Promise<void> {
  await kernel.database.write(noScope, (tx) => tx.rows(queue, []));
}

/** What is known of this hour of the week, whether it is enough or not. */
export function replyTimeNow(tx: Tx, workspaceId: Id): Promise<{ n: number; median_ms: number } | undefined> {
  return tx.first(ofNow, [workspaceId]);
}

/** How long first replies take at this hour; null when fewer than ten were given, which would be a guess. */
export async function expectedReplyMs(tx: Tx, workspaceId: Id): Promise<number | null> {
  const known = await replyTimeNow(tx, workspaceId);
  return known && known.n >= fewestReplies ? known.median_ms : null;
}
