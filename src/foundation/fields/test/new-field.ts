import { randomBytes } from 'node:crypto';
import type { Stage } from '#kernel/test/stage.ts';
import { listFields, retireField } from '../contract.ts';

/** What defines a new field of a subject; each call gives another key. */
export const newField = (subject = 'customer') => ({
  subject,
  key: `field_${randomBytes(4).toString('hex')}`,
  label: 'Loyalty tier',
  purpose: 'So that we know what was promised to them.',
  kind: 'text' as const,
});

/** Retires what earlier scenarios defined, so that there is always room for one more. */
export async function makeRoom(stage: Stage): Promise<void> {
  const { owner } = stage.cast;
  const { fields } = await owner.call(listFields, {});
  const inUse = fields.filter((one) => one.subject === 'customer' && !one.isRetired);
  if (inUse.length < 40) return;
  for (const { id, version } of inUse.slice(20)) await owner.call(retireField, { fieldId: id, version, retired: true });
}
