import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant, mostCount, Version } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

/** Conversations that are one, were one, or belong together. */
export const mergeProblems = problems({
  'conversation.merged': {
    status: 409,
    title: 'This conversation is part of another one now',
    help: 'The detail names the one that goes on, the fact `intoId` is its id. Nothing was written.',
  },
  'conversation.other_customer': {
    status: 409,
    title: 'These conversations are of different customers',
    help: 'The detail names both. Send `otherCustomer: true` when it is the same person or they agreed.',
  },
});

const about = { conversationId: Id, customerId: Id };
const both = (other: 'intoId' | 'fromId' | 'otherId') =>
  ['inbox', 'conversation:{conversationId}', `conversation:{${other}}`, 'customer-timeline:{customerId}'] as const;

// Two facts for each: the one that ends and the one that goes on are both told and counted anew.
export const conversationMerged = event('conversation.merged', {
  data: z.strictObject({ ...about, intoId: Id }),
  subjects: both('intoId'),
  audience: 'staff',
  sentence: 'merged the conversation into another one',
});
export const conversationJoined = event('conversation.joined', {
  data: z.strictObject({ ...about, fromId: Id, firstNumber: z.int(), messages: z.int() }),
  subjects: both('fromId'),
  audience: 'staff',
  sentence: 'took over messages of another conversation ({messages})',
});
export const conversationUnmerged = event('conversation.unmerged', {
  data: z.strictObject({ ...about, fromId: Id }),
  subjects: both('fromId'),
  audience: 'staff',
  sentence: 'undid the merge of this conversation',
});
/** Messages left: a merge was undone or a part was split off. */
export const conversationParted = event('conversation.parted', {
  data: z.strictObject({ ...about, intoId: Id, messages: z.int() }),
  subjects: both('intoId'),
  audience: 'staff',
  sentence: 'let messages go into a conversation of their own ({messages})',
});
export const conversationLinked = event('conversation.linked', {
  data: z.strictObject({ ...about, otherId: Id, kind: z.enum(['related', 'follow_up']) }),
  subjects: both('otherId'),
  audience: 'staff',
  sentence: 'linked another conversation ({kind})',
});
export const conversationUnlinked = event('conversation.unlinked', {
  data: z.strictObject({ ...about, otherId: Id }),
  subjects: both('otherId'),
  audience: 'staff',
  sentence: 'took the link to another conversation away',
});

export const mergeConversations = command('conversations.merge', {
  path: '/conversations/{conversationId}/merge',
  summary: 'Merge this conversation into another: its messages go there, and its reference leads there',
  for: ['staff'],
  input: z.strictObject({
    conversationId: Id,
    version: Version,
    intoId: Id,
    /** The writer saw that they are of different customers and means it. */
    otherCustomer: z.boolean().default(false),
  }),
  output: z.object({ conversationId: Id, intoId: Id }),
  refuses: ['record.stale', 'conversation.merged', 'conversation.other_customer', 'conversation.not_possible'],
  emits: ['conversation.merged', 'conversation.joined', 'conversation.status_changed', 'conversation.assigned'],
});

export const undoMerge = command('conversations.undo-merge', {
  path: '/conversations/{conversationId}/merge',
  method: 'DELETE',
  summary: 'Undo the merge of this conversation: every message is where it was',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id }),
  output: z.object({ conversationId: Id, fromId: Id }),
  refuses: ['conversation.not_possible'],
  emits: ['conversation.unmerged', 'conversation.parted'],
});

export const splitConversation = command('conversations.split', {
  path: '/conversations/{conversationId}/split',
  summary: 'Make a conversation of its own of a message and everything after it',
  for: ['staff'],
  input: z.strictObject({
    conversationId: Id,
    version: Version,
    fromNumber: z.int().min(2).max(mostCount),
    subject: z.string().trim().max(200).optional(),
  }),
  output: z.object({ conversationId: Id, newConversationId: Id, reference: z.string() }),
  refuses: ['record.stale', 'conversation.merged', 'conversation.not_possible'],
  emits: ['conversation.started', 'conversation.parted', 'conversation.status_changed', 'conversation.linked'],
});

export const Relation = z.enum(['related', 'follow_up_of', 'followed_by']);
export type Relation = z.output<typeof Relation>;

export const LinkedConversation = z.object({
  id: Id,
  reference: z.string(),
  subject: z.string(),
  customerName: z.string(),
  status: z.enum(['open', 'waiting', 'resolved']),
  relation: Relation,
});

export const listLinks = query('conversations.links', {
  path: '/conversations/{conversationId}/links',
  summary: 'Conversations that belong to this one, and those that were merged into it',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id }),
  output: z.object({
    links: z.array(LinkedConversation),
    merged: z.array(z.object({ id: Id, reference: z.string(), subject: z.string(), byName: z.string(), at: Instant })),
  }),
  subjects: ['conversation:{conversationId}', 'inbox', 'customer-names', 'me'],
});

export const linkConversations = command('conversations.link', {
  path: '/conversations/{conversationId}/links/{otherId}',
  method: 'PUT',
  summary: 'Link another conversation: `related`, or a `follow_up` of this one',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id, otherId: Id, kind: z.enum(['related', 'follow_up']).default('related') }),
  output: z.object({ conversationId: Id, otherId: Id }),
  refuses: ['conversation.merged', 'conversation.not_possible'],
  emits: ['conversation.linked'],
});

export const unlinkConversations = command('conversations.unlink', {
  path: '/conversations/{conversationId}/links/{otherId}',
  method: 'DELETE',
  summary: 'Take a link to another conversation away',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id, otherId: Id }),
  output: z.object({ conversationId: Id, otherId: Id }),
  refuses: ['conversation.merged'],
  emits: ['conversation.unlinked'],
});

export const findByReference = query('conversations.by-reference', {
  path: '/conversation-references/{reference}',
  summary: 'The conversation that a reference such as H-1042 leads to, also where it was merged',
  for: ['staff'],
  input: z.strictObject({ reference: z.string().regex(/^[Hh]-\d{1,12}$/, 'a reference such as H-1042') }),
  output: z.object({
    id: Id,
    reference: z.string(),
    subject: z.string(),
    customerId: Id,
    customerName: z.string(),
    status: z.enum(['open', 'waiting', 'resolved']),
    /** The one that was asked for went into this one. */
    wasMerged: z.boolean(),
  }),
  subjects: ['inbox', 'customer-names', 'me'],
});
