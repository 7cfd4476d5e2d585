import { z } from 'zod';
import { FieldFilter, FieldValues } from '#foundation/fields/contract.ts';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Count, Id, Instant, mostCount, PageCursor, Version } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';
import { Ask, AskValues } from './contract-asks.ts';
import { Attachment, FileIds, nothingSaid, said, saysSomething } from './contract-files.ts';
import { RuleText, Sort } from './contract-views.ts';
import { Priority, Status } from './contract-words.ts';

export * from './contract-asks.ts';
export * from './contract-files.ts';
export * from './contract-routing.ts';
export * from './contract-views.ts';
export * from './contract-words.ts';
export * from './contract-work.ts';

import { Mentions } from './contract-colleagues.ts';

export * from './contract-colleagues.ts';
export * from './contract-merge.ts';
export * from './contract-writing.ts';

export const Channel = z.enum(['chat', 'api', 'email', 'form', 'portal', 'messenger', 'call', 'visit', 'letter']);
export type Channel = z.output<typeof Channel>;

export const MessageKind = z.enum(['customer', 'reply', 'note']);
const Text = z.string().trim().min(1).max(10_000);

export const conversationProblems = problems({
  'conversation.wrap_up_needed': {
    status: 422,
    title: 'Say what it was about before resolving',
    help: 'Send `wrapUpReasonId`; the fact `reasons` lists what can be chosen. The conversation stays open.',
  },
  'conversation.not_possible': {
    status: 409,
    title: 'This cannot be done in the present state',
    help: 'The detail says what the conversation allows now.',
  },
  'conversation.unknown_assignee': {
    status: 422,
    title: 'This person or team cannot take conversations',
    help: 'Choose an active colleague whose role may answer, or a team of this workspace.',
  },
  'conversation.reason_taken': {
    status: 409,
    title: 'There is a wrap-up reason of this name',
    help: 'Choose another name.',
  },
});

const about = { conversationId: Id, customerId: Id };
const touches = ['inbox', 'conversation:{conversationId}', 'customer-timeline:{customerId}'] as const;

export const conversationStarted = event('conversation.started', {
  data: z.strictObject({ ...about, channel: Channel }),
  subjects: [...touches, 'customers'],
  audience: 'customer',
  sentence: 'started a conversation by {channel}',
});
export const messageSent = event('message.sent', {
  data: z.strictObject({ ...about, messageId: Id, number: z.int(), kind: MessageKind, fileIds: FileIds.optional() }),
  subjects: [...touches],
  audience: 'customer',
  sentence: 'wrote a message',
});
export const noteWritten = event('note.written', {
  data: z.strictObject({ ...about, messageId: Id, number: z.int(), fileIds: FileIds.optional() }),
  subjects: [...touches],
  audience: 'staff',
  sentence: 'wrote a note for colleagues',
});
export const conversationAssigned = event('conversation.assigned', {
  data: z.strictObject({ ...about, assigneeId: Id.nullable(), teamId: Id.nullable() }),
  subjects: [...touches],
  audience: 'staff',
  sentence: 'assigned the conversation',
});
export const statusChanged = event('conversation.status_changed', {
  data: z.strictObject({ ...about, from: Status, to: Status }),
  subjects: [...touches],
  audience: 'staff',
  sentence: 'changed the state from {from} to {to}',
});
export const conversationResolved = event('conversation.resolved', {
  data: z.strictObject({ ...about, wrapUpReasonId: Id, from: Status }),
  subjects: [...touches],
  audience: 'customer',
  sentence: 'resolved the conversation',
});
export const conversationFieldsChanged = event('conversation.fields_changed', {
  data: z.strictObject({ ...about, fieldIds: z.array(Id) }),
  subjects: [...touches],
  audience: 'staff',
  sentence: 'changed details of the conversation',
});
export const wrapUpReasonChanged = event('wrap_up_reason.changed', {
  data: z.strictObject({ wrapUpReasonId: Id, what: z.enum(['added', 'retired']) }),
  subjects: ['wrap-up-reasons'],
  audience: 'staff',
  sentence: 'changed the wrap-up reasons ({what})',
});

/** `saved` needs `viewId`, `rule` a rule of one's own, `team` a team. */
export const View = z.enum([
  ...(['mine', 'unassigned', 'mentions', 'open', 'waiting', 'snoozed', 'resolved', 'team', 'all'] as const),
  ...(['saved', 'rule'] as const),
]);
export type View = z.output<typeof View>;

export const ConversationRow = z.object({
  id: Id,
  reference: z.string(),
  channel: Channel,
  customerId: Id,
  customerName: z.string(),
  subject: z.string(),
  preview: z.string(),
  previewBy: z.enum(['customer', 'staff']),
  /** How many pictures and other files its last message carries; they are told where it has no words. */
  previewPictures: z.int(),
  previewFiles: z.int(),
  status: Status,
  assigneeId: Id.nullable(),
  teamId: Id.nullable(),
  priority: Priority,
  tagIds: z.array(Id),
  snoozedUntil: Instant.nullable(),
  /** When it came back from being snoozed, until the next message. */
  wokenAt: Instant.nullable(),
  lastMessageAt: Instant,
  isUnread: z.boolean(),
  version: Version,
});

export const listConversations = query('conversations.list', {
  path: '/conversations',
  summary: 'Conversations of a view, by default the one with the newest message first, a page at a time',
  for: ['staff'],
  input: z.strictObject({
    view: View.default('open'),
    teamId: Id.optional(),
    viewId: Id.optional(),
    rule: RuleText.optional(),
    /** By default as the saved view says, else the newest first. */
    sort: Sort.optional(),
    customerId: Id.optional(),
    fields: FieldFilter.optional(),
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({ conversations: z.array(ConversationRow), next: PageCursor.nullable() }),
  refuses: ['field.unknown', 'field.wrong_value'],
  subjects: ['inbox', 'inbox-views', 'customer-names', 'customers', 'fields', 'promises', 'me'],
});

export const countConversations = query('conversations.counts', {
  path: '/conversations/counts',
  summary: 'How many conversations each view holds; over 999 it says 1000',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({
    mine: z.int(),
    mineUnread: z.int(),
    unassigned: z.int(),
    open: z.int(),
    waiting: z.int(),
    snoozed: z.int(),
    /** Conversations in which I was mentioned and have not read it. */
    mentions: z.int(),
    teams: z.array(z.object({ teamId: Id, open: z.int() })),
  }),
  subjects: ['inbox', 'teams'],
});

export const getConversation = query('conversations.get', {
  path: '/conversations/{conversationId}',
  summary: 'One conversation without its messages',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id }),
  output: z.object({
    id: Id,
    reference: z.string(),
    channel: Channel,
    subject: z.string(),
    status: Status,
    customerId: Id,
    customerName: z.string(),
    assigneeId: Id.nullable(),
    teamId: Id.nullable(),
    brandId: Id.nullable(),
    priority: Priority,
    tagIds: z.array(Id),
    snoozedUntil: Instant.nullable(),
    wrapUpReasonId: Id.nullable(),
    startedAt: Instant,
    resolvedAt: Instant.nullable(),
    /** The conversation that goes on, where this one was merged. */
    mergedIntoId: Id.nullable(),
    lastNumber: z.int(),
    /** Up to which message the customer has seen, and I have read. */
    customerSeen: z.int(),
    readNumber: z.int(),
    version: Version,
    abilities: z.array(z.string()),
  }),
  subjects: ['conversation:{conversationId}', 'customer-names', 'me'],
});

export const DeskMessage = z.object({
  id: Id,
  number: z.int(),
  kind: MessageKind,
  authorId: Id.nullable(),
  authorName: z.string(),
  channel: Channel,
  text: z.string(),
  attachments: z.array(Attachment),
  at: Instant,
  /** Reference of the conversation from which it came by merging. */
  movedFrom: z.string().nullable(),
  /** What it asks; and which message it answers, by what. */
  ask: Ask.nullable(),
  answersId: Id.nullable(),
  answer: AskValues.nullable(),
});
export type DeskMessage = z.output<typeof DeskMessage>;

export const listMessages = query('conversations.messages', {
  path: '/conversations/{conversationId}/messages',
  summary: 'Messages of a conversation in order; `before` pages back, `after` gives what is newer',
  for: ['staff'],
  input: z.strictObject({
    conversationId: Id,
    before: z.coerce.number().int().min(1).max(mostCount).optional(),
    after: z.coerce.number().int().min(0).max(mostCount).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ messages: z.array(DeskMessage), hasEarlier: z.boolean() }),
  subjects: ['conversation:{conversationId}', 'customer-names'],
});

export const listWrapUpReasons = query('conversations.wrap-up-reasons', {
  path: '/wrap-up-reasons',
  summary: 'The reasons that can be given when resolving',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ reasons: z.array(z.object({ id: Id, name: z.string(), isRetired: z.boolean() })) }),
  subjects: ['wrap-up-reasons'],
});

const written = z.object({ conversationId: Id, messageId: Id, number: z.int(), at: Instant });

export const startConversation = command('conversations.start', {
  path: '/conversations',
  summary: 'Start a conversation with what the customer said (`from: customer`) or with a first message from us',
  for: ['staff'],
  input: z.strictObject({
    customerId: Id,
    channel: Channel.default('api'),
    subject: z.string().trim().max(200).optional(),
    from: z.enum(['customer', 'staff']).default('customer'),
    text: Text,
    teamId: Id.optional(),
    /** Of which brand it is; what comes in through an entry of a brand is of it without being told. */
    brandId: Id.optional(),
  }),
  output: written.extend({ reference: z.string() }),
  refuses: ['conversation.unknown_assignee'],
  emits: ['conversation.started', 'message.sent'],
});

export const reply = command('conversations.reply', {
  path: '/conversations/{conversationId}/replies',
  summary: 'Answer the customer; the conversation then waits for them unless `status` says otherwise',
  for: ['staff'],
  input: z
    .strictObject({
      conversationId: Id,
      ...said,
      status: z.enum(['waiting', 'open']).default('waiting'),
      /** The last message that was there when the answer was begun; a later one of a colleague then refuses it. */
      seenNumber: Count.optional(),
    })
    .refine(saysSomething, nothingSaid),
  output: written,
  refuses: ['conversation.answered_meanwhile', 'file.unknown'],
  emits: ['message.sent', 'conversation.assigned', 'conversation.status_changed'],
});

export const writeNote = command('conversations.note', {
  path: '/conversations/{conversationId}/notes',
  summary: 'Write an internal note; customers never see it, and whoever it mentions is told',
  for: ['staff'],
  input: z
    .strictObject({ conversationId: Id, ...said, mentions: Mentions.optional() })
    .refine(saysSomething, nothingSaid),
  output: written,
  refuses: ['conversation.cannot_mention', 'file.unknown'],
  emits: ['note.written'],
});

const changed = z.object({ conversationId: Id, version: Version });

export const assign = command('conversations.assign', {
  path: '/conversations/{conversationId}/assignment',
  method: 'PUT',
  summary: 'Give the conversation to a person, a team, both or nobody; a `note` hands it over and is pinned for them',
  for: ['staff'],
  input: z.strictObject({
    conversationId: Id,
    version: Version,
    assigneeId: Id.nullable().optional(),
    teamId: Id.nullable().optional(),
    note: Text.optional(),
  }),
  output: changed,
  refuses: ['record.stale', 'conversation.unknown_assignee', 'conversation.not_possible'],
  emits: ['conversation.assigned', 'note.written'],
});

export const resolve = command('conversations.resolve', {
  path: '/conversations/{conversationId}/resolution',
  summary: 'Resolve the conversation, saying what it was about',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id, version: Version, wrapUpReasonId: Id.optional() }),
  output: changed,
  refuses: ['record.stale', 'conversation.wrap_up_needed', 'conversation.not_possible'],
  emits: ['conversation.resolved'],
});

export const reopen = command('conversations.reopen', {
  path: '/conversations/{conversationId}/resolution',
  method: 'DELETE',
  summary: 'Open a resolved conversation again',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id, version: Version }),
  output: changed,
  refuses: ['record.stale', 'conversation.not_possible'],
  emits: ['conversation.status_changed'],
});

export const setWaiting = command('conversations.set-waiting', {
  path: '/conversations/{conversationId}/waiting',
  method: 'PUT',
  summary: 'Say whether we wait for the customer (or somebody else), or owe something ourselves',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id, version: Version, waiting: z.boolean() }),
  output: changed,
  refuses: ['record.stale', 'conversation.not_possible'],
  emits: ['conversation.status_changed'],
});

export const setConversationFields = command('conversations.set-fields', {
  path: '/conversations/{conversationId}/fields',
  method: 'PATCH',
  summary: 'Set fields of a conversation; what is not named stays',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id, version: Version, values: FieldValues }),
  output: changed,
  refuses: ['record.stale', 'field.unknown', 'field.wrong_value', 'field.required'],
  emits: ['conversation.fields_changed'],
});

export const markRead = command('conversations.mark-read', {
  path: '/conversations/{conversationId}/read',
  method: 'PUT',
  summary: 'I have read up to this message; a lower number makes the rest unread again',
  for: ['staff'],
  quiet: true,
  input: z.strictObject({ conversationId: Id, number: Count }),
  output: z.object({ conversationId: Id, number: z.int() }),
  emits: [],
});

export const addWrapUpReason = command('conversations.add-wrap-up-reason', {
  path: '/wrap-up-reasons',
  summary: 'Add a reason to choose from when resolving',
  for: ['staff'],
  input: z.strictObject({ name: z.string().trim().min(1).max(80) }),
  output: z.object({ wrapUpReasonId: Id }),
  refuses: ['conversation.reason_taken'],
  emits: ['wrap_up_reason.changed'],
});

export const retireWrapUpReason = command('conversations.retire-wrap-up-reason', {
  path: '/wrap-up-reasons/{wrapUpReasonId}',
  method: 'DELETE',
  summary: 'Take a reason off the list; conversations keep it',
  for: ['staff'],
  input: z.strictObject({ wrapUpReasonId: Id }),
  output: z.object({ wrapUpReasonId: Id }),
  emits: ['wrap_up_reason.changed'],
});
