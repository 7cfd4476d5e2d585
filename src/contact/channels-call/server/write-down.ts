import { type Channel, conversationAssigned, statusChanged } from '#contact/conversations/contract.ts';
import {
  type authorOf,
  type Before,
  receiveMessage,
  routeSoon,
  subjectOf,
  writeMessage,
} from '#contact/conversations/index.ts';
import { milestone } from '#foundation/promises/index.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import { type ContactKind, contactKinds, type Outcome, type Way } from '../contract.ts';

type Conversation = Before & { channel: Channel };

export interface Place {
  conversation: Conversation;
  isNew: boolean;
}

interface Entry {
  id: string;
  kind: ContactKind;
  way: Way;
  outcome: Outcome | null;
  text: string;
  files: Parameters<typeof receiveMessage>[2]['files'] & {};
  authorId: ReturnType<typeof authorOf>;
  status?: 'open' | 'waiting' | undefined;
}

const own: readonly string[] = contactKinds;

/**
 * Writes the message. In a conversation of another channel the customer reads along, or what we write leaves; there, what
 * we wrote down of a call stays among colleagues. A letter of theirs is their own word everywhere.
 */
export async function writeDown(ctx: CommandContext, { conversation, isNew }: Place, entry: Entry): Promise<void> {
  const isTheirLetter = entry.kind === 'letter' && entry.way === 'in';
  const isForColleagues = !own.includes(conversation.channel) && !isTheirLetter;
  if (isTheirLetter) await receive(ctx, conversation, entry);
  else if (isForColleagues || entry.outcome === 'not_reached') await note(ctx, conversation, entry);
  else if (entry.way === 'in') await receive(ctx, conversation, entry);
  else await tell(ctx, conversation, entry);
  if (isNew && isTheirLetter) await routeSoon(ctx, conversation.team_id);
}

/** Whether the customer had a word from us in it. */
const isAnswer = ({ kind, way, outcome }: Entry) =>
  kind === 'letter' ? way === 'out' : kind === 'visit' || outcome !== 'not_reached';

/** Whoever spoke with them has it, where nobody had. */
const takerOf = (conversation: Conversation, entry: Entry) =>
  conversation.assignee_id === null && isAnswer(entry) ? entry.authorId : null;

const said = ({ id, kind, text, files }: Entry) => ({ id, channel: kind, text, files });

async function note(ctx: CommandContext, conversation: Conversation, entry: Entry): Promise<void> {
  const { authorId } = entry;
  await writeMessage(ctx, conversation, { ...said(entry), kind: 'note', authorId, status: conversation.status });
  if (isAnswer(entry)) await milestone(ctx, subjectOf(conversation), 'answered');
}

async function receive(ctx: CommandContext, conversation: Conversation, entry: Entry): Promise<void> {
  const taker = takerOf(conversation, entry);
  await receiveMessage(ctx, conversation, { ...said(entry), assigneeId: taker });
  if (isAnswer(entry)) {
    const subject = subjectOf({ ...conversation, channel: entry.kind, assignee_id: conversation.assignee_id ?? taker });
    await milestone(ctx, subject, ['answered', 'owing', ...(taker ? (['owned'] as const) : [])]);
  }
  if (taker) tellTaken(ctx, conversation, taker);
}

async function tell(ctx: CommandContext, conversation: Conversation, entry: Entry): Promise<void> {
  const taker = takerOf(conversation, entry);
  const status = entry.status ?? 'waiting';
  const { authorId } = entry;
  await writeMessage(ctx, conversation, { ...said(entry), kind: 'reply', authorId, status, assigneeId: taker });
  if (taker) tellTaken(ctx, conversation, taker);
  if (conversation.status === status) return;
  const about = { conversationId: conversation.id, customerId: conversation.customer_id };
  ctx.emit(statusChanged, { ...about, from: conversation.status, to: status });
}

function tellTaken(ctx: CommandContext, { id, customer_id, team_id }: Conversation, assigneeId: string): void {
  ctx.emit(conversationAssigned, { conversationId: id, customerId: customer_id, assigneeId, teamId: team_id });
}
