import { z } from 'zod';
import { command, query } from '#kernel/contract/contract.ts';
import { Id, Instant } from '#kernel/contract/ids.ts';
import { Strength } from './contract-benchmarks.ts';
import { EvidenceSource } from './contract-findings.ts';
import { VersionState } from './contract-words.ts';

/** How many days back our own value of a benchmark or goal reaches. */
export const ownDays = 90;

export const takeStep = command('standards.take-step', {
  path: '/standard-versions/{versionId}/step',
  method: 'PUT',
  summary: 'Go on from the draft to needs, or from needs to benchmark, with the evidence that the step demands',
  for: ['staff'],
  input: z.strictObject({ versionId: Id, to: z.enum(['needs', 'benchmark']) }),
  output: z.object({ versionId: Id, state: VersionState }),
  refuses: ['standard.wrong_step', 'standard.lacks_finding'],
  emits: ['standard.went_on'],
});

const Unit = z.enum(['minutes', 'share', 'count', 'days']);
const writtenBy = { authorName: z.string().nullable(), writtenAt: Instant, carriedFrom: z.string().nullable() };

export const Finding = z.object({
  id: Id,
  learnt: z.string(),
  need: z.string(),
  sources: z.array(
    z.object({
      given: EvidenceSource,
      title: z.string(),
      /** Where it opens in the desk; its own screen asks again who may see it. */
      link: z.string().nullable(),
      /** Of a measure, as it was when the finding was written. */
      value: z.number().nullable(),
      n: z.int().nullable(),
      unit: Unit.nullable(),
    }),
  ),
  clauseIds: z.array(Id),
  ...writtenBy,
  version: z.int(),
});

export const Benchmark = z.object({
  id: Id,
  measure: z.string(),
  measureWords: z.string(),
  unit: Unit,
  channel: z.string().nullable(),
  value: z.number().nullable(),
  title: z.string(),
  address: z.string(),
  year: z.int(),
  sample: z.string().nullable(),
  method: z.string().nullable(),
  strength: Strength,
  note: z.string(),
  reference: z.string().nullable(),
  ...writtenBy,
  version: z.int(),
});

/** A promise line or metric of a clause, and what it is compared with. */
export const Goal = z.object({
  clauseId: Id,
  number: z.string(),
  title: z.string(),
  /** Of the promise or the library. */
  measure: z.string(),
  channel: z.string().nullable(),
  benchmarkIds: z.array(Id),
  /** Why it has none. */
  reason: z.string().nullable(),
});

export const getEvidence = query('standards.evidence', {
  path: '/standard-versions/{versionId}/evidence',
  summary: 'What a version is founded on: findings with their sources, benchmarks, and the goals that lack one',
  for: ['staff'],
  input: z.strictObject({ versionId: Id }),
  output: z.object({
    findings: z.array(Finding),
    benchmarks: z.array(Benchmark),
    goals: z.array(Goal),
    abilities: z.array(z.string()),
  }),
  subjects: ['standards', 'me'],
});

export const Figure = z.object({
  /** `goal`: of a clause. `benchmark`: of a row of the table. */
  of: z.enum(['goal', 'benchmark']),
  /** Of the clause or the benchmark. */
  id: Id,
  /** From 0 within a clause. */
  line: z.int(),
  measure: z.string(),
  channel: z.string().nullable(),
  unit: Unit,
  /** Our own value of the last 90 days; null where there were no rows, with the words why. */
  value: z.number().nullable(),
  n: z.int(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  words: z.string().nullable(),
  /** The goal or benchmark, in the same unit. */
  against: z.number().nullable(),
  /** Own value less the other; null where either is missing or the method of the source is unknown. */
  gap: z.number().nullable(),
  /** Whether we are as good as the goal or the benchmark; null where nothing can be said. */
  isReached: z.boolean().nullable(),
});
export type Figure = z.output<typeof Figure>;

export const ownFigures = query('standards.figures', {
  path: '/standard-versions/{versionId}/figures',
  summary:
    'Our own values of the last 90 days beside each goal and benchmark, by the same formula; kept at the approval',
  for: ['staff'],
  input: z.strictObject({ versionId: Id }),
  output: z.object({
    from: z.iso.date(),
    to: z.iso.date(),
    /** When the version was approved on these; null while they go on. */
    keptAt: Instant.nullable(),
    figures: z.array(Figure),
  }),
  subjects: ['standards', 'measures'],
});

export const listReferences = query('standards.references', {
  path: '/standard-references',
  summary:
    'Published benchmarks, all of them weak, and standards of standards bodies, in our own words, to choose from',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({
    references: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['figure', 'standard']),
        title: z.string(),
        words: z.string(),
        address: z.string(),
        year: z.int(),
        sample: z.string().nullable(),
        method: z.string().nullable(),
        measure: z.string().nullable(),
        channel: z.string().nullable(),
        value: z.number().nullable(),
      }),
    ),
  }),
  subjects: [],
});
