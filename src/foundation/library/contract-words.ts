import { z } from 'zod';
import { problems } from '#kernel/contract/problem.ts';

export const ItemKind = z.enum([
  ...(['code', 'regulator', 'policy', 'procedure', 'brand', 'offline', 'reference', 'media'] as const),
]);
export type ItemKind = z.output<typeof ItemKind>;

/** What an offline standard says on one topic. */
export const OfflineLine = z.object({
  topic: z.string(),
  value: z.string(),
  unit: z.string(),
  text: z.string(),
});
export type OfflineLine = z.output<typeof OfflineLine>;

/** After so many months without a look an item counts as stale. */
export const staleAfterMonths = 12;

export const libraryProblems = problems({
  'library.not_licensed': {
    status: 422,
    title: 'There is no right yet to show this to the public',
    help: 'Name the copyright owner, and a licence or the permission: who allowed it, when, and for what. The list `errors` says what is lacking.',
  },
  'library.unknown_person': {
    status: 422,
    title: 'This person cannot look after it',
    help: 'Choose an active member of this workspace.',
  },
  'library.retired': {
    status: 409,
    title: 'This item is retired',
    help: 'It stays to be read. Add a new item for what holds from now on.',
  },
  'library.not_offline': {
    status: 409,
    title: 'Only offline standards have lines',
    help: 'Make the kind of this item `offline`, or import the lines into one that is.',
  },
  'library.bad_lines': {
    status: 422,
    title: 'Some lines cannot be read',
    help: 'Each line holds topic, value, unit and text, separated by commas, semicolons or tabs; the list `errors` names each line. Nothing was changed.',
  },
});
