-- The chain over the log of events, and its signed heads. The write path knows nothing of it: events are sealed
-- afterwards, in the order of their numbers, by a job and by `heed verify`.

-- One link: up to a thousand events. `digests` holds 32 bytes for each of them, in order: the SHA-256 of all its columns
-- in the form that `form` names (platform/audit/server/canonical.ts). `hash` is the SHA-256 of the hash before and of
-- the digests. No foreign key: the log has none either, and for the same reason.
CREATE TABLE event_seal (
  workspace_id uuid NOT NULL,
  first_seq bigint NOT NULL CHECK (first_seq >= 1),
  last_seq bigint NOT NULL,
  form smallint NOT NULL,
  digests bytea NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32),
  sealed_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, first_seq),
  CHECK (length(digests) = 32 * (last_seq - first_seq + 1))
);
-- Digests look like chance; to squeeze them would only cost time.
ALTER TABLE event_seal ALTER COLUMN digests SET STORAGE EXTERNAL;

-- How far the chain had come when a day of the workspace ended, signed with a key that the database does not hold.
CREATE TABLE event_head (
  workspace_id uuid NOT NULL,
  day date NOT NULL,
  last_seq bigint NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32),
  public_key bytea NOT NULL CHECK (length(public_key) = 32),
  signature bytea NOT NULL CHECK (length(signature) = 64),
  signed_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, day)
);

CALL heed_protect('event_seal');
CALL heed_protect('event_head');
REVOKE UPDATE, DELETE ON event_seal, event_head FROM heed_app;

-- Workspaces with events that are not sealed. Runs as owner: the belt would hide all but one.
CREATE FUNCTION heed_unsealed() RETURNS TABLE (workspace_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.workspace_id FROM workspace_stream s
  WHERE s.head > coalesce((SELECT x.last_seq FROM event_seal x WHERE x.workspace_id = s.workspace_id
    ORDER BY x.first_seq DESC LIMIT 1), 0)
$$;
-- Heads that are due: what was sealed when the last day of the workspace ended and is under no head yet.
CREATE FUNCTION heed_unsigned() RETURNS TABLE (workspace_id uuid, day text, last_seq bigint, hash bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT w.id, (t.today - 1)::text, s.last_seq, s.hash
  FROM workspace w
  CROSS JOIN LATERAL (SELECT (heed_now() AT TIME ZONE w.time_zone)::date AS today) t
  CROSS JOIN LATERAL (SELECT x.last_seq, x.hash FROM event_seal x
    WHERE x.workspace_id = w.id AND x.sealed_at < t.today::timestamp AT TIME ZONE w.time_zone
    ORDER BY x.first_seq DESC LIMIT 1) s
  WHERE NOT EXISTS (SELECT FROM event_head h WHERE h.workspace_id = w.id AND h.last_seq >= s.last_seq)
$$;
-- Keys by which heads of any workspace were signed: a process with another key does not begin a second series.
CREATE FUNCTION heed_signing_keys() RETURNS TABLE (public_key bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT h.public_key FROM event_head h
$$;
REVOKE ALL ON FUNCTION heed_unsealed(), heed_unsigned(), heed_signing_keys() FROM public;
GRANT EXECUTE ON FUNCTION heed_unsealed(), heed_unsigned(), heed_signing_keys() TO heed_app;

-- The number of the first event at or after a moment, found by halving: numbers follow time closely, but not to the
-- millisecond, so whoever asks looks a little further back and compares the instants.
CREATE FUNCTION heed_event_from(moment timestamptz) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
  low bigint := 1;
  high bigint;
  middle bigint;
  middle_at timestamptz;
BEGIN
  SELECT s.head + 1 INTO high FROM workspace_stream s WHERE s.workspace_id = heed_workspace();
  WHILE low < high LOOP
    middle := (low + high) / 2;
    SELECT e.at INTO middle_at FROM event e WHERE e.workspace_id = heed_workspace() AND e.seq = middle;
    IF middle_at >= moment THEN high := middle; ELSE low := middle + 1; END IF;
  END LOOP;
  RETURN low;
END $$;

-- Who took the log away as a file, of what, in which form; the file itself is made while it is handed out.
CREATE TABLE audit_export (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  role text NOT NULL CHECK (length(role) <= 20),
  format text NOT NULL CHECK (format IN ('csv', 'jsonl')),
  filter jsonb NOT NULL CHECK (jsonb_typeof(filter) = 'object' AND length(filter::text) <= 2000),
  -- Events after this one are not in the file.
  up_to bigint NOT NULL,
  made_at timestamptz NOT NULL DEFAULT heed_now(),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, account_id) REFERENCES membership (workspace_id, account_id)
);
CALL heed_protect('audit_export');
REVOKE UPDATE, DELETE ON audit_export FROM heed_app;
