import { z } from 'zod';
import { ChannelName } from '#foundation/promises/contract.ts';
import { command } from '#kernel/contract/contract.ts';
import { Id, Version } from '#kernel/contract/ids.ts';
import { WebAddress } from './contract-findings.ts';
import { MeasureOfLibrary, Reason } from './contract-words.ts';

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
