import { z } from 'zod';
import { choosing, fieldKinds, type FieldKind as Kind } from './contract-kinds.ts';

export const FieldKind = z.enum(fieldKinds);
export type FieldKind = Kind;
export { choosing } from './contract-kinds.ts';

/** Signs that an answer may have. */
export const longestAnswer: Partial<Record<Kind, number>> = {
  text: 200,
  long_text: 4_000,
  email: 254,
  phone: 40,
};

const FieldId = z.string().regex(/^[a-z0-9]{1,12}$/, 'a to z and digits, at most 12');

export const FormField = z.strictObject({
  id: FieldId,
  kind: FieldKind,
  label: z.string().trim().min(1).max(120),
  help: z.string().trim().max(300).default(''),
  isRequired: z.boolean().default(false),
  /** What can be chosen. */
  options: z.array(z.string().trim().min(1).max(100)).max(30).default([]),
  /** Whether a short text is the name of whoever fills the form in. */
  isName: z.boolean().default(false),
  /** Asked only where an earlier field was answered so. */
  showWhen: z
    .strictObject({ fieldId: FieldId, is: z.string().max(100) })
    .nullable()
    .default(null),
});
export type FormField = z.output<typeof FormField>;

/** Something to agree to, beside a box. */
export const FormConsent = z.strictObject({
  purpose: z.string().trim().min(1).max(80),
  label: z.string().trim().min(1).max(300),
  isRequired: z.boolean().default(false),
});
export type FormConsent = z.output<typeof FormConsent>;

/** Everything a form says and asks. */
export const FormDefinition = z.strictObject({
  title: z.string().trim().min(1).max(120),
  intro: z.string().trim().max(2_000).default(''),
  fields: z.array(FormField).max(30),
  /** The purpose whose collection notice stands above the button. */
  noticePurpose: z.string().trim().min(1).max(80).nullable().default(null),
  consents: z.array(FormConsent).max(5).default([]),
  /** What the page says afterwards. */
  thanks: z.string().trim().max(1_000).default(''),
  /** Mailed once a day at most to the address that was typed; always these words, never those of the sender. */
  receipt: z.string().trim().max(2_000).default(''),
});
export type FormDefinition = z.output<typeof FormDefinition>;

/** What a new form begins with. */
export const firstFields: FormField[] = [
  field('name', 'text', 'Name', { isName: true }),
  field('email', 'email', 'E-mail', { help: 'We answer to this address.' }),
  field('message', 'long_text', 'How can we help?'),
];

function field(id: string, kind: Kind, label: string, more: Partial<FormField> = {}): FormField {
  return { id, kind, label, help: '', isRequired: true, options: [], isName: false, showWhen: null, ...more };
}

/** The field whose address the answer goes to: the first required one for e-mail that is always asked. */
export function addressField({ fields }: FormDefinition): FormField | undefined {
  return fields.find((one) => one.kind === 'email' && one.isRequired && !one.showWhen);
}

/** What keeps a form from being published, and of which field it is said. */
export const Lack = z.object({ why: z.enum(['address', 'ids', 'options', 'condition', 'long']), label: z.string() });
export type Lack = z.output<typeof Lack>;

/** What a form lacks to be published; empty where it is ready. */
export function lacksOf(definition: FormDefinition): Lack[] {
  const { fields } = definition;
  const lacks: Lack[] = [];
  if (!addressField(definition)) lacks.push({ why: 'address', label: '' });
  if (new Set(fields.map((one) => one.id)).size < fields.length) lacks.push({ why: 'ids', label: '' });
  for (const [at, { kind, label, options, showWhen }] of fields.entries()) {
    const isChosen = choosing.includes(kind);
    if (isChosen && (options.length === 0 || new Set(options).size < options.length)) {
      lacks.push({ why: 'options', label });
    }
    if (!showWhen) continue;
    const on = fields.slice(0, at).find((one) => one.id === showWhen.fieldId);
    const isOffered = on !== undefined && choosing.includes(on.kind) && on.options.includes(showWhen.is);
    if (!isOffered) lacks.push({ why: 'condition', label });
  }
  const most = ({ kind, options }: FormField) => longestAnswer[kind] ?? options.join(', ').length;
  if (fields.reduce((sum, field) => sum + most(field), 0) > 9_000) lacks.push({ why: 'long', label: '' });
  return lacks;
}

/** Whether a field is asked, given the answers to those above it. */
export function isAsked({ showWhen }: FormField, answers: Readonly<Record<string, readonly string[]>>): boolean {
  return showWhen === null || (answers[showWhen.fieldId] ?? []).includes(showWhen.is);
}
