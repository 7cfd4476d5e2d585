import type { Id } from '#kernel/contract/ids.ts';
import { refuse } from '#kernel/server/problem.ts';
import type { Tx } from '#kernel/server/sql.ts';
import type { By } from '../contract.ts';
import { mixedKinds } from './sources.ts';

/** Where and whom a question is about. */
export interface Scope {
  workspaceId: Id;
  timeZone: string;
  channel?: string | undefined;
  teamId?: Id | undefined;
  personId?: Id | undefined;
  reasonId?: Id | undefined;
  brandId?: Id | undefined;
}

/** Facts of one kind in one group, added up. */
export interface Cell {
  n: number;
  sum: number;
  leftOut: number;
  /** Ascending, where they are few enough to be read one by one; otherwise how many lie in each bucket. */
  values?: number[];
  buckets?: number[];
}
export type Cells = Map<string, Cell>;

/** So many values are read one by one; a quantile of more comes from the daily sums. */
export const mostExact = 20_000;

const filterColumns = {
  channel: 'channel',
  team: 'team_id',
  person: 'person_id',
  reason: 'reason_id',
  brand: 'brand_id',
} as const;

function filtersOf(scope: Scope): Map<string, string> {
  const { channel, teamId: team, personId: person, reasonId: reason, brandId: brand } = scope;
  const all = { channel, team, person, reason, brand };
  return new Map(Object.entries(all).filter((one): one is [string, string] => one[1] !== undefined));
}

/** How the asked group is found in a daily sum (`m`) or a fact (`f`). */
function groupSql(by: By, from: 'm' | 'f', dim: string): string {
  if (by === 'none') return `''`;
  if (by === 'day') return `${from}.day::text`;
  if (by === 'week' || by === 'month') return `date_trunc('${by}', ${from}.day::timestamp)::date::text`;
  if (by === 'hour') {
    const hour = from === 'm' ? 'm.key' : `to_char(f.at AT TIME ZONE $4, 'HH24')`;
    return `extract(isodow FROM ${from}.day)::text || '-' || ${hour}`;
  }
  if (from === 'f') return `coalesce(f.${filterColumns[by]}::text, '')`;
  return dim.includes('_') ? `split_part(m.key, '/', ${dim.split('_').indexOf(by) + 1})` : 'm.key';
}

/** Dimensions of which sums are kept together, by kind. */
const pairsOf = (kind: string): readonly string[] =>
  mixedKinds.includes(kind) ? ['channel_team', 'reason_channel', 'reason_team', 'reason_brand'] : ['channel_team'];

/**
 * The daily sums that hold the answer: those of everything, of one dimension, or of a pair of them. Null where no such
 * sums are kept; the facts themselves are then asked.
 */
function rollUpOf(scope: Scope, kind: string, by: By): { dim: string; key: string; like: boolean } | null {
  const filters = filtersOf(scope);
  const isDimension = by in filterColumns;
  const used = [...new Set([...filters.keys(), ...(isDimension || by === 'hour' ? [by] : [])])].sort();
  if (used.length === 0) return { dim: 'all', key: '', like: false };
  const [only = ''] = used;
  if (used.length === 1) return { dim: only, key: filters.get(only) ?? '%', like: !filters.has(only) };
  const dim = pairsOf(kind).find((pair) => pair.split('_').sort().join() === used.join());
  if (!dim) return null;
  const [one, other] = dim.split('_').map((dimension) => filters.get(dimension));
  return { dim, key: `${one ?? '%'}/${other ?? '%'}`, like: !one || !other };
}

export type Range = { from: string | null; to: string };

/**
 * Adds up facts of a kind by group. `wants` quantiles: the values come along, one by one or in buckets.
 * @throws Problem measure.too_many where no sums are kept for this mixture and the facts are too many to be read
 */
export async function readCells(
  tx: Tx,
  scope: Scope,
  kind: string,
  range: Range,
  by: By,
  wants: 'sums' | 'quantiles',
): Promise<Cells> {
  const rollUp = rollUpOf(scope, kind, by);
  const cells = rollUp
    ? await fromDays(tx, scope, kind, range, by, rollUp)
    : await fromFacts(tx, scope, kind, range, by);
  if (wants === 'sums') return cells;
  const n = [...cells.values()].reduce((sum, cell) => sum + cell.n, 0);
  if (n <= mostExact) await addValues(tx, scope, kind, range, by, cells);
  else if (rollUp) await addBuckets(tx, scope, kind, range, by, rollUp, cells);
  else {
    refuse('measure.too_many', `This mixture of filters counts ${n} rows. Leave out a filter or shorten the period.`, {
      facts: { most: mostExact, rows: n },
    });
  }
  return cells;
}

interface SumRow {
  g: string;
  n: number;
  sum: number;
  left_out: number;
}
type RollUp = NonNullable<ReturnType<typeof rollUpOf>>;

const cellsOf = (rows: SumRow[]): Cells =>
  new Map(rows.map(({ g, n, sum, left_out }) => [g, { n: Number(n), sum: Number(sum), leftOut: Number(left_out) }]));

const daysWhere = ({ like }: RollUp) => `m.workspace_id = $1 AND m.kind = $2 AND m.dim = $3
  AND m.key ${like ? 'LIKE' : '='} $4 AND m.day >= coalesce($5::date, '-infinity') AND m.day <= $6::date`;

async function fromDays(tx: Tx, scope: Scope, kind: string, range: Range, by: By, rollUp: RollUp): Promise<Cells> {
  const group = groupSql(by, 'm', rollUp.dim);
  const text = `SELECT ${group} AS g, sum(m.n)::float8 AS n, sum(m.sum)::float8 AS sum, sum(m.left_out)::float8 AS left_out
    FROM measure_day m WHERE ${daysWhere(rollUp)} GROUP BY 1 HAVING sum(m.n) > 0 OR sum(m.left_out) > 0`;
  const name = `measures_days_${by}_${rollUp.dim}_${rollUp.like}`;
  const values = [scope.workspaceId, kind, rollUp.dim, rollUp.key, range.from, range.to];
  return cellsOf(await tx.rows<SumRow>({ name, text }, values));
}

async function addBuckets(
  tx: Tx,
  scope: Scope,
  kind: string,
  range: Range,
  by: By,
  rollUp: RollUp,
  cells: Cells,
): Promise<void> {
  const text = `SELECT x.g, array_agg(x.n ORDER BY x.bucket) AS counts, array_agg(x.bucket ORDER BY x.bucket) AS buckets
    FROM (SELECT ${groupSql(by, 'm', rollUp.dim)} AS g, u.bucket, sum(u.n)::int AS n
      FROM measure_day m CROSS JOIN LATERAL unnest(m.buckets) WITH ORDINALITY AS u(n, bucket)
      WHERE ${daysWhere(rollUp)} AND u.n > 0 GROUP BY 1, 2) x GROUP BY 1`;
  const name = `measures_buckets_${by}_${rollUp.dim}_${rollUp.like}`;
  const values = [scope.workspaceId, kind, rollUp.dim, rollUp.key, range.from, range.to];
  for (const { g, counts, buckets } of await tx.rows<{ g: string; counts: number[]; buckets: number[] }>(
    { name, text },
    values,
  )) {
    const dense: number[] = new Array(Number(buckets.at(-1) ?? 0)).fill(0);
    for (const [i, bucket] of buckets.entries()) dense[Number(bucket) - 1] = counts[i] ?? 0;
    const cell = cells.get(g);
    if (cell) cell.buckets = dense;
  }
}

/** Conditions on facts and their values, from $3 on; the time zone is $4. */
export function factsWhere(scope: Scope, range: Range): { sql: string; values: unknown[] } {
  const values: unknown[] = [range.from, scope.timeZone, range.to];
  let sql = `f.at >= coalesce($3::date::timestamp AT TIME ZONE $4, '-infinity')
    AND f.at < ($5::date + 1)::timestamp AT TIME ZONE $4`;
  for (const [dimension, value] of filtersOf(scope)) {
    values.push(value);
    sql += ` AND f.${filterColumns[dimension as keyof typeof filterColumns]} = $${values.length + 2}`;
  }
  return { sql, values };
}

const factsName = (scope: Scope, what: string, by: By) =>
  `measures_facts_${what}_${by}_${[...filtersOf(scope).keys()].join('_')}`;

async function fromFacts(tx: Tx, scope: Scope, kind: string, range: Range, by: By): Promise<Cells> {
  const { sql, values } = factsWhere(scope, range);
  const text = `SELECT ${groupSql(by, 'f', '')} AS g, (count(*) FILTER (WHERE f.excluded IS NULL))::float8 AS n,
      coalesce(sum(f.value) FILTER (WHERE f.excluded IS NULL), 0)::float8 AS sum,
      (count(*) FILTER (WHERE f.excluded IS NOT NULL))::float8 AS left_out
    FROM fact f WHERE f.workspace_id = $1 AND f.kind = $2 AND ${sql} GROUP BY 1`;
  const name = factsName(scope, 'sums', by);
  return cellsOf(await tx.rows<SumRow>({ name, text }, [scope.workspaceId, kind, ...values]));
}

async function addValues(tx: Tx, scope: Scope, kind: string, range: Range, by: By, cells: Cells): Promise<void> {
  const { sql, values } = factsWhere(scope, range);
  const text = `SELECT ${groupSql(by, 'f', '')} AS g, array_agg(f.value::float8 ORDER BY f.value) AS values
    FROM fact f WHERE f.workspace_id = $1 AND f.kind = $2 AND f.excluded IS NULL AND ${sql} GROUP BY 1`;
  const rows = await tx.rows<{ g: string; values: number[] }>({ name: factsName(scope, 'values', by), text }, [
    scope.workspaceId,
    kind,
    ...values,
  ]);
  for (const row of rows) {
    const cell = cells.get(row.g);
    if (cell) cell.values = row.values;
  }
}

/** When the facts of a kind began, in milliseconds since 1970, the newest first: ages in rising order. */
export async function readStarts(
  tx: Tx,
  scope: Scope,
  kind: string,
  by: By,
  today: string,
): Promise<Map<string, number[]>> {
  const { sql, values } = factsWhere(scope, { from: null, to: today });
  const text = `SELECT ${groupSql(by, 'f', '')} AS g,
      array_agg((extract(epoch FROM f.at) * 1000)::float8 ORDER BY f.at DESC) AS starts
    FROM fact f WHERE f.workspace_id = $1 AND f.kind = $2 AND f.excluded IS NULL AND ${sql} GROUP BY 1`;
  const name = factsName(scope, 'starts', by);
  const rows = await tx.rows<{ g: string; starts: number[] }>({ name, text }, [scope.workspaceId, kind, ...values]);
  return new Map(rows.map((row) => [row.g, row.starts]));
}

/** Several groups as one. */
export function mergeCells(cells: Iterable<Cell>): Cell {
  const merged: Cell = { n: 0, sum: 0, leftOut: 0 };
  for (const cell of cells) {
    merged.n += cell.n;
    merged.sum += cell.sum;
    merged.leftOut += cell.leftOut;
    if (cell.values) merged.values = (merged.values ?? []).concat(cell.values);
    if (cell.buckets) merged.buckets = addCounts(merged.buckets ?? [], cell.buckets);
  }
  merged.values?.sort((one, other) => one - other);
  return merged;
}

function addCounts(one: number[], other: number[]): number[] {
  const length = Math.max(one.length, other.length);
  return Array.from({ length }, (_, i) => (one[i] ?? 0) + (other[i] ?? 0));
}
