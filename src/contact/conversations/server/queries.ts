import type { Id } from '#kernel/contract/ids.ts';
import { actorId } from '#kernel/server/actor.ts';
import { answer, type QueryContext } from '#kernel/server/capability.ts';
import { abilities, demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { countConversations, type DeskMessage, getConversation, listMessages, listWrapUpReasons } from '../contract.ts';
import type { Attachment } from '../contract-files.ts';
import { accessConversation } from './access.ts';
import { filesOfMessage, presentFiles } from './files/attach.ts';
import { unreadMentions } from './mentioned.ts';
import { conversationPolicy } from './policy.ts';

interface MessageRow {
  id: Id;
  number: number;
  kind: DeskMessage['kind'];
  channel: DeskMessage['channel'];
  author_id: Id | null;
  author_name: string | null;
  text: string;
  files: Attachment[] | null;
  at: Date;
  moved_from: number | null;
  ask: DeskMessage['ask'];
  answers_id: Id | null;
  answer: DeskMessage['answer'];
}

const messageColumns = `m.id, m.number, m.kind, m.channel, m.author_id, m.text, ${filesOfMessage}, m.at, m.ask, m.answers_id,
    m.answer,
  coalesce(a.name, p.name) AS author_name, o.number AS moved_from`;
const messageSource = `FROM message m
  LEFT JOIN account a ON a.id = m.author_id AND m.kind <> 'customer'
  LEFT JOIN customer p ON p.workspace_id = m.workspace_id AND p.id = m.customer_id AND m.kind = 'customer'
  LEFT JOIN conversation o ON o.workspace_id = m.workspace_id AND o.id = m.moved_from_id`;

const before = statement<MessageRow>(
  'messages_before_with_files',
  `SELECT ${messageColumns} ${messageSource} WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND m.number < $3
   ORDER BY m.number DESC LIMIT $4`,
);
const after = statement<MessageRow>(
  'messages_after_with_files',
  `SELECT ${messageColumns} ${messageSource} WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND m.number > $3
   ORDER BY m.number LIMIT $4`,
);
/** Messages by id, for what is pushed on the socket. */
export const messagesById = statement<MessageRow & { conversation_id: Id; customer_id: Id }>(
  'messages_by_ids_with_files',
  `SELECT ${messageColumns}, m.conversation_id, m.customer_id ${messageSource}
   WHERE m.workspace_id = $1 AND m.id = ANY ($2::uuid[]) ORDER BY m.number`,
);
const readMark = statement<{ number: number }>(
  'read_mark_get',
  'SELECT number FROM read_mark WHERE workspace_id = $1 AND conversation_id = $2 AND account_id = $3',
);

/** What the desk sees of a message. */
export function presentMessage(row: MessageRow): DeskMessage {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    channel: row.channel,
    authorId: row.author_id,
    authorName: row.author_name ?? 'Heed',
    text: row.text,
    attachments: presentFiles(row.files),
    at: row.at.toISOString(),
    movedFrom: row.moved_from === null ? null : `H-${row.moved_from}`,
    ask: row.ask,
    answersId: row.answers_id,
    answer: row.answer,
  };
}

export const conversation = answer(getConversation, async (ctx, { conversationId }) => {
  const row = await accessConversation(ctx, conversationId, { for: 'read' });
  const mark = await ctx.tx.first(readMark, [ctx.workspaceId, conversationId, actorId(ctx.actor)]);
  return {
    id: row.id,
    reference: `H-${row.number}`,
    channel: row.channel,
    subject: row.subject,
    status: row.status,
    customerId: row.customer_id,
    customerName: row.customer_name,
    assigneeId: row.assignee_id,
    teamId: row.team_id,
    brandId: row.brand_id,
    priority: row.priority,
    tagIds: row.tag_ids,
    snoozedUntil: row.snoozed_until?.toISOString() ?? null,
    wrapUpReasonId: row.wrap_up_reason_id,
    startedAt: row.started_at.toISOString(),
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    mergedIntoId: row.merged_into_id,
    lastNumber: row.last_number,
    customerSeen: row.customer_seen,
    readNumber: mark?.number ?? 0,
    version: row.version,
    abilities: abilities(conversationPolicy, ctx.actor, row),
  };
});

export const messages = answer(listMessages, async (ctx, input) => {
  await accessConversation(ctx, input.conversationId, { for: 'read' });
  const rows = await page(ctx, input);
  const first = rows[0];
  return { messages: rows.map(presentMessage), hasEarlier: first !== undefined && first.number > 1 };
});

async function page(
  ctx: QueryContext,
  input: { conversationId: Id; before?: number | undefined; after?: number | undefined; limit: number },
): Promise<MessageRow[]> {
  const values = [ctx.workspaceId, input.conversationId];
  if (input.after !== undefined) return ctx.tx.rows(after, [...values, input.after, input.limit]);
  const rows = await ctx.tx.rows(before, [...values, input.before ?? 2_147_483_647, input.limit]);
  return rows.reverse();
}

// Counting stops at 1,000, so that it stays quick at a million rows. Snoozed ones are counted where they are shown.
interface Counted {
  mine: number;
  mine_unread: number;
  unassigned: number;
  open: number;
  waiting: number;
  snoozed: number;
}
const upTo = (what: string) => `(SELECT count(*) FROM (SELECT FROM conversation c ${what} LIMIT 1000) t)`;
const work = `WHERE c.workspace_id = $1 AND c.status <> 'resolved' AND c.snoozed_until IS NULL`;
const counts = statement<Counted>(
  'conversation_counts_awake',
  `SELECT ${upTo(`${work} AND c.assignee_id = $2`)} AS mine,
     ${upTo(`LEFT JOIN read_mark r ON r.workspace_id = c.workspace_id AND r.conversation_id = c.id AND r.account_id = $2
       ${work} AND c.assignee_id = $2 AND c.last_inbound_number > coalesce(r.number, 0)`)} AS mine_unread,
     ${upTo(`${work} AND c.status = 'open' AND c.assignee_id IS NULL`)} AS unassigned,
     ${upTo(`${work} AND c.status = 'open'`)} AS open,
     ${upTo(`${work} AND c.status = 'waiting'`)} AS waiting,
     ${upTo(`WHERE c.workspace_id = $1 AND c.status <> 'resolved' AND c.snoozed_until IS NOT NULL`)} AS snoozed`,
);
const teamCounts = statement<{ team_id: Id; open: number }>(
  'conversation_team_counts_awake',
  `SELECT t.id AS team_id, (SELECT count(*) FROM (SELECT 1 FROM conversation c WHERE c.workspace_id = $1
     AND c.team_id = t.id AND c.status <> 'resolved' AND c.snoozed_until IS NULL LIMIT 1000) x) AS open
   FROM team t WHERE t.workspace_id = $1 ORDER BY lower(t.name)`,
);

export const viewCounts = answer(countConversations, async (ctx) => {
  demand(ctx, conversationPolicy, 'list');
  const row = await ctx.tx.first(counts, [ctx.workspaceId, actorId(ctx.actor)]);
  const teams = await ctx.tx.rows(teamCounts, [ctx.workspaceId]);
  return {
    mine: row?.mine ?? 0,
    mineUnread: row?.mine_unread ?? 0,
    unassigned: row?.unassigned ?? 0,
    open: row?.open ?? 0,
    waiting: row?.waiting ?? 0,
    snoozed: row?.snoozed ?? 0,
    mentions: await unreadMentions(ctx),
    teams: teams.map((team) => ({ teamId: team.team_id, open: team.open })),
  };
});

const reasons = statement<{ id: Id; name: string; is_retired: boolean }>(
  'wrap_up_reasons',
  `SELECT id, name, retired_at IS NOT NULL AS is_retired FROM wrap_up_reason WHERE workspace_id = $1
   ORDER BY is_retired, created_at, id`,
);

export const wrapUpReasons = answer(listWrapUpReasons, async (ctx) => {
  demand(ctx, conversationPolicy, 'list');
  const rows = await ctx.tx.rows(reasons, [ctx.workspaceId]);
  return { reasons: rows.map((row) => ({ id: row.id, name: row.name, isRetired: row.is_retired })) };
});
