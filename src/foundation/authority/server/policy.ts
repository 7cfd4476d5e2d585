import { roles } from '#foundation/people/contract.ts';
import { policy, roleActions } from '#kernel/server/policy.ts';

const everybody = roles;
const owners = ['owner'] as const;

/**
 * Who may touch authority itself. Rows are set by owners; asking, answering and standing in are open to every role,
 * because the rows say who may: a person may have one of their own.
 */
export const authorityPolicy = policy('approval', {
  rules: { roles: everybody },
  mine: { roles: everybody },
  'set-rule': { roles: owners },
  'end-rule': { roles: owners },
  approvals: { roles: everybody },
  ask: { roles: everybody },
  approve: { roles: everybody },
  refuse: { roles: everybody },
  withdraw: { roles: everybody },
  delegations: { roles: everybody },
  delegate: { roles: everybody },
  'end-delegation': { roles: everybody },
});

/** Names such as `authority.set-rule` of what a role may do at all. */
export function authorityAbilities(role: string): string[] {
  return roleActions(authorityPolicy, role).map((action) => `authority.${action}`);
}
