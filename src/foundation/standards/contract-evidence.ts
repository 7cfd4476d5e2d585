import { z } from 'zod';
import { ChannelName } from '#foundation/promises/contract.ts';
import { command, query } from '#kernel/contract/contract.ts';
import { Id, Instant, Version } from '#kernel/contract/ids.ts';
import { MeasureOfLibrary, Reason, VersionState } from './contract-words.ts';

/** How many days back our own value of a benchmark or goal reaches. */
export const ownDays = 90;

/** A page on the web; of its kinds only those that a reader can open without harm. */
const WebAddress = z
  .string()
  .trim()
  .max(500)
  .regex(/^https?:\/\/[^\s/]+\.[^\s]+$/, 'an address that begins with https:// or http://');

/** How something is known: a record of ours, a number of ours, or a page outside. */
export const EvidenceSource = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('conversation'), id: Id }),
  z.strictObject({ is: z.literal('feedback'), id: Id }),
  z.strictObject({
    is: z.literal('measure'),
    measure: MeasureOfLibrary,
    channel: ChannelName.nullable().default(null),
    from: z.iso.date(),
    to: z.iso.date(),
  }),
  z.strictObject({
    is: z.literal('outside'),
    title: z.string().trim().min(1).max(200),
    address: WebAddress,
    date: z.iso.date(),
  }),
]);
export type EvidenceSource = z.output<typeof EvidenceSource>;

const findingFields = {
  learnt: z.string().trim().min(3).max(2_000),
  /** What customers need, as a sentence. */
  need: z.string().trim().min(3).max(500),
  /** At least one; the refusal is `standard.lacks_source`. */
  sources: z.array(EvidenceSource).max(20),
  clauseIds: z.array(Id).max(30).default([]),
};
const findingWritten = z.object({ versionId: Id, findingId: Id, version: z.int() });
const findingRefusals = ['standard.closed', 'standard.lacks_source', 'standard.unknown_source', 'record.not_found'];

export const addFinding = command('standards.add-finding', {
  path: '/standard-versions/{versionId}/findings',
  summary: 'Write down what was learnt about customers, what they need, and how that is known',
  for: ['staff'],
  large: true,
  input: z.strictObject({ versionId: Id, ...findingFields }),
  output: findingWritten,
  refuses: findingRefusals,
  emits: ['standard.researched'],
});

export const changeFinding = command('standards.change-finding', {
  path: '/standard-findings/{findingId}',
  method: 'PUT',
  summary: 'Write a finding anew; `version` is the one that you saw',
  for: ['staff'],
  large: true,
  input: z.strictObject({ findingId: Id, version: Version, ...findingFields }),
  output: findingWritten,
  refuses: ['record.stale', ...findingRefusals],
  emits: ['standard.researched'],
});

export const dropFinding = command('standards.drop-finding', {
  path: '/standard-findings/{findingId}',
  method: 'DELETE',
  summary: 'Take a finding out of this version; earlier versions keep theirs',
  for: ['staff'],
  input: z.strictObject({ findingId: Id }),
  output: z.object({ versionId: Id, findingId: Id }),
  refuses: ['standard.closed'],
  emits: ['standard.researched'],
});

export const Strength = z.enum(['weak', 'strong']);

const benchmarkFields = {
  measure: MeasureOfLibrary,
  channel: ChannelName.nullable().default(null),
  /** In the unit of the measure: minutes, a share from 0 to 1, a number, days. Null: the source gives no number. */
  value: z.number().min(0).max(1_000_000).nullable(),
  title: z.string().trim().min(1).max(200),
  address: WebAddress,
  year: z.int().min(1900).max(2100),
  /** Null: the source does not say, which makes it weak. */
  sample: z.string().trim().min(1).max(300).nullable(),
  method: z.string().trim().min(1).max(300).nullable(),
  strength: Strength,
  note: z.string().trim().max(1_000).default(''),
};
const benchmarkWritten = z.object({ versionId: Id, benchmarkId: Id, version: z.int() });
const benchmarkRefusals = ['standard.closed', 'standard.weak_source', 'standard.wrong_benchmark'];

export const addBenchmark = command('standards.add-benchmark', {
  path: '/standard-versions/{versionId}/benchmarks',
  summary: 'Add what others achieve or a good practice, with source, year, sample and method',
  for: ['staff'],
  input: z.strictObject({ versionId: Id, ...benchmarkFields }),
  output: benchmarkWritten,
  refuses: benchmarkRefusals,
  emits: ['standard.researched'],
});

export const chooseReference = command('standards.choose-reference', {
  path: '/standard-versions/{versionId}/references',
  summary: 'Take a benchmark from the list of references: its title, year and address are stored with it',
  for: ['staff'],
  input: z.strictObject({
    versionId: Id,
    reference: z.string().regex(/^[a-z0-9-]{1,60}$/, 'an id of GET /standard-references'),
    /** For a reference that names no measure of its own. */
    measure: MeasureOfLibrary.optional(),
    channel: ChannelName.nullable().optional(),
  }),
  output: benchmarkWritten,
  refuses: ['standard.closed', 'standard.unknown_source', 'standard.wrong_benchmark'],
  emits: ['standard.researched'],
});

export const changeBenchmark = command('standards.change-benchmark', {
  path: '/standard-benchmarks/{benchmarkId}',
  method: 'PUT',
  summary: 'Write a row of the benchmark table anew; `version` is the one that you saw',
  for: ['staff'],
  input: z.strictObject({ benchmarkId: Id, version: Version, ...benchmarkFields }),
  output: benchmarkWritten,
  refuses: ['record.stale', ...benchmarkRefusals],
  emits: ['standard.researched'],
});

export const dropBenchmark = command('standards.drop-benchmark', {
  path: '/standard-benchmarks/{benchmarkId}',
  method: 'DELETE',
  summary: 'Take a row out of the benchmark table of this version; earlier versions keep theirs',
  for: ['staff'],
  input: z.strictObject({ benchmarkId: Id }),
  output: z.object({ versionId: Id, benchmarkId: Id }),
  refuses: ['standard.closed'],
  emits: ['standard.researched'],
});

export const excuseBenchmark = command('standards.excuse-benchmark', {
  path: '/standard-versions/{versionId}/unbenchmarked',
  method: 'PUT',
  summary: 'Write why a goal has no benchmark, or take the reason back with null',
  for: ['staff'],
  input: z.strictObject({
    versionId: Id,
    /** Of a promise line or metric of this version. */
    measure: MeasureOfLibrary,
    channel: ChannelName.nullable().default(null),
    reason: Reason.nullable(),
  }),
  output: z.object({ versionId: Id, measure: z.string() }),
  refuses: ['standard.closed', 'standard.wrong_benchmark'],
  emits: ['standard.researched'],
});

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
