import { z } from 'zod';
import { command, EventEnvelope, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant, PageCursor } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

export const auditProblems = problems({
  'audit.export_over': {
    status: 410,
    title: 'This export is over',
    help: 'A file can be taken away for 15 minutes. Export again.',
  },
  'audit.unknown_record': {
    status: 422,
    title: 'No record has this reference',
    help: 'Write the reference of a conversation, such as H-2976, or of a customer, such as P-1001.',
  },
});

export const auditExported = event('audit.exported', {
  data: z.strictObject({ exportId: Id, personId: Id, format: z.enum(['csv', 'jsonl']), upTo: z.int() }),
  subjects: ['audit-exports'],
  audience: 'staff',
  needs: 'audit.export',
  sentence: 'exported the audit log ({format})',
});

const Day = z.iso.date().refine((day) => day >= '1970-01-01' && day < '2200-01-01', 'a day from 1970 to 2199');
/** What narrows the log. All of it must hold. */
const filter = {
  /** Who did it, also through Heed. */
  personId: Id.optional(),
  /** Name of a capability (`people`) or type of an event (`person.signed_in`). */
  kind: z
    .string()
    .regex(/^[a-z][a-z0-9_.-]{0,79}$/)
    .optional(),
  /** A reference, such as H-2976 or P-1001, or a subject, such as conversation:ID. */
  about: z
    .string()
    .trim()
    .regex(/^(?:[HPhp]-\d{1,15}|[a-z][a-z-]{0,39}:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/)
    .optional(),
  /** Days in the workspace's time zone, both included. */
  from: Day.optional(),
  to: Day.optional(),
};
export const AuditFilter = z.strictObject(filter);
export type AuditFilter = z.output<typeof AuditFilter>;

const Place = z.object({ words: z.string(), link: z.string() });
export const AuditEntry = EventEnvelope.extend({
  customerId: Id.nullable(),
  requestId: Id,
  causeSeq: z.int().nullable(),
  subjects: z.array(z.string()),
  actorName: z.string().nullable(),
  onBehalfOfName: z.string().nullable(),
  /** What happened, in the words of the event. */
  sentence: z.string(),
  /** What it was done to, and where that opens. */
  about: z.array(Place),
});

export const auditEntries = query('audit.entries', {
  path: '/audit/entries',
  summary: 'The log of everything that happened, newest first, a page at a time',
  for: ['staff'],
  input: z.strictObject({
    ...filter,
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({
    entries: z.array(AuditEntry),
    /** Also given when this page holds few entries or none: so many events were looked at, and more are left. */
    next: PageCursor.nullable(),
    /** Up to when the log has been looked at, where more are left. */
    lookedBackTo: Instant.nullable(),
  }),
  refuses: ['audit.unknown_record'],
  subjects: ['audit-exports', 'me'],
});

export const auditState = query('audit.state', {
  path: '/audit/state',
  summary: 'How far the log is sealed, its last signed head, and what it can be narrowed to',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({
    events: z.int(),
    /** The last event under a seal, and when that was made. */
    sealed: z.object({ seq: z.int(), at: Instant }).nullable(),
    head: z.object({ day: Day, lastSeq: z.int(), signedAt: Instant, key: z.string() }).nullable(),
    kinds: z.array(
      z.object({ name: z.string(), events: z.array(z.object({ type: z.string(), sentence: z.string() })) }),
    ),
    people: z.array(z.object({ id: Id, name: z.string() })),
  }),
  subjects: ['people', 'me'],
});

export const auditHeads = query('audit.heads', {
  path: '/audit/heads',
  summary: 'Signed heads of the log, newest first, to be kept elsewhere; heed verify --heads compares them',
  for: ['staff'],
  input: z.strictObject({ before: Day.optional() }),
  output: z.object({
    heads: z.array(
      z.object({
        workspaceId: Id,
        day: Day,
        lastSeq: z.int(),
        hash: z.string(),
        publicKey: z.string(),
        signature: z.string(),
        signedAt: Instant,
      }),
    ),
    next: Day.nullable(),
  }),
  subjects: ['me'],
});

export const exportAudit = command('audit.export', {
  path: '/audit/exports',
  summary: 'Make the log into a file; GET /api/v1/audit/exports/{exportId}/file hands it out for 15 minutes',
  for: ['staff'],
  input: z.strictObject({ format: z.enum(['csv', 'jsonl']), ...filter }),
  output: z.object({ exportId: Id, upTo: z.int(), expiresAt: Instant }),
  refuses: ['audit.unknown_record'],
  emits: ['audit.exported'],
});
