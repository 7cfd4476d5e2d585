import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { answer } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { demand } from '#kernel/server/policy.ts';
import { type Statement, statement } from '#kernel/server/sql.ts';
import { listPromises, type PromiseShow, type PromiseView } from '../contract.ts';
import { promisePolicy } from './policy.ts';
import { presentPromises } from './present.ts';
import { quietNames } from './queries.ts';
import { type PromiseRecord, promiseColumns } from './record.ts';
import { describeSubjects } from './subjects.ts';

type ListRow = PromiseRecord & { due_text: string };

/** Whose they are. $2 is the reader, $3 their teams or the one asked for. */
const whose: Record<PromiseView, string> = {
  mine: 'p.owner_id = $2 AND $3::uuid[] IS NOT NULL',
  team: 'p.team_id = ANY($3::uuid[]) AND ($2::uuid IS NULL OR true)',
  raised: 'p.raised_to IS NOT NULL AND $3::uuid[] IS NOT NULL AND ($2::uuid IS NULL OR true)',
  all: '$3::uuid[] IS NOT NULL AND ($2::uuid IS NULL OR true)',
};
const open = 'p.ended_at IS NULL';
const states: Record<PromiseShow, string> = {
  open,
  late: `p.state = 'broken' AND ${open}`,
  kept_late: "p.state = 'kept_late'",
};

/** Each view and state has an index of its own, in due order; what is over comes the latest first. */
function listStatement(view: PromiseView, show: PromiseShow): Statement<ListRow> {
  const [after, start, direction] = show === 'kept_late' ? ['<', 'infinity', 'DESC'] : ['>', '-infinity', 'ASC'];
  const digit = show === 'kept_late' ? 'f' : '0';
  const firstId = [8, 4, 4, 4, 12].map((length) => digit.repeat(length)).join('-');
  // Those that only count once they are broken: the index that holds just them.
  const state = view === 'raised' && show === 'open' ? states.late : states[show];
  return statement(
    `promise_list_${view}_${show}`,
    `SELECT ${promiseColumns}, p.due_at::text AS due_text FROM promise p
     WHERE p.workspace_id = $1 AND ${whose[view]} AND ${state} AND p.measure <> ALL($4::text[])
       AND ($5::text IS NULL OR p.measure = $5)
       AND (p.due_at, p.id) ${after} (coalesce($6::timestamptz, '${start}'), coalesce($7::uuid, '${firstId}'))
     ORDER BY p.due_at ${direction}, p.id ${direction} LIMIT $8`,
  );
}

const statementsOf = (view: PromiseView): Record<PromiseShow, Statement<ListRow>> => ({
  open: listStatement(view, 'open'),
  late: listStatement(view, 'late'),
  kept_late: listStatement(view, 'kept_late'),
});
const statements: Record<PromiseView, Record<PromiseShow, Statement<ListRow>>> = {
  mine: statementsOf('mine'),
  team: statementsOf('team'),
  raised: statementsOf('raised'),
  all: statementsOf('all'),
};

/** Open promises of a view, the one due first at the top. */
export const promiseList = answer(listPromises, async (ctx, { view, show, teamId, measure, after, limit }) => {
  demand(ctx, promisePolicy, 'list');
  const own = ctx.actor.kind === 'person' ? ctx.actor.teamIds : [];
  const teams: readonly Id[] = teamId ? [teamId] : own;
  const [at, id] = after ? readCursor(after, ['instant', 'id']) : [null, null];
  const rows = await ctx.tx.rows(statements[view][show], [
    ...[ctx.workspaceId, actorId(ctx.actor), teams, quietNames(ctx)],
    ...[measure ?? null, at, id, limit],
  ]);
  const [presented, words] = [await presentPromises(ctx, rows), await describeSubjects(ctx, rows)];
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return {
    promises: presented.map((promise) => {
      const about = words.get(promise.subjectId);
      return { ...promise, about: about ? { reference: about.reference, title: about.title, link: about.link } : null };
    }),
    next: last ? cursorOf([last.due_text, last.id]) : null,
  };
});
