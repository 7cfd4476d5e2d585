import type { Id } from '#kernel/contract/ids.ts';
import { answer } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { statement } from '#kernel/server/sql.ts';
import { type Asks, countNotices, type Importance, listNotices, type Notice } from '../contract.ts';
import { demandOwn } from './access.ts';
import type { NoticeData, NoticeWords } from './kinds.ts';
import { unanswered } from './unanswered.ts';
import { sayAll } from './words.ts';

interface Row {
  id: Id;
  kind: string;
  importance: Importance;
  asks: Asks;
  about_kind: string;
  about_id: Id;
  customer_id: Id | null;
  data: NoticeData;
  count: number;
  is_many: boolean;
  at: Date;
  at_text: string;
  withheld: string | null;
  read_at: Date | null;
  acknowledged_at: Date | null;
  acted_at: Date | null;
  settled_at: Date | null;
  chased: number;
}

const columns = `n.id, o.kind, n.importance, n.asks, o.about_kind, o.about_id, o.customer_id, o.data, n.count, n.is_many,
  n.at, n.at::text AS at_text, n.withheld, n.read_at, n.acknowledged_at, n.acted_at, n.settled_at, n.chased`;
const listOf = (name: string, more: string) =>
  statement<Row>(
    `notice_list_${name}`,
    `SELECT ${columns} FROM notice_receipt n JOIN notice o ON o.workspace_id = $1 AND o.id = n.notice_id
     WHERE n.workspace_id = $1 AND n.person_id = $2 AND n.withheld IS DISTINCT FROM 'muted' AND n.at <= $3
       AND (n.at, n.id) < ($4::timestamptz, $5::uuid)${more}
     ORDER BY n.at DESC, n.id DESC LIMIT $6`,
  );
const lists = {
  all: listOf('all', ''),
  unread: listOf('unread', ' AND n.read_at IS NULL'),
  unanswered: listOf('unanswered', ` AND ${unanswered('n')}`),
};
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** One person's notices, newest first. */
export const noticeList = answer(listNotices, async (ctx, { personId, show, limit, after }) => {
  demandOwn(ctx, personId);
  const [at = 'infinity', id = lastId] = after ? readCursor(after, ['instant', 'id']) : [];
  const rows = await ctx.tx.rows(lists[show], [ctx.workspaceId, personId, ctx.now, at, id, limit]);
  const last = rows.length === limit ? rows.at(-1) : undefined;
  const notices = (await sayAll(ctx, rows)).map(outward);
  return { notices, next: last ? cursorOf([last.at_text, last.id]) : null };
});

const iso = (at: Date | null) => at?.toISOString() ?? null;

function outward(row: Row & { said: Required<NoticeWords> }): Notice {
  return {
    id: row.id,
    kind: row.kind,
    importance: row.importance,
    asks: row.asks,
    ...row.said,
    aboutKind: row.about_kind,
    aboutId: row.about_id,
    customerId: row.customer_id,
    count: row.count,
    isMany: row.is_many,
    at: row.at.toISOString(),
    wasHeld: row.withheld === 'quiet_hours',
    readAt: iso(row.read_at),
    acknowledgedAt: iso(row.acknowledged_at),
    actedAt: iso(row.acted_at),
    settledAt: iso(row.settled_at),
    chased: row.chased,
    awaits: awaits(row),
  };
}

function awaits(row: Row): Notice['awaits'] {
  if (row.settled_at || row.acted_at || row.asks === 'read') return 'nothing';
  return row.asks === 'acknowledge' && row.acknowledged_at ? 'nothing' : row.asks;
}

const most = 100;
const counts = statement<{ unread: number; unanswered: number }>(
  'notice_counts',
  `SELECT (SELECT count(*)::int FROM (SELECT FROM notice_receipt n WHERE n.workspace_id = $1 AND n.person_id = $2
       AND n.read_at IS NULL AND n.withheld IS DISTINCT FROM 'muted' AND n.at <= $3 AND n.importance <> 'quiet'
       LIMIT ${most}) x) AS unread,
     (SELECT count(*)::int FROM (SELECT FROM notice_receipt n WHERE n.workspace_id = $1 AND n.person_id = $2
       AND n.at <= $3 AND ${unanswered('n')} LIMIT ${most}) x) AS unanswered`,
);
const newestImportant = statement<Row>(
  'notice_newest_important',
  `SELECT ${columns} FROM notice_receipt n JOIN notice o ON o.workspace_id = $1 AND o.id = n.notice_id
   WHERE n.workspace_id = $1 AND n.person_id = $2 AND n.read_at IS NULL AND n.withheld IS DISTINCT FROM 'muted'
     AND n.at <= $3 AND n.importance = 'important'
   ORDER BY n.at DESC, n.id DESC LIMIT 1`,
);

/** What the bell shows and says aloud. */
export const noticeCount = answer(countNotices, async (ctx, { personId }) => {
  demandOwn(ctx, personId);
  const values = [ctx.workspaceId, personId, ctx.now];
  const count = await ctx.tx.first(counts, values);
  const [important] = await sayAll(ctx, count?.unread ? await ctx.tx.rows(newestImportant, values) : []);
  return {
    unread: count?.unread ?? 0,
    unanswered: count?.unanswered ?? 0,
    important: important ? { id: important.id, words: important.said.words, at: important.at.toISOString() } : null,
  };
});
