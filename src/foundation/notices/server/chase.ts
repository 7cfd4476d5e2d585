import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, DeadlineKind } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { type Asks, type Importance, noticeChased } from '../contract.ts';
import { chase, startChases } from './chase-clock.ts';
import { type NoticeKind, noticeKinds } from './kinds.ts';
import { notifyAll } from './notify.ts';
import { waitForQuietEnd } from './quiet-end.ts';
import { unanswered } from './unanswered.ts';

interface Chased {
  id: Id;
  person_id: Id;
  chased: number;
  at: Date;
  importance: Importance;
  asks: Asks;
  kind: string;
  about_kind: string;
  about_id: Id;
  customer_id: Id | null;
  team_ids: Id[];
  is_active: boolean;
}

// The first time the line comes to the top again, unread; after that, or when the person is gone, others must know.
const remind = statement<Chased>(
  'notice_remind',
  `UPDATE notice_receipt n SET chased = n.chased + 1, group_key = NULL,
     read_at = CASE WHEN n.chased = 0 AND m.active THEN NULL ELSE n.read_at END,
     at = CASE WHEN n.chased > 0 OR NOT m.active THEN n.at WHEN n.importance = 'important' THEN $3::timestamptz
       ELSE coalesce(heed_quiet_until(q.from_minute, q.to_minute, q.days, q.time_zone, $3), $3) END
   FROM notice o, membership m
   LEFT JOIN notice_quiet_hours q ON q.workspace_id = m.workspace_id AND q.person_id = m.account_id
   WHERE n.workspace_id = $1 AND n.id = ANY ($2::uuid[]) AND ${unanswered('n')} AND n.chased < 2
     AND o.workspace_id = $1 AND o.id = n.notice_id AND m.workspace_id = $1 AND m.account_id = n.person_id
   RETURNING n.id, n.person_id, n.chased, n.at, n.importance, n.asks, o.kind, o.about_kind, o.about_id, o.customer_id,
     m.active AS is_active,
     ARRAY(SELECT t.team_id FROM team_member t WHERE t.workspace_id = $1 AND t.account_id = n.person_id) AS team_ids`,
);

async function chaseAll(ctx: CommandContext, lineIds: readonly Id[]): Promise<void> {
  const lines = await ctx.tx.rows(remind, [ctx.workspaceId, lineIds, ctx.now]);
  for (const { id, person_id, chased } of lines) {
    ctx.emit(noticeChased, { recipientId: person_id, noticeId: id, chased });
  }
  const again = lines.filter((line) => line.chased === 1 && line.is_active);
  const kinds = new Map(ctx.contributed(noticeKinds).map((kind) => [kind.name, kind]));
  await startChases(ctx, again, kinds);
  await waitForQuietEnd(ctx, again);
  await notifyAll(ctx, lines.filter((line) => !again.includes(line)).map(toLeads));
}

function toLeads(line: Chased) {
  return {
    kind: unansweredKind.name,
    to: { leadsOf: line.team_ids, otherwise: ['owner'], except: [line.person_id] },
    about: { kind: line.about_kind, id: line.about_id },
    customerId: line.customer_id,
    data: { personId: line.person_id, kind: line.kind },
    group: line.person_id,
  };
}

/** Somebody was asked, reminded, and did not answer: who leads their team gets to know. */
export const unansweredKind: NoticeKind = {
  name: 'notice.unanswered',
  label: 'A colleague has not answered a notice',
  help: 'For leads: somebody of the team was asked, reminded, and has not answered.',
  importance: 'important',
  asks: 'read',
  roles: ['owner', 'manager', 'lead'],
  words: (data, names) => ({
    words: `${names.person(data.personId)} has not answered a notice${names.about ? ` about ${names.about.reference}` : ''}`,
    detail: names.about?.title ?? null,
  }),
};

/** An answer that was asked for is overdue. */
export const unansweredChase: DeadlineKind = {
  kind: chase,
  fire: (ctx, lineId) => chaseAll(ctx, [lineId]),
  fireAll: chaseAll,
};
