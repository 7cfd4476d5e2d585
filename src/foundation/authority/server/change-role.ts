import { changeRole, type Role } from '#foundation/people/contract.ts';
import { accessPerson, personPolicy } from '#foundation/people/index.ts';
import type { InputOf } from '#kernel/contract/contract.ts';
import type { Guard, QueryContext } from '#kernel/server/capability.ts';
import { can } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { type AuthorityCase, type DecisionKind, govern } from './kinds.ts';
import { mayAtAll, personOf, requireAuthority } from './require.ts';

const leading: readonly Role[] = ['owner', 'manager'];

/** Decisions about people's roles. They stand here because people lie below authority and know nothing of it. */
export const roleKinds: DecisionKind[] = [
  {
    name: 'people.change-role',
    title: 'Change a role up to lead',
    help: 'Giving people one of the roles lead, adviser, assessor, learner and viewer who have one of these now.',
    unit: 'changes',
    deciders: ['owner', 'manager'],
    defaults: [
      { role: 'owner', may: 'decide' },
      { role: 'manager', may: 'decide' },
    ],
  },
  {
    name: 'people.change-leader',
    title: 'Make or unmake a manager or owner',
    help: 'Giving somebody the role of manager or owner, or taking it from them.',
    unit: 'changes',
    deciders: ['owner'],
    defaults: [
      { role: 'owner', may: 'decide' },
      { role: 'manager', may: 'ask' },
    ],
  },
];

async function weigh(ctx: QueryContext, input: InputOf<typeof changeRole>): Promise<AuthorityCase | null> {
  const person = await accessPerson(ctx, input.personId);
  if (person.version !== input.version) {
    refuse('record.stale', 'This person was changed meanwhile. Look again, then repeat it.', {
      facts: { version: person.version },
    });
  }
  if (person.role === input.role) return null;
  const isLeader = leading.includes(person.role) || leading.includes(input.role);
  return {
    kind: isLeader ? 'people.change-leader' : 'people.change-role',
    subject: { kind: 'person', id: person.id },
    words: `Change the role of ${person.name} from ${person.role} to ${input.role}`,
  };
}

export const governedChangeRole = govern(changeRole, weigh);

/** Before a role changes, authority is asked. Whom people's own policy refuses anyway hears it from there. */
export const guardChangeRole: Guard = {
  command: changeRole.name,
  check: async (ctx, given) => {
    const personId = personOf(ctx.actor);
    if (!personId) return;
    const it = await weigh(ctx, given as InputOf<typeof changeRole>);
    if (!it) return;
    const isForOthers = can(personPolicy, ctx.actor, 'change-role') !== true;
    if (isForOthers && (await mayAtAll(ctx, it.kind, personId)) === 'never') return;
    await requireAuthority(ctx, it);
  },
};
