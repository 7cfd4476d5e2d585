import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant, PageCursor } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';
import { NoticeChannel } from './contract-words.ts';

export * from './contract-words.ts';

export const privacyProblems = problems({
  'privacy.in_the_past': {
    status: 422,
    title: 'A notice cannot hold from before it was there',
    help: 'Leave `effectiveFrom` out to let it hold at once, or name a later time.',
  },
  'privacy.unknown_notice': {
    status: 422,
    title: 'There is no such notice for this purpose',
    help: 'Name the version of the notice that was shown, or leave it out where none was.',
  },
});

/** What data are collected for, in the words of the workspace: `Answering you`, `News by mail`. */
export const Purpose = z.string().trim().min(1).max(80);

export const noticePublished = event('privacy.notice_published', {
  data: z.strictObject({ noticeId: Id, channel: NoticeChannel, version: z.int(), effectiveFrom: Instant }),
  subjects: ['privacy-notices'],
  audience: 'staff',
  needs: 'privacy.list',
  sentence: 'published version {version} of a collection notice ({channel}), holding from {effectiveFrom}',
});
export const consentChanged = event('privacy.consent_changed', {
  data: z.strictObject({
    consentId: Id,
    customerId: Id,
    channel: NoticeChannel,
    isGiven: z.boolean(),
    noticeId: Id.nullable(),
  }),
  subjects: ['consents:{customerId}', 'customer-timeline:{customerId}'],
  audience: 'staff',
  needs: 'privacy.list',
  sentence: 'noted a consent by {channel} (given: {isGiven})',
});

export const PrivacyNotice = z.object({
  id: Id,
  purpose: z.string(),
  channel: NoticeChannel,
  version: z.int(),
  text: z.string(),
  effectiveFrom: Instant,
  publishedAt: Instant,
  publishedBy: z.string().nullable(),
  /** Now: `later` waits for its time, `past` was followed by a newer one. */
  state: z.enum(['later', 'in_force', 'past']),
});

export const listNotices = query('privacy.notices', {
  path: '/privacy/notices',
  summary: 'Collection notices with all their versions, the newest first, a page at a time',
  for: ['staff'],
  input: z.strictObject({
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({ notices: z.array(PrivacyNotice), next: PageCursor.nullable() }),
  subjects: ['privacy-notices', 'me'],
});

export const publishNotice = command('privacy.publish-notice', {
  path: '/privacy/notices',
  summary: 'Publish the next version of a notice; it never changes from then on',
  for: ['staff'],
  input: z.strictObject({
    purpose: Purpose,
    channel: NoticeChannel,
    text: z.string().trim().min(1).max(8_000),
    /** At once where it is absent. */
    effectiveFrom: Instant.optional(),
  }),
  output: z.object({ noticeId: Id, version: z.int(), effectiveFrom: Instant }),
  refuses: ['privacy.in_the_past'],
  emits: ['privacy.notice_published'],
});

export const Consent = z.object({
  id: Id,
  purpose: z.string(),
  channel: NoticeChannel,
  isGiven: z.boolean(),
  at: Instant,
  /** Null where they did it themselves. */
  notedBy: z.string().nullable(),
  notice: z.object({ id: Id, version: z.int(), text: z.string() }).nullable(),
  /** Whether it is the last word on its purpose. */
  isLatest: z.boolean(),
});

export const listConsents = query('privacy.consents', {
  path: '/customers/{customerId}/consents',
  summary: 'What a customer agreed to and took back, the newest first, a page at a time',
  for: ['staff'],
  input: z.strictObject({
    customerId: Id,
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({ consents: z.array(Consent), next: PageCursor.nullable() }),
  subjects: ['consents:{customerId}', 'customers', 'me'],
});

export const noteConsent = command('privacy.note-consent', {
  path: '/customers/{customerId}/consents',
  summary: 'Write down that a customer agreed to something, or took it back, and where they said so',
  for: ['staff'],
  input: z.strictObject({
    customerId: Id,
    purpose: Purpose,
    channel: NoticeChannel.exclude(['any']),
    isGiven: z.boolean(),
    /** The version of the notice that they saw or heard. */
    noticeId: Id.optional(),
  }),
  output: z.object({ customerId: Id, consentId: Id }),
  refuses: ['privacy.unknown_notice'],
  emits: ['privacy.consent_changed'],
});
