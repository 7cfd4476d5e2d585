import type { Id } from '#kernel/contract/ids.ts';
import type { Tx } from '#kernel/server/sql.ts';
import { type FactSource, mixedKinds } from './sources.ts';

const columns = `subject_id, kind, ordinal, at, day, value, channel, team_id, person_id, reason_id, brand_id, excluded`;
const key = (one: string, other: string) =>
  `${one}.subject_id = ${other}.subject_id AND ${one}.kind = ${other}.kind AND ${one}.ordinal = ${other}.ordinal`;

/** $3 is the time zone: a fact belongs to the day on which it happened there. */
const fresh = (source: FactSource) => `fresh AS MATERIALIZED (
  SELECT f.subject_id, f.kind, f.ordinal::int AS ordinal, f.at, (f.at AT TIME ZONE $3)::date AS day,
    f.value::bigint AS value, f.channel, f.team_id, f.person_id, f.reason_id, f.brand_id, f.excluded
  FROM (${source.rows}) f)`;

const mixed = `c.kind IN (${mixedKinds.map((kind) => `'${kind}'`).join(', ')})`;
const byReason = (key: string) =>
  `CASE WHEN ${mixed} THEN coalesce(c.reason_id::text, '') || '/' || coalesce(${key}, '') END`;

/** One row for each dimension in which a fact counts; '' is the key of those that have no team, person and so on. */
const dimensions = (zone: string, hourly: string) => `CROSS JOIN LATERAL (VALUES
    ('all', ''), ('channel', coalesce(c.channel, '')), ('team', coalesce(c.team_id::text, '')),
    ('person', coalesce(c.person_id::text, '')), ('reason', coalesce(c.reason_id::text, '')),
    ('brand', coalesce(c.brand_id::text, '')),
    ('channel_team', coalesce(c.channel, '') || '/' || coalesce(c.team_id::text, '')),
    ('reason_channel', ${byReason('c.channel')}), ('reason_team', ${byReason('c.team_id::text')}),
    ('reason_brand', ${byReason('c.brand_id::text')}),
    ('hour', CASE WHEN c.kind = ANY (${hourly}::text[]) THEN to_char(c.at AT TIME ZONE ${zone}, 'HH24') END)
  ) d(dim, key)
  WHERE d.key IS NOT NULL`;

/**
 * Adds changes (`sign` 1 or -1) to the daily sums. First by bucket, then all buckets of a day as one array.
 * `onConflict` is what happens to a day that has sums already.
 */
const addUp = (changes: string, zone: string, durations: string, hourly: string) => `
  INSERT INTO measure_day AS m (workspace_id, kind, dim, key, day, n, sum, left_out, buckets)
  SELECT $1, b.kind, b.dim, b.key, b.day, sum(b.n), sum(b.sum), sum(b.left_out),
    heed_buckets(array_agg(b.bucket) FILTER (WHERE b.bucket IS NOT NULL),
      array_agg(b.n::int) FILTER (WHERE b.bucket IS NOT NULL))
  FROM (
    SELECT c.kind, d.dim, d.key, c.day,
      CASE WHEN c.excluded IS NULL AND c.kind = ANY (${durations}::text[]) THEN heed_bucket(c.value) END AS bucket,
      sum(CASE WHEN c.excluded IS NULL THEN c.sign ELSE 0 END) AS n,
      sum(CASE WHEN c.excluded IS NULL THEN c.sign * coalesce(c.value, 0) ELSE 0 END) AS sum,
      sum(CASE WHEN c.excluded IS NULL THEN 0 ELSE c.sign END) AS left_out
    FROM (${changes}) c ${dimensions(zone, hourly)}
    GROUP BY 1, 2, 3, 4, 5) b
  GROUP BY b.kind, b.dim, b.key, b.day
  ON CONFLICT (workspace_id, kind, dim, key, day) DO UPDATE SET n = m.n + EXCLUDED.n, sum = m.sum + EXCLUDED.sum,
    left_out = m.left_out + EXCLUDED.left_out, buckets = heed_buckets_add(m.buckets, EXCLUDED.buckets)`;

/**
 * Counts subjects again: their facts become what the source says now, and the daily sums change by the difference.
 * One statement; both are true together or neither is.
 */
export async function recount(tx: Tx, place: Place, source: FactSource, subjectIds: readonly Id[]): Promise<void> {
  await tx.rows(
    {
      name: `measures_recount_${source.name}_${source.version}`,
      text: `WITH ${fresh(source)},
        old AS MATERIALIZED (SELECT ${columns} FROM fact
          WHERE workspace_id = $1 AND subject_id = ANY ($2::uuid[]) AND kind = ANY ($4::text[])),
        added AS MATERIALIZED (SELECT ${columns} FROM fresh EXCEPT SELECT ${columns} FROM old),
        removed AS MATERIALIZED (SELECT ${columns} FROM old EXCEPT SELECT ${columns} FROM fresh),
        lost AS (SELECT subject_id, kind, ordinal FROM removed EXCEPT SELECT subject_id, kind, ordinal FROM fresh),
        gone AS (DELETE FROM fact f USING lost l WHERE f.workspace_id = $1 AND ${key('f', 'l')}),
        put AS (INSERT INTO fact (workspace_id, ${columns}) SELECT $1, ${columns} FROM added
          ON CONFLICT (workspace_id, subject_id, kind, ordinal) DO UPDATE SET at = EXCLUDED.at, day = EXCLUDED.day,
            value = EXCLUDED.value, channel = EXCLUDED.channel, team_id = EXCLUDED.team_id,
            person_id = EXCLUDED.person_id, reason_id = EXCLUDED.reason_id, brand_id = EXCLUDED.brand_id,
            excluded = EXCLUDED.excluded)
        ${addUp('SELECT 1 AS sign, * FROM added UNION ALL SELECT -1, * FROM removed', '$3', '$5', '$6')}`,
    },
    [place.workspaceId, subjectIds, place.timeZone, source.kinds, source.durations, source.hourly ?? []],
  );
}

/** Writes the facts of subjects that have none yet, without adding them up: the first half of a count of everything. */
export async function countFirst(tx: Tx, place: Place, source: FactSource, subjectIds: readonly Id[]): Promise<void> {
  await tx.rows(
    {
      name: `measures_first_${source.name}_${source.version}`,
      text: `WITH ${fresh(source)} INSERT INTO fact (workspace_id, ${columns}) SELECT $1, ${columns} FROM fresh`,
    },
    [place.workspaceId, subjectIds, place.timeZone],
  );
}

/** The first day after `day` on which facts of the source happened, or undefined: nothing is left to be added up. */
export async function nextDay(tx: Tx, place: Place, source: FactSource, day: string | null): Promise<string | null> {
  const row = await tx.first<{ day: string | null }>(
    {
      name: 'measures_next_day',
      text: `SELECT min(f.day)::text AS day FROM unnest($2::text[]) AS k CROSS JOIN LATERAL (
          SELECT day FROM fact WHERE workspace_id = $1 AND kind = k
            AND at >= coalesce(($3::date + 1)::timestamp AT TIME ZONE $4, '-infinity') ORDER BY at LIMIT 1) f`,
    },
    [place.workspaceId, source.kinds, day, place.timeZone],
  );
  return row?.day ?? null;
}

/** Adds up all facts of one day, kind by kind so that no statement takes long. The day must have no sums yet. */
export async function addUpDay(tx: Tx, place: Place, source: FactSource, day: string): Promise<void> {
  for (const kind of source.kinds) {
    await tx.rows(
      {
        name: 'measures_add_up_day',
        text: addUp(
          `SELECT 1 AS sign, * FROM fact WHERE workspace_id = $1 AND kind = $2
             AND at >= $3::date::timestamp AT TIME ZONE $4 AND at < ($3::date + 1)::timestamp AT TIME ZONE $4`,
          '$4',
          '$5',
          '$6',
        ),
      },
      [place.workspaceId, kind, day, place.timeZone, source.durations, source.hourly ?? []],
    );
  }
}

/** Takes away some facts of the source and, with the last of them, its sums. True when nothing is left. */
export async function clearSome(tx: Tx, place: Place, source: FactSource): Promise<boolean> {
  const gone = await tx.first<{ gone: number }>(
    {
      name: 'measures_clear',
      text: `WITH gone AS (DELETE FROM fact WHERE workspace_id = $1 AND (subject_id, kind, ordinal) IN (
          SELECT subject_id, kind, ordinal FROM fact WHERE workspace_id = $1 AND kind = ANY ($2::text[]) LIMIT $3)
        RETURNING 1) SELECT count(*)::int AS gone FROM gone`,
    },
    [place.workspaceId, source.kinds, clearedAtOnce],
  );
  if ((gone?.gone ?? 0) === clearedAtOnce) return false;
  await tx.rows(
    {
      name: 'measures_clear_days',
      text: 'DELETE FROM measure_day WHERE workspace_id = $1 AND kind = ANY ($2::text[])',
    },
    [place.workspaceId, source.kinds],
  );
  return true;
}
const clearedAtOnce = 20_000;

/** A workspace and the time zone of its days. */
export interface Place {
  workspaceId: Id;
  timeZone: string;
}
