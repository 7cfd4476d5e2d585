import type { Actor, PersonActor } from './actor.ts';
import { notFound, refuse } from './problem.ts';

/**
 * Authorisation as a table that can be read aloud: for each action the roles that may, and what must hold of the row.
 * The same table yields the abilities with which screens decide what to show. Unknown actions and roles are refused.
 */
export interface Rule<Row> {
  roles: readonly string[];
  /** Said of a row and who acts on it: true, or why not and what would allow it. */
  when?: (row: Row, actor: PersonActor) => true | string;
  /** The customer concerned may too, if this holds. Absent: customers may not. */
  customer?: (row: Row, customerId: string) => boolean;
  /** Nobody needs to be known, e.g. to sign in. */
  anybody?: boolean;
}

export interface Policy<Row, Action extends string> {
  noun: string;
  rules: Record<Action, Rule<Row>>;
}

/** Declares a capability's table. `noun` is how refusals call the record. */
export function policy<Row, const Action extends string>(
  noun: string,
  rules: Record<Action, Rule<Row>>,
): Policy<Row, Action> {
  return { noun, rules };
}

/** True, or the sentence of the refusal. `row` is absent for actions on no particular record. */
export function can<Row, Action extends string>(
  table: Policy<Row, Action>,
  actor: Actor,
  action: Action,
  row?: Row,
): true | string {
  const rule: Rule<Row> | undefined = table.rules[action];
  if (!rule) return `There is no action ${action}.`;
  if (actor.kind === 'system' || rule.anybody) return true;
  if (actor.kind === 'customer') {
    const isTheirs = row !== undefined && rule.customer?.(row, actor.id) === true;
    return isTheirs ? true : `Customers may not ${action} this ${table.noun}.`;
  }
  if (actor.kind !== 'person') return 'Please sign in.';
  if (!rule.roles.includes(actor.role)) return `Your role (${actor.role}) may not do this. ${whoMay(rule.roles)}`;
  if (row !== undefined && rule.when) return rule.when(row, actor);
  return true;
}

function whoMay(allowed: readonly string[]): string {
  if (allowed.length === 0) return 'Nobody may do it by hand.';
  return `Ask somebody with one of these roles: ${allowed.join(', ')}.`;
}

/**
 * Lets the action pass or refuses. Who may not even read the record is told that it does not exist.
 * Returns nothing; `decided` on the context tells the runner that policy was asked.
 */
export function demand<Row, Action extends string>(
  ctx: { actor: Actor; decided: boolean },
  table: Policy<Row, Action>,
  action: Action,
  row?: Row,
): void {
  ctx.decided = true;
  const answer = can(table, ctx.actor, action, row);
  if (answer === true) return;
  const hidden = row !== undefined && 'read' in table.rules && can(table, ctx.actor, 'read' as Action, row) !== true;
  if (hidden) notFound(table.noun);
  refuse('access.forbidden', answer);
}

/** Actions that a role has at all; single rows may narrow them. An unknown role has none. */
export function roleActions<Row, Action extends string>(table: Policy<Row, Action>, role: string): Action[] {
  return (Object.keys(table.rules) as Action[]).filter((action) => table.rules[action].roles.includes(role));
}

/** Actions this actor may take on this row; screens show or grey out by it. */
export function abilities<Row, Action extends string>(table: Policy<Row, Action>, actor: Actor, row: Row): Action[] {
  return (Object.keys(table.rules) as Action[]).filter((action) => can(table, actor, action, row) === true);
}
