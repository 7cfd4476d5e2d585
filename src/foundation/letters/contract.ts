import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Count, Id, Instant } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

export const letterProblems = problems({
  'letter.unknown_kind': {
    status: 422,
    title: 'There are no letters of this kind',
    help: 'GET /letter-templates lists the kinds.',
  },
  'letter.unknown_field': {
    status: 422,
    title: 'The template uses a field that there is not',
    help: 'The list `errors` says where, and names the fields of this kind of letter. Nothing was saved.',
  },
  'letter.unreadable_field': {
    status: 422,
    title: 'A field of the template cannot be read',
    help: 'Fields are written as {{customer.name}}; two braces stand for nothing else. Nothing was saved.',
  },
  'letter.missing_content': {
    status: 422,
    title: 'The template lacks a part that every letter of this kind must have',
    help: 'The list `errors` says which and why. Nothing was saved.',
  },
  'letter.missing_value': {
    status: 422,
    title: 'The letter would have an empty hole',
    help: 'The list `errors` names each field without a value. Type it, add it to the customer, or take another template.',
  },
  'letter.name_taken': {
    status: 409,
    title: 'There is a template of this name',
    help: 'Choose another name, or write a new version of that template.',
  },
  'letter.template_retired': {
    status: 409,
    title: 'This template is out of use',
    help: 'Take another template. Letters that were made with it stay as they are.',
  },
  'letter.unprintable': {
    status: 422,
    title: 'The PDF cannot show every sign of this letter',
    help: 'The detail names the signs. Take the letter as text or HTML instead; both show every sign.',
  },
});

export const KindName = z.string().regex(/^[a-z_]{1,40}\.[a-z_]{1,40}$/, 'a kind such as customer.general');
const Name = z.string().trim().min(1).max(80);
const Subject = z.string().trim().min(1).max(200);
const Language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag such as en-AU');
const Section = z.strictObject({
  block: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .nullable()
    .default(null),
  text: z.string().trim().min(1).max(8_000),
});
const Sections = z.array(Section).min(1).max(30);

const SectionOut = z.object({ block: z.string().nullable(), text: z.string() });
export const LetterBlockOut = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), text: z.string() }),
  z.object({ kind: z.literal('paragraph'), lines: z.array(z.string()) }),
  z.object({ kind: z.literal('list'), items: z.array(z.string()) }),
]);
const KindOut = z.object({
  name: z.string(),
  words: z.string(),
  about: z.string(),
  fields: z.array(
    z.object({
      name: z.string(),
      words: z.string(),
      type: z.enum(['line', 'text']),
      sample: z.string(),
      isNeeded: z.boolean(),
      isTyped: z.boolean(),
    }),
  ),
  required: z.array(z.object({ name: z.string(), words: z.string(), why: z.string() })),
});

export const templateSaved = event('letter_template.saved', {
  data: z.strictObject({ templateId: Id, kind: KindName, number: z.int() }),
  subjects: ['letter-templates'],
  audience: 'staff',
  sentence: 'saved version {number} of a template for {kind} letters',
});
export const templateRetired = event('letter_template.retired', {
  data: z.strictObject({ templateId: Id }),
  subjects: ['letter-templates'],
  audience: 'staff',
  sentence: 'took a template for letters out of use',
});
export const letterMade = event('letter.made', {
  data: z.strictObject({
    letterId: Id,
    customerId: Id,
    aboutId: Id,
    kind: KindName,
    templateId: Id,
    templateVersion: z.int(),
  }),
  subjects: ['letters:{customerId}', 'customer-timeline:{customerId}'],
  audience: 'staff',
  sentence: 'made a letter',
});

export const listTemplates = query('letters.templates', {
  path: '/letter-templates',
  summary: 'Kinds of letters with their fields and required parts, and the templates for them',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({
    kinds: z.array(KindOut),
    templates: z.array(
      z.object({
        id: Id,
        kind: z.string(),
        name: z.string(),
        number: z.int(),
        language: z.string(),
        writtenAt: Instant,
        isRetired: z.boolean(),
      }),
    ),
  }),
  subjects: ['letter-templates'],
});

const TemplateOut = z.object({
  id: Id,
  kind: z.string(),
  name: z.string(),
  number: z.int(),
  current: z.int(),
  isRetired: z.boolean(),
  language: z.string(),
  subject: z.string(),
  sections: z.array(SectionOut),
  writtenAt: Instant,
});

export const getTemplate = query('letters.template', {
  path: '/letter-templates/{templateId}',
  summary: 'A template as its newest version says it, or as an older one did',
  for: ['staff'],
  input: z.strictObject({ templateId: Id, number: z.coerce.number().int().min(1).max(100_000).optional() }),
  output: TemplateOut,
  subjects: ['letter-templates'],
});

export const previewLetter = query('letters.preview', {
  path: '/letter-templates/{templateId}/preview/{aboutId}',
  summary: 'The letter as it would be made now, the typed fields still open, and what is missing',
  for: ['staff'],
  input: z.strictObject({ templateId: Id, aboutId: Id }),
  output: z.object({
    template: TemplateOut,
    kind: KindOut,
    customerId: Id,
    recipient: z.string(),
    sender: z.string(),
    /** Gathered values by field; those that are typed are not among them. */
    values: z.record(z.string(), z.string()),
    subject: z.string(),
    blocks: z.array(LetterBlockOut),
    missing: z.array(z.string()),
  }),
  refuses: ['letter.template_retired'],
  subjects: ['letter-templates', 'customers', 'customer-names', 'workspace', 'me', 'inbox'],
});

const LetterRow = z.object({
  id: Id,
  reference: z.string(),
  customerId: Id,
  aboutId: Id,
  kind: z.string(),
  subject: z.string(),
  templateId: Id,
  templateVersion: z.int(),
  authorName: z.string().nullable(),
  madeAt: Instant,
});

export const listLetters = query('letters.list', {
  path: '/customers/{customerId}/letters',
  summary: 'The newest 100 letters made for a customer',
  for: ['staff'],
  input: z.strictObject({ customerId: Id }),
  output: z.object({ letters: z.array(LetterRow) }),
  subjects: ['letters:{customerId}'],
});

export const getLetter = query('letters.get', {
  path: '/letters/{letterId}',
  summary: 'A letter as it was made; its files are at /letters/{letterId}/file?form=pdf, html or txt',
  for: ['staff'],
  input: z.strictObject({ letterId: Id }),
  output: LetterRow.extend({
    language: z.string(),
    recipient: z.string(),
    sender: z.string(),
    templateName: z.string(),
    blocks: z.array(LetterBlockOut),
    text: z.string(),
  }),
  subjects: ['letter-templates'],
});

const written = z.object({ templateId: Id, number: z.int() });
const saving = ['letter.unknown_field', 'letter.unreadable_field', 'letter.missing_content', 'letter.name_taken'];

export const createTemplate = command('letters.create-template', {
  path: '/letter-templates',
  summary: 'Write a template for a kind of letter',
  for: ['staff'],
  large: true,
  input: z.strictObject({
    kind: KindName,
    name: Name,
    language: Language.default('en'),
    subject: Subject,
    sections: Sections,
  }),
  output: written,
  refuses: ['letter.unknown_kind', ...saving],
  emits: ['letter_template.saved'],
});

export const saveTemplate = command('letters.save-template', {
  path: '/letter-templates/{templateId}/versions',
  summary: 'Write the next version of a template; `number` is the version that you saw, which stays as it is',
  for: ['staff'],
  large: true,
  input: z.strictObject({
    templateId: Id,
    number: Count,
    name: Name.optional(),
    language: Language.optional(),
    subject: Subject,
    sections: Sections,
  }),
  output: written,
  refuses: ['record.stale', 'letter.template_retired', ...saving],
  emits: ['letter_template.saved'],
});

export const retireTemplate = command('letters.retire-template', {
  path: '/letter-templates/{templateId}',
  method: 'DELETE',
  summary: 'Take a template out of use; letters made with it stay',
  for: ['staff'],
  input: z.strictObject({ templateId: Id }),
  output: z.object({ templateId: Id }),
  emits: ['letter_template.retired'],
});

export const makeLetter = command('letters.make', {
  path: '/letters',
  summary: 'Make a letter about a record, with the template version that was previewed and what was typed',
  for: ['staff'],
  large: true,
  input: z.strictObject({
    templateId: Id,
    templateVersion: Count,
    aboutId: Id,
    values: z
      .record(z.string().max(80), z.string().max(20_000))
      .default({})
      .meta({ description: 'Values of the fields that are typed, by their name' }),
  }),
  output: z.object({ letterId: Id, reference: z.string(), customerId: Id }),
  refuses: ['record.stale', 'letter.template_retired', 'letter.unknown_field', 'letter.missing_value'],
  emits: ['letter.made'],
});
