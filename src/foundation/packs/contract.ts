import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

export const packProblems = problems({
  'pack.unknown': {
    status: 404,
    title: 'There is no such pack',
    help: 'GET /packs lists the packs of this version of Heed and their versions.',
  },
  'pack.not_in_force': {
    status: 409,
    title: 'This pack does not apply today',
    help: 'None of its versions is valid on this day; the detail names the days. A newer Heed may have a newer version.',
  },
  'pack.not_adopted': {
    status: 409,
    title: 'This workspace does not hold to the pack',
    help: 'An owner or manager adopts it under Settings, Law and practice.',
  },
});

export const PackId = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'the id of a pack, such as uk-fca-disp1');
export const PackVersionName = z.string().regex(/^\d{1,4}$/, 'a version, such as 1');
const Day = z.iso.date();

/** ISO 3166 country of whose law it tells; `any` for practice that holds everywhere. */
export const Jurisdiction = z.enum(['any', 'AU', 'GB']);
export type Jurisdiction = z.output<typeof Jurisdiction>;

export const ClockStep = z.enum(['acknowledge', 'substantive', 'update', 'delay_notice', 'refer_on']);
export type ClockStep = z.output<typeof ClockStep>;
export const ClockUnit = z.enum(['minutes', 'hours', 'business_days', 'calendar_days']);

/** How long something may take, and from when. */
export const ClockEntry = z.object({
  kind: z.literal('clock'),
  /** Names the clock within its pack: `substantive-hardship`. */
  name: z.string(),
  step: ClockStep,
  /** Which cases it is for, in words; null for all that no other clock of the same step names. */
  appliesTo: z.string().nullable(),
  /** Null where the rule names no figure, such as "promptly". */
  amount: z.object({ value: z.int().min(1), unit: ClockUnit }).nullable(),
  /** What starts it, in words. */
  from: z.string(),
  words: z.string(),
  exceptions: z.array(z.string()),
  /** False where the figure is generally known but was not found in a source. */
  isConfirmed: z.boolean(),
});
export type ClockEntry = z.output<typeof ClockEntry>;

/** Where a customer can go who still disagrees: for outcome letters. */
export const OutsideHelpEntry = z.object({
  kind: z.literal('outside_help'),
  jurisdiction: Jurisdiction,
  words: z.string(),
  isConfirmed: z.boolean(),
});

/** Anything else the rule asks: records, reports. */
export const NoteEntry = z.object({
  kind: z.literal('note'),
  topic: z.string(),
  words: z.string(),
  isConfirmed: z.boolean(),
});

export const CheckArea = z.enum(['consumer', 'privacy', 'copyright', 'codes', 'security', 'accessibility']);
export type CheckArea = z.output<typeof CheckArea>;

/** A point of a checklist: what a standard of service must answer before it is approved. */
export const CheckEntry = z.object({
  kind: z.literal('check'),
  /** Names the point within its pack: `no-refund-statements`. */
  name: z.string(),
  area: CheckArea,
  words: z.string(),
  /** What stands behind it, in plain words. */
  rule: z.string(),
  /** What Heed can look at by itself, such as `second-step`; null where only people can say. */
  looksAt: z.string().nullable(),
  isConfirmed: z.boolean(),
});
export type CheckEntry = z.output<typeof CheckEntry>;

/** Words that a clause should not hold, as patterns (without regard to case), with the rule that they break. */
export const WordingEntry = z.object({
  kind: z.literal('wording'),
  name: z.string(),
  patterns: z.array(z.string()).min(1),
  words: z.string(),
  /** What could be said instead. */
  instead: z.string(),
  isConfirmed: z.boolean(),
});
export type WordingEntry = z.output<typeof WordingEntry>;

export const PackEntry = z.discriminatedUnion('kind', [
  ClockEntry,
  OutsideHelpEntry,
  NoteEntry,
  CheckEntry,
  WordingEntry,
]);
export type PackEntry = z.output<typeof PackEntry>;

export const Source = z.object({ citation: z.string(), address: z.string() });

/** One version of a pack, as its file says it. Versions stand beside each other; an older one never changes. */
export const PackVersion = z.object({
  id: z.string(),
  version: z.string(),
  /** A checklist asks what standards answer; laws and practice say what happens by when. */
  kind: z.enum(['law', 'practice', 'checklist']),
  jurisdiction: Jurisdiction,
  title: z.string(),
  summary: z.string(),
  sources: z.array(Source).min(1),
  /** How the sources were read; people rely on it accordingly. */
  readAs: z.enum(['whole', 'excerpt', 'own']),
  checkedOn: Day,
  validFrom: Day,
  /** Last day; null while no end is known. */
  validUntil: Day.nullable(),
  entries: z.array(PackEntry),
});
export type PackVersion = z.output<typeof PackVersion>;

/** Languages in which packs are there. English is what was read and checked. */
export const PackLanguage = z.enum(['en', 'de']);
export type PackLanguage = z.output<typeof PackLanguage>;
const Reader = { language: PackLanguage.default('en') };
const Spoken = { language: PackLanguage };

/** Stands in every answer about packs and on every screen that shows one. */
export const notAdvice = 'This is not legal advice.' as const;
const Notice = z.literal(notAdvice);

const Shown = z.object({
  isInForce: z.boolean(),
  /** Checked more than twelve months ago: check again. */
  isOld: z.boolean(),
  monthsSinceChecked: z.int(),
});

export const packAdopted = event('pack.adopted', {
  data: z.strictObject({ packId: PackId, version: PackVersionName, adoptionId: Id }),
  subjects: ['packs'],
  audience: 'staff',
  sentence: 'adopted the pack {packId}, version {version}',
});
export const packLeft = event('pack.left', {
  data: z.strictObject({ packId: PackId, adoptionId: Id }),
  subjects: ['packs'],
  audience: 'staff',
  sentence: 'left the pack {packId}',
});

export const listPacks = query('packs.list', {
  path: '/packs',
  summary: 'Law and practice packs: where they hold, their source, when it was checked, and whether we hold to them',
  for: ['staff'],
  input: z.strictObject(Reader),
  output: z.object({
    notice: Notice,
    packs: z.array(
      PackVersion.omit({ entries: true }).extend({
        ...Spoken,
        ...Shown.shape,
        versions: z.array(z.string()),
        adoptedAt: Instant.nullable(),
      }),
    ),
  }),
  subjects: ['packs'],
});

export const getPack = query('packs.get', {
  path: '/packs/{packId}',
  summary: 'What a pack says; the version in force, or the one asked for',
  for: ['staff'],
  input: z.strictObject({ packId: PackId, version: PackVersionName.optional(), ...Reader }),
  output: PackVersion.extend({
    ...Spoken,
    notice: Notice,
    ...Shown.shape,
    versions: z.array(z.object({ version: z.string(), validFrom: Day, validUntil: Day.nullable() })),
    adoptedAt: Instant.nullable(),
  }),
  refuses: ['pack.unknown'],
  subjects: ['packs'],
});

export const adoptPack = command('packs.adopt', {
  path: '/packs/{packId}/adoption',
  method: 'PUT',
  summary: 'Hold to a pack from now on; what is started then runs under the version in force',
  for: ['staff'],
  input: z.strictObject({ packId: PackId }),
  output: z.object({ packId: PackId, version: PackVersionName, adoptionId: Id }),
  refuses: ['pack.unknown', 'pack.not_in_force'],
  emits: ['pack.adopted'],
});

export const leavePack = command('packs.leave', {
  path: '/packs/{packId}/adoption',
  method: 'DELETE',
  summary: 'Hold to a pack no longer; what was started under it keeps its version',
  for: ['staff'],
  input: z.strictObject({ packId: PackId }),
  output: z.object({ packId: PackId, adoptionId: Id }),
  refuses: ['pack.unknown', 'pack.not_adopted'],
  emits: ['pack.left'],
});
