import { t } from '@lingui/core/macro';
import type { Role } from '../contract.ts';

/** Each role in a word and a line, from the widest to the narrowest. */
export const roleWords: Record<Role, { label: string; what: string }> = {
  owner: { label: t`Owner`, what: t`Everything, also who has access` },
  manager: { label: t`Manager`, what: t`Runs the service: people below owner, teams, settings` },
  lead: { label: t`Lead`, what: t`Answers customers and leads a team` },
  adviser: { label: t`Adviser`, what: t`Answers customers` },
  assessor: { label: t`Assessor`, what: t`Judges practice and evidence, no live customers` },
  learner: { label: t`Learner`, what: t`Works in practice only` },
  viewer: { label: t`Viewer`, what: t`Reads, changes nothing` },
};

const order = Object.keys(roleWords) as Role[];

/** Roles that somebody of this role may give: an owner any, others the narrower ones. */
export function givableRoles(own: string): { value: Role; label: string }[] {
  const from = own === 'owner' ? 0 : order.indexOf(own as Role) + 1;
  return order.slice(from).map((role) => ({ value: role, label: roleWords[role].label }));
}

/** Every role, for whoever changes somebody's: other ones than these with a word that they are asked for. */
export function changeableRoles(own: string, present: Role): { value: Role; label: string }[] {
  const given = givableRoles(own).map((role) => role.value);
  const isAsked = (role: Role) => role !== present && !(given.includes(role) && given.includes(present));
  return order.map((role) => ({
    value: role,
    label: isAsked(role) ? t`${roleWords[role].label} (ask)` : roleWords[role].label,
  }));
}
