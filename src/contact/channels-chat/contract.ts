import { z } from 'zod';
import { Ask, AskValues, Attachment, nothingSaid, said, saysSomething } from '#contact/conversations/contract.ts';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Count, Id, Instant, mostCount, Version } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';
import { WidgetKey } from './contract-key.ts';
import { Colour, GoesOn, LauncherWords, Look } from './contract-look.ts';
import { PageNudge } from './contract-nudges.ts';
import { Opening } from './contract-service.ts';

export * from './contract-identity.ts';
export * from './contract-look.ts';
export * from './contract-nudges.ts';
export * from './contract-service.ts';

export const chatProblems = problems({
  'chat.unknown_key': {
    status: 403,
    title: 'This widget key is not known',
    help: 'Copy the snippet again from Settings, Chat widget.',
  },
  'chat.visitor_over': {
    status: 401,
    title: 'This visit is over',
    help: 'Begin a new visit with POST /chat/visits and send the messages again with the same keys.',
  },
  'chat.bad_origin': {
    status: 422,
    title: 'This is not a web origin',
    help: 'Write origins as scheme and host, such as https://shop.example, or *.shop.example for all its subdomains.',
  },
});

/** `https://shop.example`, `http://127.0.0.1:8080`, or `https://*.shop.example`. */
const Origin = z.string().trim().min(8).max(200);

export const widgetChanged = event('widget.changed', {
  data: z.strictObject({ widgetId: Id, what: z.enum(['created', 'settings', 'key']) }),
  subjects: ['widget'],
  audience: 'staff',
  needs: 'chat.see_widget',
  sentence: 'changed the chat widget ({what})',
});

export const Widget = z.object({
  id: Id,
  key: z.string(),
  name: z.string(),
  greeting: z.string(),
  accent: z.string().nullable(),
  allowedOrigins: z.array(z.string()),
  look: Look,
  version: Version,
});

export const getWidget = query('chat.widget', {
  path: '/chat/widget',
  summary: 'The chat widget: key, allowed origins, words',
  for: ['staff'],
  input: z.strictObject({}),
  output: Widget,
  subjects: ['widget'],
});

export const changeWidget = command('chat.change-widget', {
  path: '/chat/widget',
  method: 'PATCH',
  summary: 'Change where the chat widget may be shown, its name, greeting, colours and place',
  for: ['staff'],
  large: true,
  input: z.strictObject({
    version: Version,
    name: z.string().trim().min(1).max(80).optional(),
    greeting: z.string().trim().max(300).optional(),
    accent: Colour.nullable().optional(),
    /** Only what changes. */
    look: Look.partial().optional(),
    allowedOrigins: z.array(Origin).max(50).optional(),
  }),
  output: z.object({ widgetId: Id, version: Version }),
  refuses: ['record.stale', 'chat.bad_origin', 'access.fresh_proof_needed'],
  emits: ['widget.changed'],
});

export const widgetConfig = query('chat.config', {
  path: '/chat/config',
  summary: 'What the loader needs before anybody writes; stores nothing',
  for: ['nobody', 'customer', 'staff'],
  input: z.strictObject({
    key: WidgetKey,
    /** The language that the page asks for, then those that it and the browser say of themselves, by commas. */
    lang: z.string().max(200).optional(),
    like: z.string().max(500).optional(),
  }),
  output: z.object({
    name: z.string(),
    greeting: z.string(),
    /** As `de-AT`: dates and numbers; the words are the nearest there are. */
    locale: z.string(),
    direction: z.enum(['ltr', 'rtl']),
    words: LauncherWords,
    scheme: Look.shape.scheme,
    /** A sheet of colours and place for the widget's own shadow root. */
    style: z.string(),
    countsInTitle: z.boolean(),
    panelUrl: z.string(),
    /** A script with the words of the language; null where it is the English of the panel itself. */
    wordsUrl: z.string().nullable(),
    /** Scripts for what few visits need. */
    parts: z.record(z.string(), z.string()),
    nudges: z.array(PageNudge),
  }),
  refuses: ['chat.unknown_key', 'access.origin'],
  subjects: [],
});

export const beginVisit = command('chat.begin-visit', {
  path: '/chat/visits',
  summary: 'Begin a visit when somebody first writes; the answer holds the visitor token, once',
  for: ['nobody', 'customer', 'staff'],
  keyed: false,
  input: z.strictObject({
    key: WidgetKey,
    locale: z.string().max(20).optional(),
    timeZone: z.string().max(64).optional(),
  }),
  output: z.object({ visitorId: Id, token: z.string().nullable(), expiresAt: Instant }),
  secrets: ['token'],
  refuses: ['chat.unknown_key', 'access.origin', 'limit.too_many', 'chat.identity_needed'],
  emits: ['customer.created'],
});

export const Feedback = z.object({ url: z.string(), rating: z.int().nullable() });

/** A message as the customer may see it: first name of the adviser, never notes. */
export const WidgetMessage = z.object({
  id: Id,
  conversationId: Id,
  number: z.int(),
  by: z.enum(['me', 'staff']),
  name: z.string(),
  text: z.string(),
  attachments: z.array(Attachment),
  at: Instant,
  /** What it asks; and the message that it answers. */
  ask: Ask.optional(),
  answers: Id.optional(),
});
export type WidgetMessage = z.output<typeof WidgetMessage>;

export const chatSend = command('chat.send', {
  path: '/chat/messages',
  summary: 'Write as the customer; the Idempotency-Key is the message id that the widget made',
  for: ['customer'],
  large: true,
  input: z
    .strictObject({
      ...said,
      page: z.string().max(500).optional(),
      /** The message that the widget showed by itself, when this answers it. It then begins the conversation. */
      nudgeId: Id.optional(),
      opening: Opening.optional(),
    })
    .refine(saysSomething, nothingSaid),
  output: z.object({ conversationId: Id, messageId: Id, number: z.int(), at: Instant }),
  refuses: ['limit.too_many', 'file.unknown', 'chat.identity_needed', 'chat.answers_needed'],
  emits: ['conversation.started', 'message.sent', 'conversation.status_changed', 'chat.answered', 'customer.renamed'],
});

export const chatAnswer = command('chat.answer', {
  path: '/chat/answers',
  summary: 'Answer a message that asks by quick replies or a form, once; it becomes a message of mine',
  for: ['customer'],
  input: z.strictObject({ messageId: Id, values: AskValues }),
  output: z.object({ conversationId: Id, messageId: Id, number: z.int(), at: Instant }),
  refuses: ['limit.too_many', 'conversation.ask_answered', 'conversation.answer_unfit'],
  emits: ['message.sent', 'conversation.status_changed'],
});

export const chatHistory = query('chat.history', {
  path: '/chat/messages',
  summary: 'My conversation in order: messages after a number, and how far staff have read',
  for: ['customer'],
  input: z.strictObject({ after: z.coerce.number().int().min(0).max(mostCount).default(0) }),
  output: z.object({
    conversationId: Id.nullable(),
    messages: z.array(WidgetMessage),
    staffSeen: z.int(),
    mySeen: z.int(),
    hasMore: z.boolean(),
    /** Where the customer can say how it went, once it is resolved and they are asked. */
    feedback: Feedback.nullable(),
    /** What becomes of answers once the customer has left, as far as they do not stay here alone. */
    goesOn: GoesOn.nullable(),
  }),
  subjects: [],
});

export const chatSeen = command('chat.seen', {
  path: '/chat/seen',
  method: 'PUT',
  summary: 'I have seen up to this message',
  for: ['customer'],
  quiet: true,
  input: z.strictObject({ conversationId: Id, number: Count }),
  output: z.object({ number: z.int() }),
  emits: [],
});

/** What the socket pushes to a widget (`kind` of the `data` frame) and to a desk that watches the conversation. */
export type LiveSeen = { conversationId: string; by: 'customer' | 'staff'; number: number };
