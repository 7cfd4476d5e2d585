import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant, PageCursor, Version } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';
import { PairSide } from './contract-duplicates.ts';
import { Contact } from './contract-standing.ts';

export const organisationProblems = problems({
  'organisation.domain_taken': {
    status: 409,
    title: 'This domain belongs to another organisation',
    help: 'The fact `organisationId` names it. Remove the domain there first.',
  },
  'organisation.domain_unfit': {
    status: 422,
    title: 'This domain cannot stand for an organisation',
    help: 'Write what stands behind the @, such as kaldor.example. Hosts where anybody gets a mailbox stand for nobody.',
  },
});

const OrganisationName = z.string().trim().min(1).max(200);
const Domains = z.array(z.string().trim().min(3).max(253)).max(20);
const Notes = z.string().trim().max(4000);

const subjects = ['organisations', 'organisation:{organisationId}', 'customers'] as const;
export const organisationChanged = event('organisation.changed', {
  data: z.strictObject({ organisationId: Id, what: z.enum(['created', 'changed']) }),
  subjects,
  audience: 'staff',
  sentence: 'changed an organisation ({what})',
});
export const memberChanged = event('organisation.member_changed', {
  data: z.strictObject({ organisationId: Id, customerId: Id, what: z.enum(['joined', 'left', 'made_primary']) }),
  subjects: [...subjects, 'customer:{customerId}', 'customer-timeline:{customerId}'],
  audience: 'staff',
  sentence: 'changed to which organisation the customer belongs ({what})',
});

export const listOrganisations = query('organisations.list', {
  path: '/organisations',
  summary: 'Organisations by name, a page at a time; `find` matches the beginning of a name or domain',
  for: ['staff'],
  input: z.strictObject({
    find: z.string().trim().max(120).optional(),
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({
    organisations: z.array(
      z.object({
        id: Id,
        name: z.string(),
        domains: z.array(z.string()),
        people: z.int(),
        lastContactAt: Instant.nullable(),
      }),
    ),
    next: PageCursor.nullable(),
  }),
  subjects: ['organisations', 'customers', 'me'],
});

export const getOrganisation = query('organisations.get', {
  path: '/organisations/{organisationId}',
  summary: 'One organisation: its people and conversations, the latest first, and who writes from its domains',
  for: ['staff'],
  input: z.strictObject({ organisationId: Id }),
  output: z.object({
    id: Id,
    name: z.string(),
    notes: z.string(),
    domains: z.array(z.string()),
    version: Version,
    /** Up to 100, those with the latest contact first; the list of customers by organisation gives all. */
    people: z.array(PairSide),
    contacts: z.array(Contact),
    /** Up to 20 customers with an address at one of its domains who belong to no organisation. */
    suggested: z.array(PairSide),
    mayChange: z.boolean(),
  }),
  subjects: ['organisation:{organisationId}', 'customers', 'inbox', 'customer-names', 'me'],
});

export const organisationFor = query('organisations.suggested', {
  path: '/customers/{customerId}/organisation-offer',
  summary: 'The organisations to whose domains an e-mail address of the customer belongs, unless they are in it',
  for: ['staff'],
  input: z.strictObject({ customerId: Id }),
  output: z.object({ offers: z.array(z.object({ id: Id, name: z.string(), domain: z.string() })) }),
  subjects: ['customer:{customerId}', 'organisations', 'me'],
});

const changed = z.object({ organisationId: Id, version: Version });

export const createOrganisation = command('organisations.create', {
  path: '/organisations',
  summary: 'Create an organisation with its domains',
  for: ['staff'],
  input: z.strictObject({ name: OrganisationName, domains: Domains.default([]), notes: Notes.default('') }),
  output: changed,
  refuses: ['organisation.domain_taken', 'organisation.domain_unfit'],
  emits: ['organisation.changed'],
});

export const changeOrganisation = command('organisations.change', {
  path: '/organisations/{organisationId}',
  method: 'PATCH',
  summary: 'Change name, notes or domains; what is not named stays',
  for: ['staff'],
  input: z.strictObject({
    organisationId: Id,
    version: Version,
    name: OrganisationName.optional(),
    domains: Domains.optional(),
    notes: Notes.optional(),
  }),
  output: changed,
  refuses: ['record.stale', 'organisation.domain_taken', 'organisation.domain_unfit'],
  emits: ['organisation.changed'],
});

export const addMembers = command('organisations.add-people', {
  path: '/organisations/{organisationId}/people',
  summary: 'Add customers; the first organisation of a customer is their primary one',
  for: ['staff'],
  input: z.strictObject({ organisationId: Id, customerIds: z.array(Id).min(1).max(100) }),
  output: z.object({ organisationId: Id, added: z.int() }),
  emits: ['organisation.member_changed'],
});

export const removeMember = command('organisations.remove-person', {
  path: '/organisations/{organisationId}/people/{customerId}',
  method: 'DELETE',
  summary: 'Take a customer out; if it was their primary one, the oldest other takes its place',
  for: ['staff'],
  input: z.strictObject({ organisationId: Id, customerId: Id }),
  output: z.object({ organisationId: Id, customerId: Id }),
  emits: ['organisation.member_changed'],
});

export const makePrimary = command('organisations.make-primary', {
  path: '/organisations/{organisationId}/people/{customerId}/primary',
  method: 'PUT',
  summary: 'Make this the primary organisation of a customer',
  for: ['staff'],
  input: z.strictObject({ organisationId: Id, customerId: Id }),
  output: z.object({ organisationId: Id, customerId: Id }),
  emits: ['organisation.member_changed'],
});
