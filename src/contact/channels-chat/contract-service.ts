import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Count, Id, Instant, PageCursor } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';
import { WidgetKey } from './contract-key.ts';

export const serviceProblems = problems({
  'chat.answers_needed': {
    status: 422,
    title: 'An answer is missing or cannot be read',
    help: 'The list `errors` names each question and what it accepts. The message is kept in the window.',
  },
  'chat.unknown_calendar': {
    status: 422,
    title: 'This calendar cannot be used',
    help: 'Choose one from GET /calendars that is not retired.',
  },
  'chat.wrong_question': {
    status: 422,
    title: 'A question cannot be asked like this',
    help: 'Each question has a key and words of its own; a choice needs 2 to 20 different answers; a field one that is in use.',
  },
});

export const asks = ['name', 'email', 'text', 'one_of', 'field'] as const;

/** One question before the first message. Name and e-mail are claims: nobody is known by them. */
export const Question = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'lower-case letters, digits and _'),
  ask: z.enum(asks),
  label: z.string().trim().min(1).max(120),
  isRequired: z.boolean(),
  /** What can be answered, for one_of and for fields with choices. */
  choices: z.array(z.string().trim().min(1).max(80)).max(20).default([]),
  /** The field of conversations into which the answer goes, for `field`. */
  fieldId: Id.nullable().default(null),
});
export type Question = z.output<typeof Question>;

export const Answer = z.object({ ask: z.enum([...asks, 'consent']), label: z.string(), value: z.string() });
export type Answer = z.output<typeof Answer>;

/** Replies that are needed in one hour of the week before a time is named. */
export const fewestReplies = 10;

const Settings = z.object({
  onlyVerified: z.boolean(),
  /** Null: open round the clock. */
  calendarId: Id.nullable(),
  saysReplyTime: z.boolean(),
  saysPlace: z.boolean(),
  questions: z.array(Question).max(8),
  consent: z.string().trim().max(500),
  /** Whether answers that a visitor did not see go on by mail, after so many minutes without them. */
  goesOnByMail: z.boolean(),
  goesOnMinutes: z.int().min(1).max(1_440),
});

export const serviceSettings = query('chat.service-settings', {
  path: '/chat/service/settings',
  summary: 'What the widget asks before the first message, and what it says of hours, place and reply time',
  for: ['staff'],
  input: z.strictObject({}),
  output: Settings.extend({
    /** 0 while nothing was ever changed. */
    version: z.int(),
    /** What is known of this hour of the week, whether it is enough or not. */
    replies: z.object({ n: z.int(), medianMs: z.int().nullable(), needed: z.int() }),
    fields: z.array(z.object({ id: Id, label: z.string() })),
  }),
  subjects: ['widget', 'fields'],
});

export const changeService = command('chat.change-service', {
  path: '/chat/service/settings',
  method: 'PATCH',
  summary: 'Change what the widget asks first and says of the service; what is not named stays',
  for: ['staff'],
  large: true,
  input: z.strictObject({ version: Count, ...Settings.partial().shape }),
  output: z.object({ widgetId: Id, version: z.int() }),
  refuses: ['record.stale', 'chat.unknown_calendar', 'chat.wrong_question'],
  emits: ['widget.changed'],
});

/** What the panel says and asks before anybody writes. */
export const chatService = query('chat.service', {
  path: '/chat/service',
  summary: 'Whether we are open and when again, how long replies take at this hour, and what is asked first',
  for: ['nobody', 'customer', 'staff'],
  input: z.strictObject({ key: WidgetKey }),
  output: z.object({
    isOpen: z.boolean(),
    opensAt: Instant.nullable(),
    /** Median of real first replies; null when there are too few, or while closed. */
    replyMs: z.int().nullable(),
    onlyVerified: z.boolean(),
    saysPlace: z.boolean(),
    questions: z.array(Question.omit({ fieldId: true })),
    consent: z.string(),
    /** Answers go on by mail to whoever leaves; without an address that can send they do not. */
    goesOnByMail: z.boolean(),
  }),
  refuses: ['chat.unknown_key', 'access.origin'],
  subjects: [],
});

export const chatPlace = query('chat.place', {
  path: '/chat/place',
  summary: 'How many chats wait before mine; null when somebody has it or it does not wait',
  for: ['customer'],
  input: z.strictObject({}),
  output: z.object({ before: z.int().nullable() }),
  subjects: [],
});

export const chatConversations = query('chat.conversations', {
  path: '/chat/conversations',
  summary: 'My conversations: those of everywhere where the shop vouched for me, else that of this device',
  for: ['customer'],
  input: z.strictObject({ after: PageCursor.optional(), limit: z.coerce.number().int().min(1).max(50).default(20) }),
  output: z.object({
    isVerified: z.boolean(),
    conversations: z.array(
      z.object({
        id: Id,
        subject: z.string(),
        preview: z.string(),
        lastAt: Instant,
        isResolved: z.boolean(),
        isUnread: z.boolean(),
      }),
    ),
    next: PageCursor.nullable(),
  }),
  subjects: [],
});

export const openChat = command('chat.open', {
  path: '/chat/conversation',
  method: 'PUT',
  summary: 'Go on with one of my conversations on this device, or with null begin a new one with the next message',
  for: ['customer'],
  quiet: true,
  input: z.strictObject({ conversationId: Id.nullable() }),
  output: z.object({ conversationId: Id.nullable() }),
  emits: [],
});

/** What came with a first message: answers to what was asked, and whether we were closed. */
export const Opening = z.strictObject({
  isAway: z.boolean().default(false),
  answers: z.record(z.string().max(40), z.string().trim().max(2_000)).optional(),
});
export type Opening = z.output<typeof Opening>;

export const chatOpening = query('chat.opening', {
  path: '/conversations/{conversationId}/opening',
  summary: 'How a chat began: as whom the shop vouched for the writer, on which page, and what was answered first',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id }),
  output: z.object({
    opening: z
      .object({
        /** Null: nobody vouched for them. */
        externalId: z.string().nullable(),
        page: z.string(),
        isAway: z.boolean(),
        answers: z.array(Answer),
        at: Instant,
      })
      .nullable(),
  }),
  subjects: ['conversation:{conversationId}'],
});

/** Every process looks whether one of these visits is on a socket of its own. */
export const visitorSought = event('chat.visitor_sought', {
  data: z.strictObject({ conversationId: Id, customerId: Id, visitIds: z.array(Id) }),
  subjects: [],
  audience: 'staff',
  needs: 'conversations.list',
  sentence: 'looked whether the visitor was still there',
});

export const chatAnswered = event('chat.answered', {
  data: z.strictObject({ conversationId: Id, customerId: Id, answers: z.int() }),
  subjects: ['conversation:{conversationId}'],
  audience: 'staff',
  needs: 'conversations.list',
  sentence: 'answered {answers} questions before the chat',
});
