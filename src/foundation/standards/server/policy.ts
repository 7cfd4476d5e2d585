import { policy } from '#kernel/server/policy.ts';

const readers = ['owner', 'manager', 'lead', 'adviser', 'assessor', 'learner', 'viewer'];
const keepers = ['owner', 'manager'];

/**
 * Everybody who works here reads standards and may be asked to sign them; whoever serves customers has a say in them;
 * owners and managers write and approve. What the state of a version allows beyond that stands in `lifecycle.ts`.
 */
export const standardPolicy = policy('standard', {
  read: { roles: readers },
  list: { roles: readers },
  sign: { roles: readers },
  comment: { roles: ['owner', 'manager', 'lead', 'adviser', 'assessor'] },
  work: { roles: ['owner', 'manager', 'lead', 'adviser', 'viewer'] },
  tick: { roles: ['owner', 'manager', 'lead', 'adviser'] },
  readers: { roles: ['owner', 'manager', 'lead'] },
  keep: { roles: keepers },
  edit: { roles: keepers },
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
