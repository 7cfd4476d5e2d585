import { defineField, listFields } from '#foundation/fields/contract.ts';
import type { Stage } from './stage.ts';

/** The key of a text field in use that everybody sees; defines one where there is none. */
export async function anyField(stage: Stage, subject: string): Promise<string> {
  const { fields } = await stage.cast.owner.call(listFields, {});
  const found = fields.find((one) => one.subject === subject && !one.isRetired && one.kind === 'text');
  if (found) return found.key;
  const field = {
    subject,
    key: 'any_text',
    label: 'Loyalty tier',
    purpose: 'To keep what was promised.',
    kind: 'text' as const,
  };
  await stage.cast.owner.call(defineField, field);
  return field.key;
}
