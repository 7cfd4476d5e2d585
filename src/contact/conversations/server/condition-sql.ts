import type { Id } from '#kernel/contract/ids.ts';
import type { Condition, Rule } from '../contract.ts';

/** Values of a statement in the making. */
export class Values {
  readonly all: unknown[] = [];

  /** Keeps the value and returns its place, such as `$3`. */
  put(value: unknown): string {
    this.all.push(value);
    return `$${this.all.length}`;
  }
}

/** Who reads, for conditions that speak of them. */
export interface Reader {
  id: Id | null;
  teamIds: readonly Id[];
}

/**
 * What was looked up for conditions that an index answers with ids: few of them narrow a list to these; with more the
 * value is common, and a walk in the list's order meets the next match soon. Null: the condition finds nothing.
 */
export type Found = { ids: readonly Id[]; of: 'conversation' | 'customer' } | { holding: string } | 'common' | null;

const literal = (words: readonly string[]) => words.map((word) => `'${word}'`).join(', ');

/** `column = value` for one, `column = ANY (…)` for several: only the first keeps an index in its order. */
function oneOf(values: Values, column: string, ids: readonly string[], type: string): string {
  if (ids.length === 1) return `${column} = ${values.put(ids[0])}::${type}`;
  return `${column} = ANY (${values.put([...new Set(ids)])}::${type}[])`;
}

/** People and teams: ids, and words for the reader's own and for nobody. */
function given(
  values: Values,
  column: string,
  of: readonly string[],
  own: { word: string; ids: readonly Id[]; none: string },
): string {
  const ids = of.flatMap((one) => (one === own.word ? own.ids : one === own.none ? [] : [one]));
  const parts = ids.length > 0 ? [oneOf(values, column, ids, 'uuid')] : [];
  if (of.includes(own.none)) parts.push(`${column} IS NULL`);
  return parts.length === 0 ? 'false' : `(${parts.join(' OR ')})`;
}

/** Something running or broken that we owe on conversation `c`; watches that only we keep count once they are broken. */
export function openPromise(alias: string, workspace: string, quiet: string): string {
  return `${alias}.workspace_id = ${workspace} AND ${alias}.ended_at IS NULL AND ${alias}.state <> 'paused'
    AND ${alias}.subject_kind = 'conversation' AND NOT (${alias}.measure = ANY (${quiet}::text[]) AND ${alias}.state <> 'broken')`;
}

interface Terms {
  values: Values;
  workspace: string;
  reader: Reader;
  quiet: readonly string[];
  now: Date;
}

function found(terms: Terms, what: Found, walk: () => string): string {
  if (what === null) return 'false';
  if (what === 'common') return walk();
  if ('holding' in what) return walk();
  const column = what.of === 'customer' ? 'c.customer_id' : 'c.id';
  return `${column} = ANY (${terms.values.put(what.ids)}::uuid[])`;
}

function fieldSql(terms: Terms, condition: Extract<Condition, { on: 'field' }>, what: Found): string {
  const { values, workspace } = terms;
  return found(terms, what, () => {
    const wanted = what !== null && what !== 'common' && 'holding' in what ? what.holding : '{}';
    if (condition.subject === 'conversation') return `c.fields @> ${values.put(wanted)}::jsonb`;
    return `EXISTS (SELECT FROM customer h WHERE h.workspace_id = ${workspace} AND h.id = c.customer_id
      AND h.fields @> ${values.put(wanted)}::jsonb)`;
  });
}

function dueSql(terms: Terms, hours: number, what: Found): string {
  const { values, workspace, quiet, now } = terms;
  return found(terms, what, () => {
    const until = values.put(new Date(now.getTime() + hours * 3_600_000));
    return `EXISTS (SELECT FROM promise q WHERE q.subject_id = c.id AND q.due_at <= ${until}
      AND ${openPromise('q', workspace, values.put(quiet))})`;
  });
}

function conditionSql(terms: Terms, condition: Condition, what: Found): string {
  const { values, reader } = terms;
  switch (condition.on) {
    // Words of closed lists stand in the text, so that partial indexes apply.
    case 'status':
      return `c.status IN (${literal(condition.of)})`;
    case 'priority':
      return condition.of.length === 1
        ? `c.priority = '${condition.of[0]}'`
        : `c.priority IN (${literal(condition.of)})`;
    case 'assignee':
      return given(values, 'c.assignee_id', condition.of, { word: 'me', ids: own(reader.id), none: 'nobody' });
    case 'team':
      return given(values, 'c.team_id', condition.of, { word: 'mine', ids: reader.teamIds, none: 'none' });
    case 'tag':
      return found(terms, what, () => `c.tag_ids && ${values.put(condition.of)}::uuid[]`);
    case 'channel':
      return oneOf(values, 'c.channel', condition.of, 'text');
    case 'field':
      return fieldSql(terms, condition, what);
    case 'snoozed':
      return condition.snoozed ? 'c.snoozed_until IS NOT NULL' : 'c.snoozed_until IS NULL';
    case 'waiting_on':
      return `c.preview_by = '${condition.whom === 'us' ? 'customer' : 'staff'}'`;
    case 'due_within':
      return dueSql(terms, condition.hours, what);
  }
}

const own = (id: Id | null): Id[] => (id === null ? [] : [id]);

/** Whether a view may also hold what is resolved: only where a condition on the status lets it. */
export function holdsResolved(rule: Rule): boolean {
  return rule.conditions.some(
    (one) => one.on === 'status' && (one.is === 'any') === (one.of as readonly string[]).includes('resolved'),
  );
}

/**
 * A rule as SQL about conversation `c`. Unless a condition speaks of it, what is resolved and what is snoozed is left
 * out.
 */
export function ruleSql(terms: Terms, rule: Rule, looked: readonly Found[]): string {
  const parts = rule.conditions.map((condition, index) => {
    const sql = conditionSql(terms, condition, looked[index] ?? null);
    return 'is' in condition && condition.is === 'none' ? `(${sql}) IS NOT TRUE` : sql;
  });
  const joined = parts.map((part) => `(${part})`).join(rule.match === 'all' ? ' AND ' : ' OR ');
  return [
    ...(holdsResolved(rule) ? [] : ["c.status <> 'resolved'"]),
    ...(rule.conditions.some((one) => one.on === 'snoozed') ? [] : ['c.snoozed_until IS NULL']),
    `(${joined})`,
  ].join(' AND ');
}
