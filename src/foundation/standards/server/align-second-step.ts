import { withoutSecondStep } from '#foundation/people/index.ts';
import type { SelfCheck } from './align-checks.ts';

/** Roles whose holders change others' roles, export customers and approve standards. */
const privileged = ['owner', 'manager'];

export const secondStepCheck: SelfCheck = {
  name: 'second-step',
  count: (ctx) => withoutSecondStep(ctx, privileged),
  link: '/settings/security',
};
