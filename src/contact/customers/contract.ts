import { z } from 'zod';
import { FieldFilter, FieldValues } from '#foundation/fields/contract.ts';
import { command, EventEnvelope, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant, PageCursor, Version } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';
import { Identity } from './contract-identity.ts';
import { Standing } from './contract-standing.ts';
import { CustomerTag } from './contract-tags.ts';

export * from './contract-duplicates.ts';
export * from './contract-identity.ts';
export * from './contract-merge.ts';
export * from './contract-organisations.ts';
export * from './contract-standing.ts';
export * from './contract-tags.ts';

export const customerProblems = problems({
  'customer.address_taken': {
    status: 409,
    title: 'This address belongs to another customer',
    help: 'The fact `customerId` names them. Open that customer, or remove the address there first.',
  },
  'customer.address_unreadable': {
    status: 422,
    title: 'This is not a full e-mail address or phone number',
    help: 'Write e-mail addresses as name@host, phone numbers with their country code, such as +61 491 570 006.',
  },
  'customer.already_merged': {
    status: 409,
    title: 'These two are one customer already',
    help: 'Somebody merged them; the fact `customerId` names the one that stayed.',
  },
  'customer.undo_not_possible': {
    status: 409,
    title: 'This merge cannot be undone',
    help: 'The detail says why. Nothing was changed.',
  },
  'customer.tag_taken': { status: 409, title: 'There is a tag of this name', help: 'Choose another name.' },
  'customer.unknown_tag': {
    status: 422,
    title: 'This tag is not on the list',
    help: 'Choose tags from GET /customer-tags that are not retired.',
  },
  'customer.export_over': {
    status: 410,
    title: 'This export is over',
    help: 'A file can be taken away for 15 minutes, one that needed an approval for a day. Export again.',
  },
});

/** Some scripts stack a few marks on one sign; more than eight only hide what stands around them. */
const Name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine(
    (name) => !/\p{M}{9}/u.test(name),
    'This name has more marks on one letter than a script needs; leave some out.',
  )
  .refine((name) => /[^\p{M}\p{Z}\p{C}]/u.test(name), 'This name has no sign that can be seen.');
const Locale = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag such as en-AU');

export const AddressKind = z.enum(['email', 'phone']);
export const AddressInput = z.strictObject({ kind: AddressKind, value: z.string().trim().min(3).max(254) });
export const Address = z.object({
  id: Id,
  kind: AddressKind,
  value: z.string(),
  isPrimary: z.boolean(),
  isVerified: z.boolean(),
});

export const Customer = z.object({
  id: Id,
  reference: z.string(),
  name: z.string(),
  isVisitor: z.boolean(),
  locale: z.string().nullable(),
  timeZone: z.string().nullable(),
  createdAt: Instant,
  version: Version,
  addresses: z.array(Address),
  /** As whom the shop vouched for them; empty where it never did. */
  identities: z.array(Identity),
  notes: z.array(z.object({ id: Id, text: z.string(), authorId: Id, authorName: z.string(), at: Instant })),
  tags: z.array(CustomerTag),
  organisations: z.array(z.object({ id: Id, name: z.string(), isPrimary: z.boolean() })),
  abilities: z.array(z.string()),
});

export const customerCreated = event('customer.created', {
  data: z.strictObject({ customerId: Id }),
  subjects: ['customers', 'customer:{customerId}', 'customer-duplicates'],
  audience: 'staff',
  sentence: 'created the customer',
});
export const customerChanged = event('customer.changed', {
  data: z.strictObject({
    customerId: Id,
    changed: z.array(z.enum(['locale', 'timeZone', 'addresses', 'notes'])),
  }),
  subjects: ['customers', 'customer:{customerId}', 'customer-duplicates'],
  audience: 'staff',
  sentence: 'changed the customer',
});
/** Names stand in lists and threads of other capabilities; these depend on the subject `customer-names`. */
export const customerRenamed = event('customer.renamed', {
  data: z.strictObject({ customerId: Id }),
  subjects: ['customers', 'customer:{customerId}', 'customer-names', 'customer-duplicates'],
  audience: 'staff',
  sentence: 'renamed the customer',
});

export const customerFieldsChanged = event('customer.fields_changed', {
  data: z.strictObject({ customerId: Id, fieldIds: z.array(Id) }),
  subjects: ['customers', 'customer:{customerId}', 'customer-timeline:{customerId}'],
  audience: 'staff',
  sentence: 'changed details of the customer',
});

/** Somebody made the list of customers into a file. */
export const customersExported = event('customers.exported', {
  data: z.strictObject({ exportId: Id, personId: Id, customers: z.int(), expiresAt: Instant }),
  subjects: ['customer-exports'],
  audience: 'staff',
  sentence: 'exported customers',
});

export const listCustomers = query('customers.list', {
  path: '/customers',
  summary:
    'Customers by name, a page at a time; `find` matches the beginning of a name, address or reference, `fields` what they hold; also by standing, tag and organisation',
  for: ['staff'],
  input: z.strictObject({
    find: z.string().trim().max(120).optional(),
    fields: FieldFilter.optional(),
    standing: z.enum(['new', 'returning']).optional(),
    tag: Id.optional(),
    organisation: Id.optional(),
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({
    customers: z.array(
      z.object({
        id: Id,
        reference: z.string(),
        name: z.string(),
        email: z.string().nullable(),
        phone: z.string().nullable(),
        lastContactAt: Instant.nullable(),
        conversations: z.int(),
        /** By contacts alone; GET /customers/ID/standing also knows further reasons. */
        standing: Standing.exclude(['probably_returning']),
        organisation: z.string().nullable(),
        tags: z.array(CustomerTag),
      }),
    ),
    next: PageCursor.nullable(),
  }),
  refuses: ['field.unknown', 'field.wrong_value'],
  subjects: ['customers', 'fields', 'me'],
});

export const getCustomer = query('customers.get', {
  path: '/customers/{customerId}',
  summary: 'One customer with addresses and notes',
  for: ['staff'],
  input: z.strictObject({ customerId: Id }),
  output: Customer,
  subjects: ['customer:{customerId}', 'customer-tags', 'organisations', 'me'],
});

export const timeline = query('customers.timeline', {
  path: '/customers/{customerId}/timeline',
  summary: 'What happened with this customer, newest first',
  for: ['staff'],
  input: z.strictObject({
    customerId: Id,
    before: z.coerce
      .number()
      .int()
      .min(1)
      .max(10 ** 15)
      .optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({
    entries: z.array(EventEnvelope.extend({ actorName: z.string().nullable(), sentence: z.string() })),
    next: z.int().nullable(),
  }),
  subjects: ['customer:{customerId}', 'customer-timeline:{customerId}'],
});

export const createCustomer = command('customers.create', {
  path: '/customers',
  summary: 'Create a customer with any number of e-mail addresses and phones',
  for: ['staff'],
  input: z.strictObject({
    name: Name,
    addresses: z.array(AddressInput).max(20).default([]),
    locale: Locale.optional(),
    timeZone: z.string().max(64).optional(),
  }),
  output: z.object({ customerId: Id, reference: z.string(), version: Version }),
  refuses: ['customer.address_taken', 'customer.address_unreadable'],
  emits: ['customer.created'],
});

export const changeCustomer = command('customers.change', {
  path: '/customers/{customerId}',
  method: 'PATCH',
  summary: 'Change the name, language or time zone of a customer',
  for: ['staff'],
  input: z.strictObject({
    customerId: Id,
    version: Version,
    name: Name.optional(),
    locale: Locale.nullable().optional(),
    timeZone: z.string().max(64).nullable().optional(),
  }),
  output: z.object({ customerId: Id, version: Version }),
  refuses: ['record.stale'],
  emits: ['customer.changed', 'customer.renamed'],
});

export const setCustomerFields = command('customers.set-fields', {
  path: '/customers/{customerId}/fields',
  method: 'PATCH',
  summary: 'Set fields of a customer; what is not named stays',
  for: ['staff'],
  input: z.strictObject({ customerId: Id, version: Version, values: FieldValues }),
  output: z.object({ customerId: Id, version: Version }),
  refuses: ['record.stale', 'field.unknown', 'field.wrong_value', 'field.required'],
  emits: ['customer.fields_changed'],
});

export const addAddress = command('customers.add-address', {
  path: '/customers/{customerId}/addresses',
  summary: 'Add an e-mail address or phone',
  for: ['staff'],
  input: z.strictObject({ customerId: Id, kind: AddressKind, value: z.string().trim().min(3).max(254) }),
  output: z.object({ customerId: Id, addressId: Id, version: Version }),
  refuses: ['customer.address_taken', 'customer.address_unreadable'],
  emits: ['customer.changed'],
});

export const removeAddress = command('customers.remove-address', {
  path: '/customers/{customerId}/addresses/{addressId}',
  method: 'DELETE',
  summary: 'Remove an e-mail address or phone',
  for: ['staff'],
  input: z.strictObject({ customerId: Id, addressId: Id }),
  output: z.object({ customerId: Id, version: Version }),
  emits: ['customer.changed'],
});

export const addNote = command('customers.add-note', {
  path: '/customers/{customerId}/notes',
  summary: 'Write a note about the customer, for colleagues only',
  for: ['staff'],
  input: z.strictObject({ customerId: Id, text: z.string().trim().min(1).max(4000) }),
  output: z.object({ customerId: Id, noteId: Id, version: Version }),
  emits: ['customer.changed'],
});

export const exportCustomers = command('customers.export', {
  path: '/customer-exports',
  summary: 'Make the list of customers into a CSV file; GET /api/v1/customer-exports/{exportId}/file hands it out',
  for: ['staff'],
  fresh: true,
  input: z.strictObject({}),
  output: z.object({ exportId: Id, customers: z.int(), expiresAt: Instant }),
  refuses: ['authority.approval_needed', 'authority.never'],
  emits: ['customers.exported'],
});

export const listExports = query('customers.exports', {
  path: '/customer-exports',
  summary: 'My exports whose file can still be taken away',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ exports: z.array(z.object({ id: Id, customers: z.int(), madeAt: Instant, expiresAt: Instant })) }),
  subjects: ['customer-exports', 'me'],
});
