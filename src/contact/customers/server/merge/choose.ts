import type { MergeChoices, TakeFrom } from '../../contract-merge.ts';

/** What is chosen between, of each of the two. */
export interface Mergeable {
  name: string;
  is_visitor: boolean;
  locale: string | null;
  time_zone: string | null;
  /** To the microsecond and in UTC, so that texts compare as instants do and go back as they came. */
  created_at: string;
  last_contact_at: string | null;
  fields: Record<string, unknown>;
}

const pick = <T>(from: TakeFrom, mine: T, theirs: T): T => (from === 'this' ? mine : theirs);
/** What is held goes before what is not. */
const unlessEmpty = (value: unknown): TakeFrom => (value === null || value === undefined ? 'other' : 'this');

/** From whom each value is taken, for all of them. */
interface Rule {
  name: TakeFrom;
  locale: TakeFrom;
  timeZone: TakeFrom;
  fields: Record<string, TakeFrom>;
}

/** From whom each value is taken where nobody said: from the one that stays, unless it holds none or is a mere visitor. */
export function defaults(mine: Mergeable, theirs: Mergeable): Rule {
  const ids = new Set([...Object.keys(mine.fields), ...Object.keys(theirs.fields)]);
  return {
    name: mine.is_visitor && !theirs.is_visitor ? 'other' : 'this',
    locale: unlessEmpty(mine.locale),
    timeZone: unlessEmpty(mine.time_zone),
    fields: Object.fromEntries([...ids].map((id) => [id, unlessEmpty(mine.fields[id])])),
  };
}

/** One record out of two. A field that neither holds is held by neither; whoever was known first tells since when. */
export function choose(mine: Mergeable, theirs: Mergeable, take: MergeChoices): Mergeable {
  const rule = defaults(mine, theirs);
  const name = take.name ?? rule.name;
  const fields: Record<string, unknown> = {};
  for (const [id, from] of Object.entries(rule.fields)) {
    const value = pick(take.fields?.[id] ?? from, mine.fields[id], theirs.fields[id]);
    if (value !== undefined) fields[id] = value;
  }
  return {
    name: pick(name, mine.name, theirs.name),
    is_visitor: pick(name, mine.is_visitor, theirs.is_visitor),
    locale: pick(take.locale ?? rule.locale, mine.locale, theirs.locale),
    time_zone: pick(take.timeZone ?? rule.timeZone, mine.time_zone, theirs.time_zone),
    created_at: earlier(mine.created_at, theirs.created_at),
    last_contact_at: later(mine.last_contact_at, theirs.last_contact_at),
    fields,
  };
}

const earlier = (one: string, other: string) => (one <= other ? one : other);

function later(one: string | null, other: string | null): string | null {
  if (!one || !other) return one ?? other;
  return one >= other ? one : other;
}

/** Names of what a person may have changed after the merge, as `kept` calls it. */
const told = { name: 'name', locale: 'locale', time_zone: 'timeZone' } as const;

/**
 * The record as it was before the merge, except where it was changed since: that stays and is named. What nobody decides
 * (known since, last contact) goes back unless something happened.
 */
export function goBack(now: Mergeable, before: Mergeable, after: Mergeable): { restored: Mergeable; kept: string[] } {
  const kept: string[] = [];
  const restored: Mergeable = { ...now, fields: { ...now.fields } };
  for (const key of ['name', 'locale', 'time_zone'] as const) {
    if (before[key] === after[key]) continue;
    if (now[key] !== after[key]) kept.push(told[key]);
    else Object.assign(restored, { [key]: before[key], ...(key === 'name' && { is_visitor: before.is_visitor }) });
  }
  if (now.created_at === after.created_at) restored.created_at = before.created_at;
  if (now.last_contact_at === after.last_contact_at) restored.last_contact_at = before.last_contact_at;
  for (const id of new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])) {
    const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
    if (same(before.fields[id], after.fields[id])) continue;
    if (!same(now.fields[id], after.fields[id])) kept.push('fields');
    else if (before.fields[id] === undefined) delete restored.fields[id];
    else restored.fields[id] = before.fields[id];
  }
  return { restored, kept: [...new Set(kept)] };
}
