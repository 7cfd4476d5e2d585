import type { Id } from '#kernel/contract/ids.ts';
import { answer, handle } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { listNotices, type NoticeChannel, noticePublished, publishNotice } from '../contract.ts';
import { privacyPolicy } from './policy.ts';

export interface NoticeRecord {
  id: Id;
  purpose: string;
  channel: NoticeChannel;
  version: number;
  text: string;
}

interface Listed extends NoticeRecord {
  effective_from: Date;
  published_at: Date;
  at: string;
  published_by: string | null;
  state: 'later' | 'in_force' | 'past';
}

// Of versions that hold from the same moment the later one counts.
const newer = `SELECT FROM privacy_notice o WHERE o.workspace_id = n.workspace_id AND o.purpose = n.purpose
  AND o.channel = n.channel AND o.effective_from <= heed_now()
  AND (o.effective_from, o.version) > (n.effective_from, n.version)`;
const page = statement<Listed>(
  'privacy_notices_page',
  `SELECT n.id, n.purpose, n.channel, n.version, n.text, n.effective_from, n.published_at, n.published_at::text AS at,
     a.name AS published_by,
     CASE WHEN n.effective_from > heed_now() THEN 'later' WHEN EXISTS (${newer}) THEN 'past' ELSE 'in_force' END AS state
   FROM privacy_notice n LEFT JOIN account a ON a.id = n.published_by
   WHERE n.workspace_id = $1 AND ($2::timestamptz IS NULL OR (n.published_at, n.id) < ($2, $3::uuid))
   ORDER BY n.published_at DESC, n.id DESC LIMIT $4`,
);

export const notices = answer(listNotices, async (ctx, { after, limit }) => {
  demand(ctx, privacyPolicy, 'list');
  const place = after ? readCursor(after, ['instant', 'id']) : [];
  const found = await ctx.tx.rows(page, [ctx.workspaceId, place[0] ?? null, place[1] ?? null, limit + 1]);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    notices: shown.map(({ effective_from, published_at, published_by, at: _, ...row }) => ({
      ...row,
      effectiveFrom: effective_from.toISOString(),
      publishedAt: published_at.toISOString(),
      publishedBy: published_by,
    })),
    next: last && found.length > limit ? cursorOf([last.at, last.id]) : null,
  };
});

// Two who publish at once get two versions, one after the other.
const takeTurns = statement(
  'privacy_notice_turns',
  "SELECT pg_advisory_xact_lock(hashtextextended('notice ' || $1::text || $2::text, 29))",
);
const insert = statement<{ version: number; effective_from: Date }>(
  'privacy_notice_insert',
  `INSERT INTO privacy_notice (workspace_id, id, purpose, channel, version, text, effective_from, published_by)
   SELECT $1, $2, $3, $4, coalesce(max(version), 0) + 1, $5, coalesce($6::timestamptz, heed_now()), $7
   FROM privacy_notice WHERE workspace_id = $1 AND purpose = $3 AND channel = $4
   RETURNING version, effective_from`,
);

export const publish = handle(publishNotice, async (ctx, { purpose, channel, text, effectiveFrom }) => {
  demand(ctx, privacyPolicy, 'publish');
  if (effectiveFrom && Date.parse(effectiveFrom) < ctx.now.getTime()) {
    refuse('privacy.in_the_past', `It is ${ctx.now.toISOString()} now.`);
  }
  await ctx.tx.rows(takeTurns, [ctx.workspaceId, purpose]);
  const by = ctx.actor.kind === 'person' ? ctx.actor.id : null;
  const row = await ctx.tx.first(insert, [ctx.workspaceId, ctx.key, purpose, channel, text, effectiveFrom ?? null, by]);
  if (!row) throw new Error('a notice was not kept');
  const told = { noticeId: ctx.key, version: row.version, effectiveFrom: row.effective_from.toISOString() };
  ctx.emit(noticePublished, { ...told, channel });
  return told;
});

const force = statement<NoticeRecord>(
  'privacy_notice_in_force',
  `SELECT id, purpose, channel, version, text FROM privacy_notice
   WHERE workspace_id = $1 AND purpose = $2 AND channel IN ($3, 'any') AND effective_from <= heed_now()
   ORDER BY channel <> 'any' DESC, effective_from DESC, version DESC LIMIT 1`,
);

/** What is said there now: the channel's own notice, else the one for any; undefined where there is none. */
export function noticeInForce(
  tx: Tx,
  workspaceId: Id,
  purpose: string,
  channel: NoticeChannel,
): Promise<NoticeRecord | undefined> {
  return tx.first(force, [workspaceId, purpose, channel]);
}
