import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant, Version } from '#kernel/contract/ids.ts';

/** From which of the two a value is taken: the record that stays, or the other one. */
export const TakeFrom = z.enum(['this', 'other']);
export type TakeFrom = z.output<typeof TakeFrom>;

/** What can be chosen when two records become one. What is not named is chosen by the rule of the preview. */
export const MergeChoices = z.strictObject({
  name: TakeFrom.optional(),
  locale: TakeFrom.optional(),
  timeZone: TakeFrom.optional(),
  /** Whose first choice of address stays the first choice; all addresses are kept. */
  email: TakeFrom.optional(),
  phone: TakeFrom.optional(),
  /** By the id of the field. */
  fields: z.record(Id, TakeFrom).optional(),
});
export type MergeChoices = z.output<typeof MergeChoices>;

const about = z.strictObject({ customerId: Id, otherId: Id, mergeId: Id, movedId: Id });
const subjects = [
  'customers',
  'customer:{customerId}',
  'customer:{otherId}',
  'customer-timeline:{customerId}',
  'customer-timeline:{otherId}',
  'customer-names',
  'customer-duplicates',
  'inbox',
] as const;

/** Two records of one person became one. `movedId`: whose sockets come back as somebody else. */
export const customersMerged = event('customer.merged', {
  data: about,
  subjects,
  audience: 'staff',
  sentence: 'merged another record into the customer',
});
export const mergeUndone = event('customer.merge_undone', {
  data: about,
  subjects,
  audience: 'staff',
  sentence: 'undid a merge of the customer',
});

/** What an undoing could not put back, and why; what stays stays with the customer who was kept. */
export const Kept = z.object({
  /** A field of the record, or the source of rows, such as `conversation`. */
  what: z.string(),
  why: z.enum(['changed_since', 'gone_since']),
  count: z.int(),
});

export const listMerges = query('customers.merges', {
  path: '/customers/{customerId}/merges',
  summary: 'What was merged into this customer, the newest first, and until when it can be undone',
  for: ['staff'],
  input: z.strictObject({ customerId: Id }),
  output: z.object({
    merges: z.array(
      z.object({
        id: Id,
        otherReference: z.string(),
        otherName: z.string(),
        byName: z.string().nullable(),
        at: Instant,
        undoUntil: Instant,
        undoneAt: Instant.nullable(),
        mayUndo: z.boolean(),
      }),
    ),
  }),
  subjects: ['customer:{customerId}', 'me'],
});

export const mergeCustomers = command('customers.merge', {
  path: '/customers/{customerId}/merges',
  summary: 'Make two records of one person into one: everything of the other goes to this one; 30 days to undo it',
  for: ['staff'],
  input: z.strictObject({
    customerId: Id,
    version: Version,
    otherId: Id,
    otherVersion: Version,
    take: MergeChoices.default({}),
  }),
  output: z.object({ customerId: Id, mergeId: Id, version: Version, undoUntil: Instant }),
  refuses: ['record.stale', 'customer.already_merged', 'authority.approval_needed', 'authority.never'],
  emits: ['customer.merged'],
});

export const undoMerge = command('customers.undo-merge', {
  path: '/customer-merges/{mergeId}/undo',
  summary: 'Undo a merge: everything goes back to where it was; what cannot is named and stays',
  for: ['staff'],
  input: z.strictObject({ mergeId: Id }),
  output: z.object({ customerId: Id, otherId: Id, kept: z.array(Kept) }),
  refuses: ['customer.undo_not_possible'],
  emits: ['customer.merge_undone'],
});
