import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Count, Id, Instant, PageCursor } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

export * from './contract-words.ts';

export const feedbackProblems = problems({
  'feedback.wrong_link': {
    status: 404,
    title: 'This link is not whole',
    help: 'Open it again from the chat, or copy all of it.',
  },
  'feedback.over': {
    status: 410,
    title: 'The time to answer is over',
    help: 'A rating can be given for 14 days after a conversation was resolved. Write to us in the chat instead.',
  },
  'feedback.settled': {
    status: 409,
    title: 'This rating cannot be changed any more',
    help: 'A rating can be changed for a day after it was given. It stands as it was.',
  },
});

/** At most so many rows leave in one file. */
export const mostExported = 5_000;

export const Rating = z.int().min(1).max(5);

const about = { requestId: Id, conversationId: Id, customerId: Id };
const touches = ['feedback', 'conversation:{conversationId}', 'customer-timeline:{customerId}'] as const;

export const feedbackAsked = event('feedback.asked', {
  data: z.strictObject(about),
  subjects: [...touches],
  audience: 'customer',
  needs: 'feedback.list',
  sentence: 'asked the customer how it went',
});
export const feedbackAnswered = event('feedback.answered', {
  data: z.strictObject({ ...about, rating: Rating, isChange: z.boolean() }),
  subjects: [...touches],
  audience: 'staff',
  needs: 'feedback.list',
  sentence: 'rated the conversation {rating} of 5',
});
export const silenceChanged = event('feedback.silence_changed', {
  data: z.strictObject({ customerId: Id, isSilent: z.boolean() }),
  subjects: ['feedback', 'customer:{customerId}', 'customer-timeline:{customerId}'],
  audience: 'staff',
  needs: 'feedback.list',
  sentence: 'noted whether the customer wants to be asked for feedback (not to be asked: {isSilent})',
});
export const settingsChanged = event('feedback.settings_changed', {
  data: z.strictObject({ isOn: z.boolean() }),
  subjects: ['feedback-settings'],
  audience: 'staff',
  needs: 'feedback.list',
  sentence: 'changed how customers are asked for feedback (asked: {isOn})',
});

const LinkToken = z.string().regex(/^[A-Za-z0-9_-]{64}$/, 'the last part of the link');

export const answerRequest = command('feedback.answer', {
  path: '/feedback/answers',
  summary: 'Rate a conversation by its link; again within a day changes the rating',
  for: ['nobody', 'customer', 'staff'],
  keyed: false,
  input: z.strictObject({ link: LinkToken, rating: Rating, comment: z.string().trim().max(2_000).default('') }),
  output: z.object({ rating: Rating, changeUntil: Instant }),
  refuses: ['feedback.wrong_link', 'feedback.over', 'feedback.settled'],
  emits: ['feedback.answered'],
});

export const silenceByLink = command('feedback.silence', {
  path: '/feedback/silence',
  summary: 'By the link of a request: do not ask me again, or do',
  for: ['nobody', 'customer', 'staff'],
  keyed: false,
  input: z.strictObject({ link: LinkToken, isSilent: z.boolean() }),
  output: z.object({ isSilent: z.boolean() }),
  refuses: ['feedback.wrong_link'],
  emits: ['feedback.silence_changed'],
});

export const setSilence = command('feedback.set-silence', {
  path: '/customers/{customerId}/feedback-silence',
  method: 'PUT',
  summary: 'Note that a customer does not want to be asked, or does again',
  for: ['staff'],
  input: z.strictObject({ customerId: Id, isSilent: z.boolean() }),
  output: z.object({ customerId: Id, isSilent: z.boolean() }),
  emits: ['feedback.silence_changed'],
});

const Settings = z.object({
  isOn: z.boolean(),
  restDays: z.int().min(0).max(365),
  question: z.string().trim().min(1).max(200),
});

export const getSettings = query('feedback.settings', {
  path: '/feedback/settings',
  summary: 'Whether customers are asked after a chat was resolved, what, and how often at most',
  for: ['staff'],
  input: z.strictObject({}),
  output: Settings.extend({ version: z.int() }),
  subjects: ['feedback-settings'],
});

export const changeSettings = command('feedback.change-settings', {
  path: '/feedback/settings',
  method: 'PATCH',
  summary: 'Change whether, what and how often customers are asked',
  for: ['staff'],
  input: z.strictObject({ version: Count, ...Settings.partial().shape }),
  output: z.object({ version: z.int() }),
  refuses: ['record.stale'],
  emits: ['feedback.settings_changed'],
});

export const Feedback = z.object({
  id: Id,
  conversationId: Id,
  reference: z.string(),
  customerId: Id,
  customerName: z.string(),
  personName: z.string().nullable(),
  rating: Rating,
  comment: z.string(),
  answeredAt: Instant,
  isChanged: z.boolean(),
});

const Day = z.iso.date();
const narrow = {
  rating: z.enum(['good', 'middling', 'poor', 'commented']).optional(),
  personId: Id.optional(),
  /** Days of the workspace's time zone. */
  from: Day.optional(),
  to: Day.optional(),
};

export const listFeedback = query('feedback.list', {
  path: '/feedback',
  summary: 'What customers answered, the newest first, a page at a time; `good` is 4 and 5, `poor` 1 and 2',
  for: ['staff'],
  input: z.strictObject({
    ...narrow,
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({ feedback: z.array(Feedback), next: PageCursor.nullable() }),
  subjects: ['feedback', 'customer-names', 'me'],
});

export const exportFeedback = query('feedback.export', {
  path: '/feedback/export',
  summary: `What customers answered as CSV, at most ${mostExported} rows, the newest`,
  for: ['staff'],
  input: z.strictObject(narrow),
  output: z.object({ fileName: z.string(), rows: z.int(), isCut: z.boolean(), csv: z.string() }),
  subjects: ['feedback', 'me'],
});

export const feedbackOn = query('feedback.of-conversation', {
  path: '/conversations/{conversationId}/feedback',
  summary: 'What the customer said of a conversation, or whether they were asked',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id }),
  output: z.object({
    request: z
      .object({
        askedAt: Instant,
        expiresAt: Instant,
        rating: Rating.nullable(),
        comment: z.string(),
        answeredAt: Instant.nullable(),
      })
      .nullable(),
    isSilent: z.boolean(),
  }),
  subjects: ['feedback', 'conversation:{conversationId}'],
});
