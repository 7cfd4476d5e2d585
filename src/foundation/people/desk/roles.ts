import type { Role } from '../contract.ts';

/** Each role in a word and a line, from the widest to the narrowest. */
export const roleWords: Record<Role, { label: string; what: string }> = {
  owner: { label: 'Owner', what: 'Everything, also who has access' },
  manager: { label: 'Manager', what: 'Runs the service: people below owner, teams, settings' },
  lead: { label: 'Lead', what: 'Answers customers and leads a team' },
  adviser: { label: 'Adviser', what: 'Answers customers' },
  assessor: { label: 'Assessor', what: 'Judges practice and evidence, no live customers' },
  learner: { label: 'Learner', what: 'Works in practice only' },
  viewer: { label: 'Viewer', what: 'Reads, changes nothing' },
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
  return order.map((role) => ({ value: role, label: `${roleWords[role].label}${isAsked(role) ? ' (ask)' : ''}` }));
}
