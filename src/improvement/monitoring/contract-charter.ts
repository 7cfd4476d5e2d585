import { z } from 'zod';
import { command, query } from '#kernel/contract/contract.ts';
import { Count, Id, PageCursor } from '#kernel/contract/ids.ts';

/** Languages of the pages for customers. */
export const CharterLanguage = z.enum(['en', 'de', 'fr', 'es', 'ar']);

/** A promise as it is told outside: in one language at least. */
export const CharterItem = z.strictObject({
  goalId: Id,
  words: z
    .partialRecord(CharterLanguage, z.string().trim().min(1).max(200))
    .refine((words) => Object.keys(words).length > 0, { message: 'Say it in one language at least.' }),
});
export type CharterItem = z.output<typeof CharterItem>;

export const listCharters = query('charters.list', {
  path: '/charters',
  summary: 'The charter of each brand: what it tells everybody of its promises',
  for: ['staff'],
  input: z.strictObject({ after: PageCursor.optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }),
  output: z.object({
    charters: z.array(
      z.object({
        brandId: Id,
        brandName: z.string(),
        url: z.string(),
        isOpen: z.boolean(),
        intro: z.string(),
        items: z.array(CharterItem),
        version: z.int(),
      }),
    ),
    next: PageCursor.nullable(),
    abilities: z.array(z.string()),
  }),
  subjects: ['charters', 'brands', 'me'],
});

export const changeCharter = command('charters.change', {
  path: '/charters/{brandId}',
  method: 'PUT',
  summary: 'Say which promises a brand tells everybody of, in which words, and whether its page is open',
  for: ['staff'],
  large: true,
  input: z.strictObject({
    brandId: Id,
    version: Count,
    isOpen: z.boolean(),
    intro: z.string().trim().max(1_000),
    items: z.array(CharterItem).max(40),
  }),
  output: z.object({ brandId: Id, version: z.int() }),
  refuses: ['record.stale', 'goal.unknown'],
  emits: ['charter.changed'],
});
