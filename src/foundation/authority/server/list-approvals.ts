import type { InputOf } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { PersonActor } from '#kernel/server/actor.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { countWaiting, listApprovals } from '../contract.ts';
import { type ApprovalRow, approvalColumns, caseOf, kindOf } from './approvals.ts';
import { delegatorsOf } from './delegations.ts';
import { authorityPolicy } from './policy.ts';
import { rulesAt } from './rows.ts';
import { covers } from './rules/decide.ts';
import { caseFor } from './weighing.ts';

/** Requests that wait are looked through for those that are the reader's; there are never more of them at once. */
const mostOpen = 500;

interface Answer {
  accountId: Id;
  holderId: Id;
  name: string;
  inPlaceOf: string | null;
  answer: 'approved' | 'refused';
  note: string | null;
  at: string;
}
interface ListRow extends ApprovalRow {
  requester_name: string;
  sort_at: string;
  answers: Answer[];
}

const columns = `SELECT ${approvalColumns}, a.name AS requester_name, p.asked_at::text AS sort_at,
    coalesce((SELECT jsonb_agg(jsonb_build_object('accountId', v.account_id, 'holderId', v.holder_id, 'name', x.name,
        'inPlaceOf', CASE WHEN v.holder_id <> v.account_id THEN h.name END, 'answer', v.answer, 'note', v.note,
        'at', to_char(v.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY v.at)
      FROM approval_answer v JOIN account x ON x.id = v.account_id JOIN account h ON h.id = v.holder_id
      WHERE v.workspace_id = p.workspace_id AND v.approval_id = p.id), '[]') AS answers
  FROM approval p JOIN account a ON a.id = p.requester_id
  WHERE p.workspace_id = $1`;
const newest = 'ORDER BY p.asked_at DESC, p.id DESC';
const before = '($2::timestamptz IS NULL OR (p.asked_at, p.id) < ($2::timestamptz, $3::uuid))';

const open = statement<ListRow>(
  'authority_approvals_open',
  `${columns} AND p.state = 'asked' AND p.expires_at > $2 ORDER BY p.asked_at, p.id LIMIT ${mostOpen}`,
);
const own = statement<ListRow>(
  'authority_approvals_own',
  `${columns} AND ${before} AND p.requester_id = $4 ${newest} LIMIT $5`,
);
const over = statement<ListRow>(
  'authority_approvals_over',
  `${columns} AND ${before} AND p.state <> 'asked' AND ($4::uuid IS NULL OR p.requester_id = $4 OR EXISTS (
     SELECT FROM approval_answer v WHERE v.workspace_id = p.workspace_id AND v.approval_id = p.id AND v.account_id = $4))
   ${newest} LIMIT $5`,
);

/**
 * Which of these requests the reader may answer. What was decided before is left out here and counted when they
 * answer, so that a list costs the same however long the history is.
 */
async function answerable(ctx: QueryContext, actor: PersonActor, rows: readonly ListRow[]): Promise<Set<Id>> {
  if (rows.every((row) => row.state !== 'asked')) return new Set();
  const rules = await rulesAt(ctx, null);
  const standsFor = new Map<string, Awaited<ReturnType<typeof delegatorsOf>>>();
  const past = { sameCause: 0, customer: 0, person: 0, holders: 0 };
  const found = new Set<Id>();
  for (const row of rows) {
    if (row.state !== 'asked' || row.requester_id === actor.id || row.expires_at <= ctx.now) continue;
    if (row.answers.some((one) => one.accountId === actor.id)) continue;
    const others = standsFor.get(row.kind) ?? (await delegatorsOf(ctx, actor.id, row.kind));
    standsFor.set(row.kind, others);
    const holders = [actor, ...others].filter(
      (one) => one.id !== row.requester_id && !row.answers.some((given) => given.holderId === one.id),
    );
    if (holders.some((one) => covers(rules, caseFor(ctx, caseOf(row), one), past))) found.add(row.id);
  }
  return found;
}

export const answerApprovals = answer(listApprovals, async (ctx, input, kernel) => {
  demand(ctx, authorityPolicy, 'approvals');
  const actor = ctx.actor as PersonActor;
  const { rows, next } =
    input.view === 'waiting' ? await waitingPage(ctx, actor, input) : await page(ctx, actor, input);
  const mine = await answerable(ctx, actor, rows);
  return {
    approvals: rows.map((row) => present(ctx, row, mine.has(row.id), (code) => kernel.problems[code]?.title ?? code)),
    next,
  };
});

type Input = InputOf<typeof listApprovals>;
type Page = { rows: ListRow[]; next: string | null };

/** What waits for the reader, oldest first, and what they approved that still needs somebody else. */
async function waitingPage(ctx: QueryContext, actor: PersonActor, { after, limit }: Input): Promise<Page> {
  const all = await ctx.tx.rows(open, [ctx.workspaceId, ctx.now]);
  const mine = await answerable(ctx, actor, all);
  const shown = all.filter((row) => mine.has(row.id) || row.answers.some((one) => one.accountId === actor.id));
  const [lastAt = '', lastId = ''] = after ? readCursor(after, ['instant', 'id']) : [];
  const from = after ? shown.findIndex((row) => row.sort_at === lastAt && row.id === lastId) + 1 : 0;
  const rows = shown.slice(from, from + limit);
  return { rows, next: shown.length > from + limit ? cursorAt(rows) : null };
}

async function page(ctx: QueryContext, actor: PersonActor, { view, after, limit }: Input): Promise<Page> {
  const [lastAt = null, lastId = null] = after ? readCursor(after, ['instant', 'id']) : [];
  const seesAll = view === 'over' && (actor.role === 'owner' || actor.role === 'manager');
  const values = [ctx.workspaceId, lastAt, lastId, seesAll ? null : actor.id, limit];
  const rows = await ctx.tx.rows(view === 'asked' ? own : over, values);
  return { rows, next: rows.length === limit ? cursorAt(rows) : null };
}

function cursorAt(rows: readonly ListRow[]): string | null {
  const last = rows.at(-1);
  return last ? cursorOf([last.sort_at, last.id]) : null;
}

function present(ctx: QueryContext, row: ListRow, mine: boolean, titleOf: (code: string) => string) {
  const kind = kindOf(ctx, row.kind);
  return {
    ...{ id: row.id, kind: row.kind, title: kind.title, words: row.words, reason: row.reason, because: row.because },
    ...{ unit: kind.unit, amount: row.amount, currency: row.currency, customerId: row.customer_id },
    requester: { id: row.requester_id, name: row.requester_name, role: row.requester_role },
    state: row.state === 'asked' && row.expires_at <= ctx.now ? ('expired' as const) : row.state,
    problem: row.problem ? { code: row.problem, title: titleOf(row.problem) } : null,
    askedAt: row.asked_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    answers: row.answers.map(({ name, inPlaceOf, answer, note, at }) => ({ name, inPlaceOf, answer, note, at })),
    mine,
    version: row.version,
  };
}

export const answerWaiting = answer(countWaiting, async (ctx) => {
  demand(ctx, authorityPolicy, 'approvals');
  const rows = await ctx.tx.rows(open, [ctx.workspaceId, ctx.now]);
  return { waiting: (await answerable(ctx, ctx.actor as PersonActor, rows)).size };
});
