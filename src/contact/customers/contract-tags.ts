import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Version } from '#kernel/contract/ids.ts';

/** A tag as it stands on a customer. */
export const CustomerTag = z.object({ id: Id, name: z.string() });
const TagName = z.string().trim().min(1).max(60);

export const tagChanged = event('customer_tag.changed', {
  data: z.strictObject({ tagId: Id, what: z.enum(['added', 'renamed', 'retired', 'brought_back']) }),
  subjects: ['customer-tags', 'customers'],
  audience: 'staff',
  sentence: 'changed a tag of customers ({what})',
});
export const customerTagged = event('customer.tagged', {
  data: z.strictObject({ customerId: Id, added: z.array(Id), removed: z.array(Id) }),
  subjects: ['customers', 'customer:{customerId}', 'customer-timeline:{customerId}', 'customer-tags'],
  audience: 'staff',
  sentence: 'changed the tags of the customer',
});

export const listTags = query('customers.tags', {
  path: '/customer-tags',
  summary: 'Tags for customers, with how many bear each (counted up to 1,000)',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ tags: z.array(CustomerTag.extend({ isRetired: z.boolean(), customers: z.int() })) }),
  subjects: ['customer-tags', 'me'],
});

export const addTag = command('customers.add-tag', {
  path: '/customer-tags',
  summary: 'Add a tag for customers',
  for: ['staff'],
  input: z.strictObject({ name: TagName }),
  output: z.object({ tagId: Id }),
  refuses: ['customer.tag_taken'],
  emits: ['customer_tag.changed'],
});

export const changeTag = command('customers.change-tag', {
  path: '/customer-tags/{tagId}',
  method: 'PATCH',
  summary: 'Rename a tag, take it off the list or bring it back; customers keep it',
  for: ['staff'],
  input: z.strictObject({ tagId: Id, name: TagName.optional(), retired: z.boolean().optional() }),
  output: z.object({ tagId: Id }),
  refuses: ['customer.tag_taken'],
  emits: ['customer_tag.changed'],
});

export const setTags = command('customers.set-tags', {
  path: '/customers/{customerId}/tags',
  method: 'PUT',
  summary: 'Say which tags a customer bears',
  for: ['staff'],
  input: z.strictObject({ customerId: Id, tagIds: z.array(Id).max(30) }),
  output: z.object({ customerId: Id, version: Version }),
  refuses: ['customer.unknown_tag'],
  emits: ['customer.tagged'],
});
