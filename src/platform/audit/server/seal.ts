import type { Id } from '#kernel/contract/ids.ts';
import { restSince } from '#kernel/jobs/rest.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { statement } from '#kernel/server/sql.ts';
import { eventDigest, firstHash, form } from './canonical.ts';
import { signHeads } from './heads.ts';

/** Events of one link: small enough to be sealed in some 10 ms, and as a rest of three times that follows, felt by nobody. */
const eventsAtOnce = 1_000;
const restTimes = 3;

const unsealed = statement<{ workspace_id: Id }>('audit_unsealed', 'SELECT workspace_id FROM heed_unsealed()');
/**
 * The next link of workspace $1. Numbers are given under a lock that is held until commit, so no event with a lower
 * number can appear later. It ends before a gap: a log that lacks an event is for `heed verify` to name, not to seal.
 * Of two who seal at once the second finds the first one's link and makes none.
 */
export const sealNext = statement<{ last_seq: number }>(
  'audit_seal_next',
  `WITH reached AS (
     SELECT last_seq, hash FROM event_seal WHERE workspace_id = $1 ORDER BY first_seq DESC LIMIT 1),
   before AS (
     SELECT coalesce((SELECT last_seq FROM reached), 0) AS seq,
       coalesce((SELECT hash FROM reached), ${firstHash('$1::uuid')}) AS hash),
   news AS (
     SELECT e.seq, ${eventDigest} AS digest FROM event e
     WHERE e.workspace_id = $1 AND e.seq > (SELECT seq FROM before) ORDER BY e.seq LIMIT ${eventsAtOnce}),
   placed AS (
     SELECT n.seq, n.digest, b.seq + row_number() OVER (ORDER BY n.seq) AS expected FROM news n CROSS JOIN before b),
   link AS (
     SELECT min(seq) AS first_seq, max(seq) AS last_seq, string_agg(digest, ''::bytea ORDER BY seq) AS digests
     FROM placed WHERE seq = expected)
   INSERT INTO event_seal (workspace_id, first_seq, last_seq, form, digests, hash)
   SELECT $1, l.first_seq, l.last_seq, ${form}, l.digests, sha256(b.hash || l.digests) FROM link l CROSS JOIN before b
   WHERE l.first_seq IS NOT NULL
   ON CONFLICT DO NOTHING RETURNING last_seq`,
);

/** Seals what is not sealed yet in every workspace, then signs the heads that are due. Safe to run at once and again. */
export async function sealAll(kernel: Kernel): Promise<void> {
  for (const { workspace_id } of await kernel.database.alone(unsealed, [])) {
    const scope = { workspaceId: workspace_id, customerId: null };
    const link = () => kernel.database.write(scope, (tx) => tx.first(sealNext, [workspace_id]));
    let startedAt = performance.now();
    while (await link()) {
      await restSince(startedAt, restTimes);
      startedAt = performance.now();
    }
  }
  await signHeads(kernel);
}
