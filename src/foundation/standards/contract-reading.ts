import { z } from 'zod';
import { Role } from '#foundation/people/contract.ts';
import { query } from '#kernel/contract/contract.ts';
import { Id, Instant, PageCursor } from '#kernel/contract/ids.ts';
import { QuizResult } from './contract-quiz.ts';
import { ClauseBody, ClauseKind, Disposition, SectionName, VersionState } from './contract-words.ts';

export const VersionNumber = { major: z.int(), minor: z.int() };

const VersionBrief = z.object({
  id: Id,
  ...VersionNumber,
  state: VersionState,
  createdAt: Instant,
  effectiveFrom: Instant.nullable(),
  publishedAt: Instant.nullable(),
  retiredAt: Instant.nullable(),
});

export const listStandards = query('standards.list', {
  path: '/standards',
  summary: 'The standards with the version in force and the one that is being worked on',
  for: ['staff'],
  input: z.strictObject({ after: PageCursor.optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }),
  output: z.object({
    standards: z.array(
      z.object({
        id: Id,
        name: z.string(),
        about: z.string(),
        isRetired: z.boolean(),
        inForce: VersionBrief.nullable(),
        open: VersionBrief.nullable(),
        /** The reader is asked to read and sign the version in force and has not. */
        mustSign: z.boolean(),
      }),
    ),
    next: PageCursor.nullable(),
    abilities: z.array(z.string()),
  }),
  subjects: ['standards', 'me'],
});

const Clause = z.object({
  id: Id,
  section: SectionName,
  /** `5.2`: number of the section and place in it. */
  number: z.string(),
  title: z.string(),
  text: z.string(),
  kind: ClauseKind,
  body: ClauseBody.nullable(),
  ownerId: Id.nullable(),
  reviewOn: z.iso.date().nullable(),
  reason: z.string().nullable(),
  isChanged: z.boolean(),
  version: z.int(),
});
const Comment = z.object({
  id: Id,
  clauseId: Id.nullable(),
  authorName: z.string(),
  text: z.string(),
  writtenAt: Instant,
  /** In which round of the consultation; null on the draft. */
  round: z.int().nullable(),
  disposition: Disposition.nullable(),
  dispositionReason: z.string().nullable(),
});

export const getStandard = query('standards.get', {
  path: '/standards/{standardId}',
  summary:
    'A standard with one of its versions: the one worked on, else the one in force, unless `versionId` says which',
  for: ['staff'],
  input: z.strictObject({ standardId: Id, versionId: Id.optional() }),
  output: z.object({
    id: Id,
    name: z.string(),
    about: z.string(),
    audience: z.array(Role),
    isRetired: z.boolean(),
    /** Of name, purpose and audience. */
    revision: z.int(),
    /** The newest first. */
    versions: z.array(VersionBrief),
    version: VersionBrief.extend({
      basedOn: Id.nullable(),
      reason: z.string().nullable(),
      authorName: z.string().nullable(),
      consultedAt: Instant.nullable(),
      consultUntil: z.iso.date().nullable(),
      submittedAt: Instant.nullable(),
      approvedAt: Instant.nullable(),
      approverName: z.string().nullable(),
      contentHash: z.string().nullable(),
    }),
    clauses: z.array(Clause),
    dropped: z.array(z.object({ id: Id, title: z.string(), reason: z.string() })),
    /** What it is founded on, for the line of its life. */
    founded: z.object({
      findings: z.int(),
      benchmarks: z.int(),
      /** `1.2`: the version whose evidence a MINOR one took over. */
      carriedFrom: z.string().nullable(),
    }),
    /** Rounds of the consultation, in order. */
    rounds: z.array(z.object({ number: z.int(), until: z.iso.date(), closedAt: Instant.nullable() })),
    invitees: z.array(z.object({ id: Id, name: z.string(), hasCommented: z.boolean() })),
    comments: z.array(Comment),
    mustSign: z.boolean(),
    signedAt: Instant.nullable(),
    /** What the reader may do with this version now. */
    abilities: z.array(z.string()),
  }),
  subjects: ['standards', 'people', 'me'],
});

const Piece = z.object({ is: z.enum(['same', 'added', 'gone']), text: z.string() });

export const compareVersions = query('standards.compare', {
  path: '/standard-versions/{versionId}/changes',
  summary: 'What changed since the version it is based on, or since another one, word by word and with the reasons',
  for: ['staff'],
  input: z.strictObject({ versionId: Id, since: Id.optional() }),
  output: z.object({
    from: z.object(VersionNumber).nullable(),
    to: z.object(VersionNumber),
    clauses: z.array(
      z.object({
        id: Id,
        number: z.string(),
        is: z.enum(['added', 'changed', 'dropped']),
        title: z.array(Piece),
        text: z.array(Piece),
        /** What the software carries out, before and after; the same where only words changed. */
        before: ClauseBody.nullable(),
        after: ClauseBody.nullable(),
        reason: z.string().nullable(),
        /** Suggestions that were taken into this version. */
        suggestions: z.array(z.object({ id: Id, text: z.string(), authorName: z.string() })),
      }),
    ),
  }),
  subjects: ['standards'],
});

export const standardsAtWork = query('standards.at-work', {
  path: '/conversations/{conversationId}/standards',
  summary:
    'What the standards in force say for a conversation: the clauses behind its clocks, and procedures with ticks',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id }),
  output: z.object({
    clauses: z.array(
      z.object({
        standardId: Id,
        standardName: z.string(),
        versionId: Id,
        ...VersionNumber,
        clauseId: Id,
        number: z.string(),
        title: z.string(),
        text: z.string(),
        /** Measures of the clocks that this clause started. */
        measures: z.array(z.string()),
        /** Name of the brand for which alone it holds; null: for every one. */
        ofBrand: z.string().nullable(),
        /** Steps of a procedure, with who ticked them. */
        steps: z.array(
          z.object({
            words: z.string(),
            facts: z.array(z.string()),
            doneAt: Instant.nullable(),
            doneBy: z.string().nullable(),
          }),
        ),
      }),
    ),
  }),
  subjects: [
    'standards',
    'promises:{conversationId}',
    'standard-steps:{conversationId}',
    'conversation:{conversationId}',
    'brands',
    'people',
    'me',
  ],
});

export const listReaders = query('standards.readers', {
  path: '/standard-versions/{versionId}/readers',
  summary:
    'Who must read and sign a version, who has and who has not, and who passed its questions, a page at a time by name',
  for: ['staff'],
  input: z.strictObject({
    versionId: Id,
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({
    must: z.int(),
    signed: z.int(),
    /** Of those who must, how many have, in whole percent rounded down: 100 is everybody. */
    coveragePercent: z.int(),
    /** How many questions there are about this version; how many who must sign have passed. */
    questions: z.int(),
    passed: z.int(),
    readers: z.array(
      z.object({
        id: Id,
        name: z.string(),
        role: Role,
        signedAt: Instant.nullable(),
        /** Their best attempt at the questions about this version. */
        quiz: QuizResult.nullable(),
      }),
    ),
    next: PageCursor.nullable(),
  }),
  subjects: ['standards', 'people', 'me'],
});
