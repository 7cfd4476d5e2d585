import { z } from 'zod';
import { Role } from '#foundation/people/contract.ts';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Count, Id, Instant, PageCursor } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

export * from './contract-push.ts';

/** How loudly something is told. Quiet ones are listed and not counted; important ones cannot be muted or held. */
export const Importance = z.enum(['quiet', 'normal', 'important']);
export type Importance = z.output<typeof Importance>;
/** What is expected of the person: that they know it, that they say so, or that they do something. */
export const Asks = z.enum(['read', 'acknowledge', 'act']);
export type Asks = z.output<typeof Asks>;

export const noticeProblems = problems({
  'notice.important': {
    status: 409,
    title: 'What is important cannot be muted',
    help: 'Notices of this kind always come to the desk, also in quiet hours. Mail for them may be chosen freely.',
  },
  'notice.asks_nothing': {
    status: 409,
    title: 'This notice asks for no such answer',
    help: 'The field `asks` says what a notice asks for: to read it, to acknowledge it, or to act on it.',
  },
  'notice.unknown_kind': {
    status: 422,
    title: 'There is no such kind of notice or topic',
    help: 'The settings of notices list every kind and topic that this installation knows.',
  },
  'notice.not_for_role': {
    status: 403,
    title: 'This topic is not for your role',
    help: 'The settings of notices list the topics that your role may follow.',
  },
  'notice.wrong_link': {
    status: 404,
    title: 'This link is not whole',
    help: 'Open it again from the mail, or copy all of it. The notice waits on the desk too.',
  },
  'notice.link_over': {
    status: 410,
    title: 'This link works no more',
    help: 'Links in mails work for some days. The notice waits on the desk.',
  },
  'notice.quiet_hours': {
    status: 422,
    title: 'These quiet hours cannot be kept',
    help: 'Begin and end differ, at least one day is chosen, and the time zone is one of the IANA list.',
  },
});

/** One line on a person's list. It may stand for several notices of one kind about the same thing (`count`). */
export const Notice = z.object({
  id: Id,
  kind: z.string(),
  importance: Importance,
  asks: Asks,
  /** What happened, in a sentence. */
  words: z.string(),
  /** What the record is called, or what to do; a second, quieter line. */
  detail: z.string().nullable(),
  /** Where to look, as a path of the desk. */
  link: z.string().nullable(),
  aboutKind: z.string(),
  aboutId: Id,
  customerId: Id.nullable(),
  count: Count,
  /** Whether these are about different things; `words` then says how many. */
  isMany: z.boolean(),
  /** When it came to the person; later than what happened where quiet hours held it. */
  at: Instant,
  wasHeld: z.boolean(),
  readAt: Instant.nullable(),
  acknowledgedAt: Instant.nullable(),
  actedAt: Instant.nullable(),
  /** Answered by what happened elsewhere, e.g. somebody else decided. */
  settledAt: Instant.nullable(),
  /** How often the person was reminded. */
  chased: Count,
  /** What is still asked for. */
  awaits: z.enum(['nothing', 'acknowledge', 'act']),
});
export type Notice = z.output<typeof Notice>;

const told = { subjects: ['notices:{recipientId}'], audience: 'staff' } as const;

// Named `recipientId` because `personId` in an event makes sockets look again who that person is.
export const noticeDelivered = event('notice.delivered', {
  data: z.strictObject({ recipientId: Id, count: Count, important: Count, firstId: Id }),
  ...told,
  sentence: 'told somebody what they should know',
});
export const noticeRead = event('notice.read', {
  data: z.strictObject({ recipientId: Id, count: Count }),
  ...told,
  sentence: 'read notices',
});
export const noticeAnswered = event('notice.answered', {
  data: z.strictObject({ recipientId: Id, noticeId: Id, how: z.enum(['acknowledged', 'acted']) }),
  ...told,
  sentence: 'answered a notice ({how})',
});
export const noticeSettled = event('notice.settled', {
  data: z.strictObject({ recipientId: Id, count: Count }),
  ...told,
  sentence: 'settled notices',
});
export const noticeChased = event('notice.chased', {
  data: z.strictObject({ recipientId: Id, noticeId: Id, chased: Count }),
  ...told,
  sentence: 'reminded somebody of an unanswered notice',
});
export const noticePreferencesChanged = event('notice.preferences_changed', {
  data: z.strictObject({ recipientId: Id, what: z.enum(['kind', 'quiet_hours', 'topic']) }),
  ...told,
  sentence: 'changed their notices ({what})',
});
export const noticeTopicChanged = event('notice.topic_changed', {
  data: z.strictObject({ topic: z.string(), roles: z.array(Role) }),
  subjects: ['notice-topics'],
  audience: 'staff',
  sentence: 'changed who hears of {topic}',
});

const Own = z.strictObject({ personId: Id });

export const listNotices = query('notices.list', {
  path: '/people/{personId}/notices',
  summary: 'My notices, newest first; everybody sees only their own',
  for: ['staff'],
  input: Own.extend({
    show: z.enum(['all', 'unread', 'unanswered']).default('all'),
    limit: z.coerce.number().int().min(1).max(100).default(30),
    after: PageCursor.optional(),
  }),
  output: z.object({ notices: z.array(Notice), next: PageCursor.nullable() }),
  subjects: ['notices:{personId}', 'inbox', 'customer-names', 'promises'],
});

export const countNotices = query('notices.count', {
  path: '/people/{personId}/notices/count',
  summary: 'How many of my notices wait, up to 100, and the newest important one',
  for: ['staff'],
  input: Own,
  output: z.object({
    unread: Count,
    unanswered: Count,
    /** The newest important notice that is unread, to be said aloud. */
    important: z.object({ id: Id, words: z.string(), at: Instant }).nullable(),
  }),
  subjects: ['notices:{personId}'],
});

const minutes = z.int().min(0);
export const QuietHours = z.strictObject({
  /** Minutes after midnight, e.g. 1140 for 19:00. */
  from: minutes.max(1_439),
  /** Minutes after midnight; not later than `from` means on the next day. */
  to: minutes.max(1_440),
  /** Days on which the quiet begins; Monday is 1. */
  days: z.array(z.int().min(1).max(7)).max(7),
  timeZone: z.string().min(1).max(64),
});
export type QuietHours = z.output<typeof QuietHours>;

export const noticeSettings = query('notices.settings', {
  path: '/people/{personId}/notices/settings',
  summary: 'What I hear of, kind by kind, my quiet hours and the topics I follow',
  for: ['staff'],
  input: Own,
  output: z.object({
    kinds: z.array(
      z.object({
        kind: z.string(),
        label: z.string(),
        help: z.string(),
        importance: Importance,
        desk: z.boolean(),
        mail: z.boolean(),
        /** To the person's devices, where they have some. */
        push: z.boolean(),
        /** It comes to devices alone. */
        isForDevices: z.boolean(),
      }),
    ),
    quietHours: QuietHours.nullable(),
    topics: z.array(
      z.object({
        topic: z.string(),
        label: z.string(),
        help: z.string(),
        subscribed: z.boolean(),
        /** Whether I chose it myself; otherwise it follows my role. */
        isOwnChoice: z.boolean(),
        mayFollow: z.boolean(),
        /** The roles that hear of it unless a person chose otherwise. */
        roles: z.array(Role),
      }),
    ),
  }),
  subjects: ['notices:{personId}', 'notice-topics', 'me'],
});

export const readNotices = command('notices.read', {
  path: '/notices/read',
  summary: 'Mark my notices as read: some, or all that came up to an instant',
  for: ['staff'],
  input: z.strictObject({
    noticeIds: z.array(Id).min(1).max(200).optional(),
    /** All that came until then; without `noticeIds` and without this, everything. */
    upTo: Instant.optional(),
  }),
  output: z.object({ count: Count }),
  emits: ['notice.read'],
});

export const acknowledgeNotice = command('notices.acknowledge', {
  path: '/notices/{noticeId}/acknowledge',
  summary: 'Say that I have taken note of it',
  for: ['staff'],
  input: z.strictObject({ noticeId: Id }),
  output: z.object({ noticeId: Id }),
  refuses: ['notice.asks_nothing'],
  emits: ['notice.answered'],
});

/** Days for which the link in a mail works. */
export const linkDays = 7;

export const acknowledgeByLink = command('notices.acknowledge-by-link', {
  path: '/notices/acknowledge-by-link',
  summary: 'By the link of a mail: say that I have taken note of one notice',
  for: ['nobody', 'customer', 'staff'],
  keyed: false,
  input: z.strictObject({ link: z.string().regex(/^[A-Za-z0-9_-]{64}$/, 'the last part of the link') }),
  output: z.object({ noticeId: Id }),
  refuses: ['notice.wrong_link', 'notice.link_over'],
  emits: ['notice.answered'],
});

export const markNoticeActed = command('notices.mark-acted', {
  path: '/notices/{noticeId}/acted',
  summary: 'Say that I have done what it asks for',
  for: ['staff'],
  input: z.strictObject({ noticeId: Id }),
  output: z.object({ noticeId: Id }),
  refuses: ['notice.asks_nothing'],
  emits: ['notice.answered'],
});

export const setNoticePreference = command('notices.set-preference', {
  path: '/notices/preferences/{kind}',
  method: 'PUT',
  summary: 'Choose where notices of a kind come to me',
  for: ['staff'],
  input: z.strictObject({
    kind: z.string().min(1).max(80),
    desk: z.boolean(),
    mail: z.boolean(),
    push: z.boolean().optional(),
  }),
  output: z.object({ desk: z.boolean(), mail: z.boolean() }),
  refuses: ['notice.important', 'notice.unknown_kind'],
  emits: ['notice.preferences_changed'],
});

export const setQuietHours = command('notices.set-quiet-hours', {
  path: '/notices/quiet-hours',
  method: 'PUT',
  summary: 'Set my quiet hours, or none; what is held comes when they end',
  for: ['staff'],
  input: z.strictObject({ quietHours: QuietHours.nullable() }),
  output: z.object({ held: Count }),
  refuses: ['notice.quiet_hours'],
  emits: ['notice.preferences_changed'],
});

export const subscribeTopic = command('notices.subscribe', {
  path: '/notices/topics/{topic}',
  method: 'PUT',
  summary: 'Follow a topic or not; null follows what my role does',
  for: ['staff'],
  input: z.strictObject({ topic: z.string().min(1).max(80), subscribed: z.boolean().nullable() }),
  output: z.object({ subscribed: z.boolean().nullable() }),
  refuses: ['notice.unknown_kind', 'notice.not_for_role'],
  emits: ['notice.preferences_changed'],
});

export const setTopicRoles = command('notices.set-topic-roles', {
  path: '/notices/topics/{topic}/roles',
  method: 'PUT',
  summary: 'Say which roles hear of a topic',
  for: ['staff'],
  input: z.strictObject({ topic: z.string().min(1).max(80), roles: z.array(Role).max(7) }),
  output: z.object({ roles: z.array(Role) }),
  refuses: ['notice.unknown_kind', 'notice.not_for_role'],
  emits: ['notice.topic_changed'],
});
