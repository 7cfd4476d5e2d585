import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant, PageCursor, Version } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';
import { FormDefinition, Lack } from './contract-definition.ts';

export * from './contract-definition.ts';

export const formProblems = problems({
  'forms.unknown': {
    status: 404,
    title: 'There is no such form',
    help: 'It was archived, is not published yet, or the address is not whole.',
  },
  'forms.not_ready': {
    status: 422,
    title: 'This form cannot be published yet',
    help: 'The detail says what it lacks. The draft is kept.',
  },
  'forms.key_taken': {
    status: 409,
    title: 'Another form has this address',
    help: 'Addresses are of the whole installation. Choose another one.',
  },
  'forms.archived': {
    status: 409,
    title: 'This form is archived',
    help: 'Take it out of the archive first.',
  },
  'forms.incomplete': {
    status: 422,
    title: 'Some answers are missing or cannot be read',
    help: 'The list `errors` names each field and what it accepts. Nothing was sent.',
  },
  'forms.sent_already': {
    status: 409,
    title: 'This was sent already',
    help: 'It arrived with other answers. Open the form again to send a further one.',
  },
});

export const formChanged = event('form.changed', {
  data: z.strictObject({ formId: Id, what: z.enum(['created', 'changed', 'published', 'archived', 'restored']) }),
  subjects: ['forms', 'form:{formId}'],
  audience: 'staff',
  needs: 'forms.list',
  sentence: 'changed a form ({what})',
});
export const formSubmitted = event('form.submitted', {
  data: z.strictObject({ formId: Id, submissionId: Id, conversationId: Id, customerId: Id }),
  subjects: ['forms', 'form:{formId}', 'customer-timeline:{customerId}'],
  audience: 'staff',
  needs: 'forms.list',
  sentence: 'filled in a form',
});

const FormKey = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9-]{3,60}$/, '3 to 60 of a to z, digits and dashes');

export const listForms = query('forms.list', {
  path: '/forms',
  summary: 'The forms of the workspace, the newest first, a page at a time, with how often each was filled in',
  for: ['staff'],
  input: z.strictObject({
    isArchived: z.enum(['true', 'false']).default('false'),
    after: PageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  output: z.object({
    forms: z.array(
      z.object({
        id: Id,
        key: z.string(),
        title: z.string(),
        isPublished: z.boolean(),
        /** Whether the draft says something else than the page. */
        hasChanges: z.boolean(),
        submissions: z.int(),
        lastAt: Instant.nullable(),
        version: Version,
      }),
    ),
    next: PageCursor.nullable(),
  }),
  subjects: ['forms', 'me'],
});

export const getForm = query('forms.get', {
  path: '/forms/{formId}',
  summary: 'A form as it is worked on',
  for: ['staff'],
  input: z.strictObject({ formId: Id }),
  output: z.object({
    id: Id,
    key: z.string(),
    url: z.string(),
    definition: FormDefinition,
    teamId: Id.nullable(),
    allowedOrigins: z.array(z.string()),
    publishedAt: Instant.nullable(),
    hasChanges: z.boolean(),
    isArchived: z.boolean(),
    lacks: z.array(Lack),
    version: Version,
  }),
  subjects: ['form:{formId}', 'teams', 'me'],
});

const changed = z.object({ formId: Id, version: Version });

export const createForm = command('forms.create', {
  path: '/forms',
  summary: 'Begin a form with a name, an e-mail and a message field; nobody sees it before it is published',
  for: ['staff'],
  input: z.strictObject({ title: FormDefinition.shape.title, key: FormKey }),
  output: changed,
  refuses: ['forms.key_taken'],
  emits: ['form.changed'],
});

export const saveForm = command('forms.save', {
  path: '/forms/{formId}',
  method: 'PUT',
  summary: 'Keep the draft, its team and the pages that may show it in a frame; the page stays as it was published',
  for: ['staff'],
  large: true,
  input: z.strictObject({
    formId: Id,
    version: Version,
    definition: FormDefinition,
    teamId: Id.nullable(),
    allowedOrigins: z.array(z.string().trim().min(1).max(200)).max(50),
  }),
  output: changed,
  refuses: ['record.stale', 'chat.bad_origin', 'conversation.unknown_assignee', 'forms.archived'],
  emits: ['form.changed'],
});

export const publishForm = command('forms.publish', {
  path: '/forms/{formId}/publication',
  summary: 'Let the page show the draft from now on',
  for: ['staff'],
  input: z.strictObject({ formId: Id, version: Version }),
  output: changed,
  refuses: ['record.stale', 'forms.not_ready', 'forms.archived'],
  emits: ['form.changed'],
});

export const archiveForm = command('forms.archive', {
  path: '/forms/{formId}/archive',
  method: 'PUT',
  summary: 'Put a form away, so that its page is gone, or bring it back; what came by it stays',
  for: ['staff'],
  input: z.strictObject({ formId: Id, isArchived: z.boolean() }),
  output: changed,
  emits: ['form.changed'],
});

export const submitForm = command('forms.submit', {
  path: '/forms/by-key/{key}/submissions',
  summary: 'Fill in a published form: answers and consents by the ids of fields; sent twice with one key it is one',
  for: ['nobody', 'customer', 'staff'],
  large: true,
  input: z.strictObject({
    key: FormKey,
    /** By field id; several for a field of several choices. Files come by the page alone. */
    answers: z.record(z.string().max(12), z.union([z.string().max(4_000), z.array(z.string().max(100)).max(30)])),
    /** The purposes that are agreed to. */
    consents: z.array(z.string().max(80)).max(5).default([]),
  }),
  output: z.object({ reference: z.string() }),
  refuses: ['forms.unknown', 'forms.incomplete', 'forms.sent_already'],
  emits: ['form.submitted', 'customer.created', 'conversation.started', 'message.sent', 'privacy.consent_changed'],
});
