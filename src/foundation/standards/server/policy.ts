import type { Id } from '#kernel/contract/ids.ts';
import { policy } from '#kernel/server/policy.ts';

const readers = ['owner', 'manager', 'lead', 'adviser', 'assessor', 'learner', 'viewer'];
const keepers = ['owner', 'manager'];
const speakers = ['owner', 'manager', 'lead', 'adviser', 'assessor'];

/** Somebody's suggestion, as far as it matters who answers it. */
export interface Suggested {
  /** Who owns the clause. */
  ownerId: Id | null;
}

/**
 * Everybody who works here reads standards and may be asked to sign them; whoever serves customers has a say in them;
 * owners and managers write and approve. What the state of a version allows beyond that stands in `lifecycle.ts`.
 */
export const standardPolicy = policy('standard', {
  read: { roles: readers },
  list: { roles: readers },
  sign: { roles: readers },
  comment: { roles: speakers },
  suggest: { roles: speakers },
  suggestions: { roles: speakers },
  work: { roles: ['owner', 'manager', 'lead', 'adviser', 'viewer'] },
  tick: { roles: ['owner', 'manager', 'lead', 'adviser'] },
  export: { roles: ['owner', 'manager', 'lead'] },
  readers: { roles: ['owner', 'manager', 'lead'] },
  keep: { roles: keepers },
  edit: { roles: keepers },
  evidence: { roles: readers },
  research: { roles: keepers },
  figures: { roles: ['owner', 'manager', 'lead'] },
  step: { roles: keepers },
  close_round: { roles: keepers },
  consult: { roles: keepers },
  dispose: { roles: keepers },
  align: { roles: keepers },
  link: { roles: keepers },
  answer: { roles: keepers },
  submit: { roles: keepers },
  return: { roles: keepers },
  approve: { roles: keepers },
  schedule: { roles: keepers },
});

/** Keepers answer every suggestion, and whoever owns a clause those about it. */
export const suggestionPolicy = policy('suggestion', {
  answer: {
    roles: speakers,
    when: (row: Suggested, actor) =>
      keepers.includes(actor.role) ||
      row.ownerId === actor.id ||
      'Its clause is somebody else’s: ask them, or a manager.',
  },
});
