import { roles } from '#foundation/people/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { Actor } from '#kernel/server/actor.ts';
import { policy } from '#kernel/server/policy.ts';

/** Who may be an assessor. */
export const assessors: readonly string[] = ['owner', 'manager', 'assessor'];

/** Whether somebody sees everybody's assessments. */
export const seesAll = (actor: Actor) => actor.kind !== 'person' || assessors.includes(actor.role);

interface Assessed {
  learner_id: Id;
}

/**
 * Those who assess keep assessments, but none in which they are the learner. Whoever is assessed reads their own,
 * whatever their role; to everybody else it does not exist, for it says what somebody cannot do yet.
 */
export const assessmentPolicy = policy('assessment', {
  read: {
    roles,
    when: (row: Assessed, actor) =>
      assessors.includes(actor.role) || row.learner_id === actor.id || 'Only its learner and those who assess read it.',
  },
  list: { roles },
  plan: { roles: assessors },
  keep: {
    roles: assessors,
    when: (row: Assessed, actor) =>
      row.learner_id !== actor.id || 'You are the learner of this assessment. Ask another assessor, or a manager.',
  },
});
