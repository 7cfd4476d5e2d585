-- Measures: facts that capabilities contribute, and their sums by day. All of it is derived from business rows and the
-- event log and can be counted anew at any time, so nothing here has a foreign key: one would lock a parent row for
-- each of millions of facts. Only the follower (foundation/measures) writes.
CREATE TABLE measure_cursor (
  workspace_id uuid NOT NULL REFERENCES workspace,
  source text NOT NULL CHECK (length(source) <= 80),
  -- Of the source's formulas; another number than the code's means counting everything anew.
  version int NOT NULL,
  -- Up to this event of the log everything is in the facts.
  seq bigint NOT NULL,
  phase text NOT NULL CHECK (phase IN ('clearing', 'counting', 'adding', 'following')),
  -- How far the phase has come: the last subject counted, the last day added up.
  counted_after uuid,
  added_day date,
  counted bigint NOT NULL DEFAULT 0,
  as_of timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, source)
);
CALL heed_protect('measure_cursor');

-- One thing that happened and is counted. Durations are milliseconds, shares 1 or 0; whole numbers, so that sums are
-- exact in whatever order they are made. `excluded` says why a fact is left out of the measure.
CREATE TABLE fact (
  workspace_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  kind text NOT NULL CHECK (length(kind) <= 60),
  ordinal int NOT NULL DEFAULT 0,
  at timestamptz NOT NULL,
  -- Of `at` in the workspace's time zone.
  day date NOT NULL,
  value bigint,
  channel text CHECK (length(channel) <= 40),
  team_id uuid,
  person_id uuid,
  reason_id uuid,
  excluded text CHECK (length(excluded) <= 40),
  PRIMARY KEY (workspace_id, subject_id, kind, ordinal)
);
CREATE INDEX fact_kind ON fact (workspace_id, kind, at, subject_id, ordinal);
CALL heed_protect('fact');

-- The facts of a day added up, once for all of them (dim 'all') and once for each value of each dimension.
CREATE TABLE measure_day (
  workspace_id uuid NOT NULL,
  kind text NOT NULL CHECK (length(kind) <= 60),
  dim text NOT NULL CHECK (dim IN ('all', 'channel', 'team', 'person', 'reason', 'channel_team', 'hour')),
  key text NOT NULL CHECK (length(key) <= 80),
  day date NOT NULL,
  n int NOT NULL,
  sum bigint NOT NULL,
  left_out int NOT NULL,
  -- How many values lie in each bucket of heed_bucket, from bucket 0 on.
  buckets int[],
  PRIMARY KEY (workspace_id, kind, dim, key, day)
);
CALL heed_protect('measure_day');

-- The bucket of a value, from 1: each is 2 % wider than the one before, so that its middle (measured as a ratio) is
-- off by less than 1 %. server/statistics.ts reads them back.
CREATE FUNCTION heed_bucket(value bigint) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT 1 + floor(ln(greatest(value, 1)::float8) / ln(1.02::float8))::int $$;

-- Counts from bucket 1 on, from how many there are in which.
CREATE FUNCTION heed_buckets(at int[], counts int[]) RETURNS int[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  result int[];
BEGIN
  IF at IS NULL THEN RETURN NULL; END IF;
  result := array_fill(0, ARRAY[(SELECT max(a) FROM unnest(at) AS a)]);
  FOR i IN 1 .. cardinality(at) LOOP
    result[at[i]] := result[at[i]] + counts[i];
  END LOOP;
  RETURN result;
END $$;
CREATE FUNCTION heed_buckets_add(one int[], other int[]) RETURNS int[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN one IS NULL THEN other WHEN other IS NULL THEN one ELSE
    ARRAY(SELECT coalesce(a, 0) + coalesce(b, 0) FROM unnest(one, other) WITH ORDINALITY AS u(a, b, i) ORDER BY i) END
$$;

-- Sources that have not come to the end of their log, over all workspaces, so that the follower asks once instead of
-- entering each. Runs as owner: the belt would hide the others.
CREATE FUNCTION heed_measures_behind(sources text[], versions int[]) RETURNS TABLE (
  workspace_id uuid, time_zone text, source text
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT w.id, w.time_zone, s.source
  FROM workspace w JOIN workspace_stream h ON h.workspace_id = w.id
  CROSS JOIN unnest(sources, versions) AS s(source, version)
  LEFT JOIN measure_cursor c ON c.workspace_id = w.id AND c.source = s.source
  WHERE c.source IS NULL OR c.version <> s.version OR c.phase <> 'following' OR c.seq < h.head
  ORDER BY w.created_at, w.id, s.source
$$;
REVOKE ALL ON FUNCTION heed_measures_behind(text[], int[]) FROM public;
GRANT EXECUTE ON FUNCTION heed_measures_behind(text[], int[]) TO heed_app;
