import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant, PageCursor, Version } from '#kernel/contract/ids.ts';
import { mostLines } from './contract-lines.ts';
import { ItemKind, OfflineLine } from './contract-words.ts';

export * from './contract-words.ts';

const Day = z.iso.date();
const about = { audience: 'staff' } as const;

export const itemAdded = event('library.item_added', {
  ...about,
  data: z.strictObject({ itemId: Id, kind: ItemKind }),
  subjects: ['library'],
  sentence: 'added something to the library ({kind})',
});
export const itemChanged = event('library.item_changed', {
  ...about,
  data: z.strictObject({ itemId: Id, isPublic: z.boolean() }),
  subjects: ['library'],
  sentence: 'changed an item of the library (shown to the public: {isPublic})',
});
export const itemChecked = event('library.item_checked', {
  ...about,
  data: z.strictObject({ itemId: Id, nextCheckOn: Day.nullable() }),
  subjects: ['library'],
  sentence: 'checked an item of the library',
});
export const itemRetired = event('library.item_retired', {
  ...about,
  data: z.strictObject({ itemId: Id }),
  subjects: ['library'],
  sentence: 'retired an item of the library',
});
export const linesImported = event('library.lines_imported', {
  ...about,
  data: z.strictObject({ itemId: Id, lines: z.int() }),
  subjects: ['library'],
  sentence: 'imported {lines} lines of an offline standard',
});
export const checkDue = event('library.check_due', {
  ...about,
  data: z.strictObject({ itemId: Id }),
  subjects: ['library'],
  sentence: 'an item of the library is to be looked at again',
});

const Item = z.object({
  id: Id,
  kind: ItemKind,
  title: z.string(),
  address: z.string(),
  datedOn: Day.nullable(),
  checkedOn: Day.nullable(),
  nextCheckOn: Day.nullable(),
  /** Its next check is due, or nobody has looked at it for a year. */
  isStale: z.boolean(),
  copyrightOwner: z.string(),
  licence: z.string(),
  permission: z.string(),
  isPublic: z.boolean(),
  ownerId: Id.nullable(),
  ownerName: z.string().nullable(),
  hasFile: z.boolean(),
  isRetired: z.boolean(),
  version: z.int(),
});

/** What goes with an item, such as the PDF of a code. Its bytes are at `/api/v1/files/ID`. */
export const ItemFile = z.object({ id: Id, name: z.string(), type: z.string(), size: z.int() });
export type ItemFile = z.output<typeof ItemFile>;

const narrow = {
  kind: ItemKind.optional(),
  /** `stale`: to be looked at; `unlicensed`: without a right to show it; `retired`: those that no longer hold. */
  only: z.enum(['stale', 'public', 'unlicensed', 'retired']).optional(),
  /** Part of the title. */
  words: z.string().trim().max(100).optional(),
};

export const listItems = query('library.list', {
  path: '/library',
  summary: 'What a workspace goes by: codes, regulators’ documents, policies, procedures, brand values, references',
  for: ['staff'],
  input: z.strictObject({
    ...narrow,
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(Item), next: PageCursor.nullable(), abilities: z.array(z.string()) }),
  subjects: ['library', 'people', 'me'],
});

export const getItem = query('library.get', {
  path: '/library/{itemId}',
  summary: 'An item of the library with its text and, for an offline standard, its lines',
  for: ['staff'],
  input: z.strictObject({ itemId: Id }),
  output: Item.extend({
    text: z.string(),
    addedAt: Instant,
    lines: z.array(OfflineLine),
    file: ItemFile.nullable(),
    abilities: z.array(z.string()),
  }),
  subjects: ['library', 'people', 'me'],
});

/** Rows of one export; the newest Heed keeps far fewer. */
export const mostExported = 5_000;

export const exportItems = query('library.export', {
  path: '/library.csv',
  summary: 'What the list shows, as CSV',
  for: ['staff'],
  input: z.strictObject(narrow),
  output: z.object({ fileName: z.string(), rows: z.int(), isCut: z.boolean(), csv: z.string() }),
  subjects: ['library', 'people', 'me'],
});

const fields = {
  kind: ItemKind,
  title: z.string().trim().min(1).max(160),
  address: z
    .string()
    .trim()
    .max(500)
    .regex(/^(https?:\/\/\S+)?$/i, 'an address that begins with https://, or nothing')
    .default(''),
  text: z.string().trim().max(20_000).default(''),
  datedOn: Day.nullable().default(null),
  nextCheckOn: Day.nullable().default(null),
  copyrightOwner: z.string().trim().max(160).default(''),
  licence: z.string().trim().max(160).default(''),
  permission: z.string().trim().max(500).default(''),
  isPublic: z.boolean().default(false),
  ownerId: Id.nullable().default(null),
};
const written = z.object({ itemId: Id, version: z.int() });

export const addItem = command('library.add', {
  path: '/library',
  summary: 'Add an item; whoever looks after it is told when its next check is due',
  for: ['staff'],
  large: true,
  input: z.strictObject(fields),
  output: written,
  refuses: ['library.not_licensed', 'library.unknown_person'],
  emits: ['library.item_added'],
});

export const changeItem = command('library.change', {
  path: '/library/{itemId}',
  method: 'PUT',
  summary: 'Write an item anew; `version` is the one that you saw',
  for: ['staff'],
  large: true,
  input: z.strictObject({ itemId: Id, version: Version, ...fields }),
  output: written,
  refuses: ['record.stale', 'library.not_licensed', 'library.unknown_person', 'library.retired'],
  emits: ['library.item_changed'],
});

export const attachFile = command('library.attach', {
  path: '/library/{itemId}/file',
  method: 'PUT',
  summary: 'Give an item the file that you uploaded by PUT /api/v1/files/ID, another one, or with null none',
  for: ['staff'],
  input: z.strictObject({ itemId: Id, version: Version, fileId: Id.nullable() }),
  output: written,
  refuses: ['record.stale', 'library.retired', 'file.unknown'],
  emits: ['library.item_changed'],
});

export const checkItem = command('library.check', {
  path: '/library/{itemId}/check',
  method: 'PUT',
  summary: 'Say that you looked for something newer today, and when to look again',
  for: ['staff'],
  input: z.strictObject({ itemId: Id, nextCheckOn: Day.nullable() }),
  output: z.object({ itemId: Id }),
  refuses: ['library.retired'],
  emits: ['library.item_checked'],
});

export const retireItem = command('library.retire', {
  path: '/library/{itemId}',
  method: 'DELETE',
  summary: 'Retire an item; it stays to be read where it is linked',
  for: ['staff'],
  input: z.strictObject({ itemId: Id }),
  output: z.object({ itemId: Id }),
  emits: ['library.item_retired'],
});

export const importLines = command('library.import-lines', {
  path: '/library/{itemId}/lines',
  method: 'PUT',
  summary: `Replace the lines of an offline standard: topic, value, unit, text, one a line, at most ${mostLines}`,
  for: ['staff'],
  large: true,
  input: z.strictObject({ itemId: Id, version: Version, rows: z.string().min(1).max(200_000) }),
  output: z.object({ itemId: Id, version: z.int(), lines: z.int() }),
  refuses: ['record.stale', 'library.not_offline', 'library.bad_lines', 'library.retired'],
  emits: ['library.lines_imported'],
});
