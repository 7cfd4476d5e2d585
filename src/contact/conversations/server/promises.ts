import { type Milestone, milestone, owe, type PromiseSubject, type SubjectKind } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { CommandContext, Reaction } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import type { Channel, Status } from '../contract.ts';
import type { ConversationRecord } from './access.ts';

type Owing = Pick<ConversationRecord, 'id' | 'customer_id' | 'channel' | 'team_id' | 'brand_id' | 'assignee_id'>;

/** The conversation as its clocks see it: whoever has it owes. */
export function subjectOf(conversation: Owing): PromiseSubject {
  return {
    kind: 'conversation',
    id: conversation.id,
    customerId: conversation.customer_id,
    channel: conversation.channel,
    teamId: conversation.team_id,
    brandId: conversation.brand_id,
    ownerId: conversation.assignee_id,
  };
}

interface Message {
  kind: 'customer' | 'reply' | 'note';
  channel: Channel;
  authorId: Id | null;
  status: Status;
  /** Takes an unassigned conversation. */
  assigneeId?: Id | null;
}
/** The conversation before the message. */
interface Before {
  status: Status;
  team_id: Id | null;
  brand_id: Id | null;
  assignee_id: Id | null;
  last_inbound_number: number;
}

/** What a message means for the clocks of its conversation; nothing for notes and for what no person wrote. */
export function milestonesOf(message: Message, before: Before): Milestone[] {
  if (message.kind === 'note') return [];
  const wasResolved = before.status === 'resolved';
  if (message.kind === 'reply') {
    if (message.authorId === null) return [];
    return [
      'answered',
      message.status === 'waiting' ? 'waiting' : 'owing',
      ...(wasResolved ? (['reopened'] as const) : []),
      ...(before.assignee_id === null && message.assigneeId ? (['owned'] as const) : []),
    ];
  }
  // Only thanks: it stays resolved and nobody owes anything.
  if (message.status === 'resolved') return [];
  const wasAsked = before.last_inbound_number > 0;
  const opens = !wasAsked || wasResolved;
  return [
    'asked',
    ...(wasAsked ? [] : (['begun'] as const)),
    ...(wasResolved ? (['reopened'] as const) : []),
    ...(opens && before.assignee_id === null ? (['unowned'] as const) : []),
  ];
}

/** Tells the clocks of a conversation what a message means for them. */
export async function reportMessage(
  ctx: CommandContext,
  conversation: Before & { id: Id; customer_id: Id },
  message: Message,
): Promise<void> {
  const reported = milestonesOf(message, conversation);
  if (reported.length === 0) return;
  const assignee_id = conversation.assignee_id ?? message.assigneeId ?? null;
  await milestone(ctx, subjectOf({ ...conversation, channel: message.channel, assignee_id }), reported);
}

const words = statement<{
  id: Id;
  number: number;
  subject: string;
  channel: string;
  brand_id: Id | null;
  customer_name: string;
  customer_id: Id;
}>(
  'conversation_promise_words',
  `SELECT c.id, c.number, c.subject, c.channel, c.brand_id, p.name AS customer_name, c.customer_id FROM conversation c
   JOIN customer p ON p.workspace_id = c.workspace_id AND p.id = c.customer_id
   WHERE c.workspace_id = $1 AND c.id = ANY($2::uuid[])`,
);

/** How lists of promises call a conversation. */
export const conversationSubject: SubjectKind = {
  name: 'conversation',
  describe: async (tx, workspaceId, ids) => {
    const rows = await tx.rows(words, [workspaceId, ids]);
    return rows.map((row) => ({
      id: row.id,
      reference: `H-${row.number}`,
      title: `${row.customer_name}: ${row.subject}`,
      link: `/inbox/open/${row.id}`,
      customerId: row.customer_id,
      channel: row.channel,
      brandId: row.brand_id,
    }));
  },
};

const statuses = statement<{ id: Id; status: Status; brand_id: Id | null }>(
  'conversation_silent',
  'SELECT id, status, brand_id FROM conversation WHERE workspace_id = $1 AND id = ANY($2::uuid[])',
);
const update = 'Tell the customer how things stand.';
const ask = 'No answer from the customer yet: ask again, or resolve it.';

/** When nobody has said a word for too long, whoever has the conversation owes the customer one. */
async function oweUpdates(ctx: CommandContext, broken: Record<string, unknown>[]): Promise<void> {
  const silent = broken.filter((one) => one.measure === 'silence' && one.subjectKind === 'conversation');
  if (silent.length === 0) return;
  const ids = silent.map((one) => one.subjectId);
  const rows = await ctx.tx.rows(statuses, [ctx.workspaceId, ids]);
  const found = new Map(rows.map((row) => [row.id, row]));
  for (const one of silent) {
    const id = String(one.subjectId);
    const text = (value: unknown) => (typeof value === 'string' ? value : null);
    const { status, brand_id: brandId = null } = found.get(id) ?? {};
    if (status === 'resolved') continue;
    await owe(ctx, {
      subject: { kind: 'conversation', id, customerId: text(one.customerId), brandId },
      measure: 'update',
      words: status === 'waiting' ? ask : update,
      ownerId: text(one.ownerId),
      teamId: text(one.teamId),
    });
  }
}

/** The rule of silence: in the same transaction in which it is reached. */
export const onSilence: Reaction = {
  event: 'promise.broken',
  inline: true,
  name: 'conversations.update-owed',
  run: (ctx, data) => oweUpdates(ctx, [data]),
  runAll: oweUpdates,
};
