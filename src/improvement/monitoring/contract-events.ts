import { z } from 'zod';
import { event } from '#kernel/contract/contract.ts';
import { Id, Instant } from '#kernel/contract/ids.ts';

const action = { actionId: Id, goalId: Id, clauseId: Id, ownerId: Id };
const corrections = { subjects: ['corrections'], audience: 'staff', needs: 'monitoring.read' } as const;

export const actionOpened = event('correction.opened', {
  ...corrections,
  data: z.strictObject({ ...action, missedWeeks: z.int(), dueAt: Instant }),
  sentence: 'opened a corrective action after {missedWeeks} missed weeks, due by {dueAt}',
});
export const actionChanged = event('correction.changed', {
  ...corrections,
  data: z.strictObject(action),
  sentence: 'changed a corrective action',
});
export const actionClosed = event('correction.closed', {
  ...corrections,
  data: z.strictObject({ ...action, isEffective: z.boolean() }),
  sentence: 'closed a corrective action with its effect measured (effective: {isEffective})',
});
export const issueChanged = event('issue.changed', {
  data: z.strictObject({
    issueId: Id,
    kind: z.enum(['technology', 'resource']),
    what: z.enum(['logged', 'changed', 'ended']),
  }),
  subjects: ['issues'],
  audience: 'staff',
  needs: 'monitoring.read',
  sentence: '{what} an issue ({kind})',
});
export const monitoringChanged = event('monitoring.settings_changed', {
  data: z.strictObject({ isOn: z.boolean() }),
  subjects: ['monitoring-settings'],
  audience: 'staff',
  needs: 'monitoring.read',
  sentence: 'changed when corrective actions open by themselves (on: {isOn})',
});
export const charterChanged = event('charter.changed', {
  data: z.strictObject({ brandId: Id, isOpen: z.boolean(), items: z.int() }),
  subjects: ['charters'],
  audience: 'staff',
  needs: 'monitoring.read',
  sentence: 'changed a public charter, which tells {items} promises (open: {isOpen})',
});
