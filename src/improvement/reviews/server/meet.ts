import { dayIn, scopeOf } from '#foundation/measures/index.ts';
import { demandOwner, owe, type SubjectKind } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { type CommandContext, handle, type QueryContext } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { holdMeeting, meetingHeld } from '../contract.ts';
import { accessOpen, findingsOf } from './rows.ts';

const insert = statement(
  'review_meeting_insert',
  `INSERT INTO review_meeting (workspace_id, id, review_id, held_on, attendee_ids, noted_by)
   VALUES ($1, $2, $3, $4, $5::uuid[], $6)`,
);
const insertItem = statement(
  'review_item_insert',
  'INSERT INTO review_item (workspace_id, meeting_id, place, words, finding_id) VALUES ($1, $2, $3, $4, $5)',
);
const insertAction = statement(
  'review_action_insert',
  'INSERT INTO review_action (workspace_id, meeting_id, place, promise_id) VALUES ($1, $2, $3, $4)',
);
const members = statement<{ count: number }>(
  'review_members',
  'SELECT count(*)::int AS count FROM membership WHERE workspace_id = $1 AND account_id = ANY ($2::uuid[]) AND active',
);

/** Notes a meeting as it was; each action is owed from now on and leads back to the review. */
export const noteMeeting = handle(holdMeeting, async (ctx, { reviewId, heldOn, attendeeIds, items }) => {
  const review = await accessOpen(ctx, reviewId, 'meet');
  const people = [...new Set(attendeeIds)];
  await demandPast(ctx, heldOn);
  await demandAttendees(ctx, people);
  const known = new Set((await findingsOf(ctx, reviewId)).map((one) => one.id));
  await ctx.tx.rows(insert, [ctx.workspaceId, ctx.key, reviewId, heldOn, people, actorId(ctx.actor)]);
  let actions = 0;
  for (const [index, { words, findingId, actions: own }] of items.entries()) {
    if (findingId && !known.has(findingId)) refuse('review.unknown', 'This review has no such finding.');
    const item = [ctx.workspaceId, ctx.key, index + 1];
    await ctx.tx.rows(insertItem, [...item, words, findingId]);
    for (const action of own) {
      await demandOwner(ctx, action.ownerId);
      const promiseId = await owe(ctx, {
        subject: { kind: 'review', id: reviewId },
        measure: 'task',
        words: action.words,
        ownerId: action.ownerId,
        dueAt: new Date(action.dueAt),
      });
      await ctx.tx.rows(insertAction, [...item, promiseId]);
      actions++;
    }
  }
  ctx.emit(meetingHeld, {
    ...{ reviewId, standardId: review.standard_id, meetingId: ctx.key },
    ...{ items: items.length, actions },
  });
  return { reviewId, meetingId: ctx.key };
});

async function demandPast(ctx: CommandContext, day: string): Promise<void> {
  const { timeZone } = await scopeOf(ctx, {});
  if (day > dayIn(timeZone, ctx.now)) refuse('review.past_date', 'Note a meeting when it was held: today or earlier.');
}

async function demandAttendees(ctx: CommandContext, ids: readonly Id[]): Promise<void> {
  const row = await ctx.tx.first(members, [ctx.workspaceId, ids]);
  if (row?.count !== ids.length) refuse('review.unknown', 'Choose active members of this workspace.');
}

export interface MeetingRow {
  id: Id;
  held_on: string;
  attendees: string[];
}
const meetings = statement<MeetingRow>(
  'review_meetings',
  `SELECT m.id, m.held_on::text AS held_on,
     ARRAY(SELECT a.name FROM account a WHERE a.id = ANY (m.attendee_ids) ORDER BY lower(a.name), a.id) AS attendees
   FROM review_meeting m WHERE m.workspace_id = $1 AND m.review_id = $2 ORDER BY m.held_on, m.id LIMIT 100`,
);
interface ItemRow {
  meeting_id: Id;
  place: number;
  words: string;
  finding_id: Id | null;
}
const itemsOf = statement<ItemRow>(
  'review_items',
  `SELECT meeting_id, place, words, finding_id FROM review_item
   WHERE workspace_id = $1 AND meeting_id = ANY ($2::uuid[]) ORDER BY meeting_id, place`,
);
interface ActionRow {
  meeting_id: Id;
  place: number;
  id: Id;
  words: string;
  owner_name: string | null;
  due_at: Date;
  state: string;
}
const actionsOf = statement<ActionRow>(
  'review_actions',
  `SELECT x.meeting_id, x.place, p.id, p.words, a.name AS owner_name, p.due_at, p.state FROM review_action x
   JOIN promise p ON p.workspace_id = x.workspace_id AND p.id = x.promise_id LEFT JOIN account a ON a.id = p.owner_id
   WHERE x.workspace_id = $1 AND x.meeting_id = ANY ($2::uuid[]) ORDER BY p.due_at, p.id`,
);

/** The meetings of a review with what was discussed and what became of the actions. */
export async function meetingsOf(ctx: QueryContext, reviewId: Id) {
  const rows = await ctx.tx.rows(meetings, [ctx.workspaceId, reviewId]);
  const ids = [ctx.workspaceId, rows.map((row) => row.id)];
  const [items, actions] = [await ctx.tx.rows(itemsOf, ids), await ctx.tx.rows(actionsOf, ids)];
  const actionsAt = (meetingId: Id, place: number) =>
    actions.filter((one) => one.meeting_id === meetingId && one.place === place).map(presentAction);
  return rows.map(({ id, held_on, attendees }) => ({
    id,
    heldOn: held_on,
    attendees,
    items: items
      .filter((item) => item.meeting_id === id)
      .map(({ words, finding_id, place }) => ({ words, findingId: finding_id, actions: actionsAt(id, place) })),
  }));
}

function presentAction({ id, words, owner_name, due_at, state }: ActionRow) {
  return { promiseId: id, words, ownerName: owner_name, dueAt: due_at.toISOString(), state };
}

const described = statement<{ id: Id; name: string; from_day: string; to_day: string }>(
  'review_described',
  `SELECT r.id, s.name, r.from_day::text AS from_day, r.to_day::text AS to_day FROM review r
   JOIN standard s ON s.workspace_id = r.workspace_id AND s.id = r.standard_id
   WHERE r.workspace_id = $1 AND r.id = ANY ($2::uuid[])`,
);

/** How lists of promises call a review: each action leads back to where it was decided. */
export const reviewSubject: SubjectKind = {
  name: 'review',
  describe: async (tx, workspaceId, ids) => {
    const rows = await tx.rows(described, [workspaceId, ids]);
    return rows.map(({ id, name, from_day, to_day }) => ({
      id,
      reference: 'Review',
      title: `${name}, ${from_day} to ${to_day}`,
      link: `/reviews/${id}`,
    }));
  },
};
