import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Version } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

export const fieldProblems = problems({
  'field.unknown': {
    status: 422,
    title: 'There is no such field',
    help: 'The detail names the fields that can be set here. A retired field, or one that your role may not see, is unknown.',
  },
  'field.wrong_value': {
    status: 422,
    title: 'A value is not what its field accepts',
    help: 'The list `errors` names each field and what it accepts. Nothing was written.',
  },
  'field.required': {
    status: 422,
    title: 'This field may not be empty',
    help: 'Give a value, or ask an owner or manager to make the field optional under Settings, Fields.',
  },
  'field.key_taken': {
    status: 409,
    title: 'There is a field of this key',
    help: 'Choose another key. A retired field keeps its key, because its values are kept; bring it back instead.',
  },
  'field.choices_needed': {
    status: 422,
    title: 'Say what can be chosen',
    help: 'Fields of the kinds one_of and several_of need 1 to 100 choices with different labels; other kinds have none.',
  },
  'field.too_many': {
    status: 409,
    title: 'There are enough fields here',
    help: 'A subject has at most 100 fields in use. Retire one first.',
  },
  'field.order_incomplete': {
    status: 409,
    title: 'The order does not name the fields in use',
    help: 'Send the id of each field in use exactly once. Load the fields again; somebody may have added or retired one.',
  },
  'field.unknown_subject': {
    status: 422,
    title: 'Nothing of this name has fields',
    help: 'The detail names what can have fields, such as customer and conversation.',
  },
});

/** What has fields: the name under which a capability offers its records, e.g. `customer`. */
export const Subject = z.string().regex(/^[a-z_]{1,40}$/, 'a name such as customer');
export const kinds = ['text', 'number', 'date', 'yes_no', 'one_of', 'several_of', 'link', 'email'] as const;
export const FieldKind = z.enum(kinds);
export type FieldKind = z.output<typeof FieldKind>;

/** The name of a field in the API and in filters: `loyalty_tier`. It never changes. */
export const FieldKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'lower-case letters, digits and _, such as shoe_size');
const Label = z.string().trim().min(1).max(80);
const Purpose = z.string().trim().min(1).max(500);

/** Roles that can see customers at all; a field is shown to some of them. */
export const seers = ['owner', 'manager', 'lead', 'adviser', 'viewer'] as const;
export const Seer = z.enum(seers);
const Roles = z.array(Seer).min(1).max(seers.length);

export const Choice = z.object({ key: z.string(), label: z.string(), isRetired: z.boolean() });
export type Choice = z.output<typeof Choice>;
const ChoiceInput = z.strictObject({ key: FieldKey.optional(), label: Label });
const Choices = z.array(ChoiceInput).max(100);

/** A text, a number, true or false, or for several_of the keys of what is chosen. Dates are `2026-11-23`. */
export const FieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
export type FieldValue = z.output<typeof FieldValue>;

/**
 * Values to set, by the key of their field; null empties one. What each field accepts is checked where its kind is
 * known, so that the refusal can say it.
 */
export const FieldValues = z
  .record(z.string().max(40), z.unknown())
  .meta({ description: 'Values by the key of their field; null empties one' });

/** Fields that must hold these values, as a JSON object by key: `{"tier":"gold"}`. For several_of: is among them. */
export const FieldFilter = z
  .string()
  .min(2)
  .max(4_000)
  .meta({ description: 'JSON object of field keys and the value each must hold, such as {"tier":"gold"}' });

export const Field = z.object({
  id: Id,
  subject: z.string(),
  key: z.string(),
  label: z.string(),
  purpose: z.string(),
  kind: FieldKind,
  choices: z.array(Choice),
  roles: z.array(Seer),
  isRequired: z.boolean(),
  isRetired: z.boolean(),
  version: Version,
});
export type Field = z.output<typeof Field>;

export const fieldDefined = event('field.defined', {
  data: z.strictObject({ fieldId: Id, subject: Subject }),
  subjects: ['fields'],
  audience: 'staff',
  sentence: 'added a field to {subject}',
});
export const fieldChanged = event('field.changed', {
  data: z.strictObject({
    fieldId: Id,
    changed: z.array(z.enum(['label', 'purpose', 'choices', 'roles', 'isRequired'])),
  }),
  subjects: ['fields'],
  audience: 'staff',
  sentence: 'changed a field ({changed})',
});
export const fieldRetired = event('field.retired', {
  data: z.strictObject({ fieldId: Id, retired: z.boolean() }),
  subjects: ['fields'],
  audience: 'staff',
  sentence: 'retired a field or brought it back (retired: {retired})',
});
export const fieldsReordered = event('fields.reordered', {
  data: z.strictObject({ subject: Subject }),
  subjects: ['fields'],
  audience: 'staff',
  sentence: 'changed the order of the fields of {subject}',
});

export const listFields = query('fields.list', {
  path: '/fields',
  summary: 'What has fields, and the fields that your role may see, in their order; keepers see all, also retired ones',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({
    subjects: z.array(z.object({ name: z.string(), one: z.string(), many: z.string() })),
    fields: z.array(Field),
  }),
  subjects: ['fields', 'me'],
});

export const getFieldValues = query('fields.values', {
  path: '/field-values/{subject}/{subjectId}',
  summary: 'The fields of one record with their values, as far as your role may see them',
  for: ['staff'],
  input: z.strictObject({ subject: Subject, subjectId: Id }),
  output: z.object({
    fields: z.array(
      Field.omit({ roles: true, isRetired: true, version: true, subject: true }).extend({
        value: FieldValue.nullable(),
      }),
    ),
    /** Of the record that holds the values. */
    version: Version,
    mayChange: z.boolean(),
  }),
  refuses: ['field.unknown_subject'],
  subjects: ['fields', '{subject}:{subjectId}', 'me'],
});

export const defineField = command('fields.define', {
  path: '/fields',
  summary: 'Add a field, saying why it is kept and which roles may see it',
  for: ['staff'],
  input: z.strictObject({
    subject: Subject,
    key: FieldKey,
    label: Label,
    purpose: Purpose,
    kind: FieldKind,
    choices: Choices.default([]),
    roles: Roles.default([...seers]),
    isRequired: z.boolean().default(false),
  }),
  output: z.object({ fieldId: Id, version: Version }),
  refuses: ['field.unknown_subject', 'field.key_taken', 'field.choices_needed', 'field.too_many'],
  emits: ['field.defined'],
});

export const changeField = command('fields.change', {
  path: '/fields/{fieldId}',
  method: 'PATCH',
  summary: 'Change what a field is called, why it is kept, who sees it or what can be chosen; key and kind stay',
  for: ['staff'],
  input: z.strictObject({
    fieldId: Id,
    version: Version,
    label: Label.optional(),
    purpose: Purpose.optional(),
    choices: Choices.optional(),
    roles: Roles.optional(),
    isRequired: z.boolean().optional(),
  }),
  output: z.object({ fieldId: Id, version: Version }),
  refuses: ['record.stale', 'field.choices_needed'],
  emits: ['field.changed'],
});

export const reorderFields = command('fields.reorder', {
  path: '/fields/order',
  method: 'PUT',
  summary: 'Say in which order the fields of a subject stand',
  for: ['staff'],
  input: z.strictObject({ subject: Subject, fieldIds: z.array(Id).min(1).max(100) }),
  output: z.object({ subject: z.string() }),
  refuses: ['field.order_incomplete'],
  emits: ['fields.reordered'],
});

export const retireField = command('fields.retire', {
  path: '/fields/{fieldId}/retirement',
  method: 'PUT',
  summary: 'Take a field out of use, or bring it back; the values are kept either way',
  for: ['staff'],
  input: z.strictObject({ fieldId: Id, version: Version, retired: z.boolean() }),
  output: z.object({ fieldId: Id, version: Version }),
  refuses: ['record.stale', 'field.too_many'],
  emits: ['field.retired'],
});
