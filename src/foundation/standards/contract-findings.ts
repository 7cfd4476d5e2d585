import { z } from 'zod';
import { ChannelName } from '#foundation/promises/contract.ts';
import { command } from '#kernel/contract/contract.ts';
import { Id, Version } from '#kernel/contract/ids.ts';
import { MeasureOfLibrary } from './contract-words.ts';

/** A page on the web; of its kinds only those that a reader can open without harm. */
export const WebAddress = z
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
