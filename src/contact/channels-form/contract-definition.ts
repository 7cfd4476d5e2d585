import { z } from 'zod';

/** What a field asks for. */
export const FieldKind = z.enum(['text', 'long_text', 'email', 'phone', 'choice', 'choices', 'date', 'file']);
export type FieldKind = z.output<typeof FieldKind>;

/** Kinds that are chosen from options. */
export const choosing: readonly FieldKind[] = ['choice', 'choices'];

/** Signs that an answer may have. */
export const longestAnswer: Partial<Record<FieldKind, number>> = {
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

function field(id: string, kind: FieldKind, label: string, more: Partial<FormField> = {}): FormField {
  return { id, kind, label, help: '', isRequired: true, options: [], isName: false, showWhen: null, ...more };
}

/** The field whose address the answer goes to: the first required one for e-mail that is always asked. */
export function addressField({ fields }: FormDefinition): FormField | undefined {
  return fields.find((one) => one.kind === 'email' && one.isRequired && !one.showWhen);
}

/** What keeps a form from being published, in words; empty where nothing does. */
export function lacksOf(definition: FormDefinition): string[] {
  const { fields } = definition;
  const lacks: string[] = [];
  if (!addressField(definition))
    lacks.push('Add a required e-mail field that is always asked, so that you can answer.');
  if (new Set(fields.map((one) => one.id)).size < fields.length) lacks.push('Two fields have the same id.');
  for (const [at, { kind, label, options, showWhen }] of fields.entries()) {
    const isChosen = choosing.includes(kind);
    if (isChosen && (options.length === 0 || new Set(options).size < options.length)) {
      lacks.push(`“${label}” needs options, each once.`);
    }
    if (!showWhen) continue;
    const on = fields.slice(0, at).find((one) => one.id === showWhen.fieldId);
    if (!on || !choosing.includes(on.kind) || !on.options.includes(showWhen.is)) {
      lacks.push(`“${label}” is asked after an answer that no field above it offers.`);
    }
  }
  const longest = fields.reduce(
    (sum, { kind, options }) => sum + (longestAnswer[kind] ?? options.join(', ').length),
    0,
  );
  if (longest > 9_000) lacks.push('Its answers may be longer than one message holds. Use fewer long texts.');
  return lacks;
}

/** Whether a field is asked, given the answers to those above it. */
export function isAsked({ showWhen }: FormField, answers: Readonly<Record<string, readonly string[]>>): boolean {
  return showWhen === null || (answers[showWhen.fieldId] ?? []).includes(showWhen.is);
}
