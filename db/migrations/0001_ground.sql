-- The ground: workspaces, accounts, sessions, the event log and what the kernel needs. Ground tables are not under
-- row-level security because they are read before a workspace is known; every business table is (heed_protect).

CREATE FUNCTION heed_workspace() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('heed.workspace', true), '')::uuid $$;
-- The one clock of everything that is stored. Tests and the demo shift it for a transaction; nobody else does.
CREATE FUNCTION heed_now() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('heed.now', true), '')::timestamptz, clock_timestamp()) $$;
CREATE FUNCTION heed_customer() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('heed.customer', true), '')::uuid $$;

-- A table whose foreign keys lead to a parent of the same workspace has none to the workspace itself: the parent's holds,
-- and a second one would lock the one workspace row in every write.

-- Puts a table under the belt: rows of other workspaces do not exist, and customers see nothing of it unless
-- customer_rule (an SQL condition that may use heed_customer()) says otherwise.
CREATE PROCEDURE heed_protect(target regclass, customer_rule text DEFAULT 'false') LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY workspace ON %s USING (workspace_id = (SELECT heed_workspace()))', target);
  EXECUTE format('CREATE POLICY customer ON %s AS RESTRICTIVE USING ((SELECT heed_customer()) IS NULL OR (%s))',
    target, customer_rule);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO heed_app', target);
END $$;

CREATE TABLE workspace (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  kind text NOT NULL CHECK (kind IN ('live', 'practice')),
  live_id uuid REFERENCES workspace,
  time_zone text NOT NULL CHECK (length(time_zone) <= 64),
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  CHECK ((kind = 'practice') = (live_id IS NOT NULL))
);

-- One row per workspace; its lock, taken last in every transaction, orders the log without gaps.
CREATE TABLE workspace_stream (
  workspace_id uuid PRIMARY KEY REFERENCES workspace,
  head bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 10);

CREATE TABLE account (
  id uuid PRIMARY KEY,
  email text NOT NULL UNIQUE CHECK (email = lower(email) AND length(email) <= 254),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  created_at timestamptz NOT NULL DEFAULT heed_now()
);

CREATE TABLE credential (
  account_id uuid NOT NULL REFERENCES account,
  kind text NOT NULL CHECK (kind IN ('passphrase')),
  secret text NOT NULL CHECK (length(secret) <= 500),
  changed_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (account_id, kind)
);

CREATE TABLE session (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE,
  account_id uuid NOT NULL REFERENCES account,
  workspace_id uuid NOT NULL REFERENCES workspace,
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  seen_at timestamptz NOT NULL DEFAULT heed_now(),
  proved_at timestamptz NOT NULL DEFAULT heed_now(),
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  agent text NOT NULL DEFAULT '' CHECK (length(agent) <= 200)
);
CREATE INDEX session_account ON session (account_id) WHERE ended_at IS NULL;

CREATE TABLE one_time_link (
  token_hash bytea PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('set_up', 'invitation', 'reset')),
  workspace_id uuid REFERENCES workspace,
  account_id uuid REFERENCES account,
  invitation_id uuid,
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX one_time_link_invitation ON one_time_link (invitation_id) WHERE invitation_id IS NOT NULL;

-- Public keys by which the outside names a workspace (the widget's); the settings behind them are business rows.
CREATE TABLE key (
  public_key text PRIMARY KEY CHECK (length(public_key) <= 80),
  workspace_id uuid NOT NULL REFERENCES workspace,
  kind text NOT NULL CHECK (kind IN ('widget')),
  ref uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  retired_at timestamptz
);

CREATE TABLE deadline (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (length(kind) <= 80),
  ref uuid NOT NULL,
  due_at timestamptz NOT NULL,
  fired_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, kind, ref)
);
CREATE INDEX deadline_due ON deadline (due_at) WHERE fired_at IS NULL;

-- Token buckets that all processes share. Losing them in a crash only forgives.
CREATE UNLOGGED TABLE rate (
  key text PRIMARY KEY CHECK (length(key) <= 200),
  tokens double precision NOT NULL,
  at timestamptz NOT NULL
);

-- Job workers and when they were last known to live; the jobs of one that is gone are taken from it.
CREATE TABLE job_worker (
  id text PRIMARY KEY CHECK (length(id) <= 80),
  seen_at timestamptz NOT NULL
);

-- Countings that every workspace has of its own, for references such as H-8317: one sequence each, so that nobody
-- waits for another's commit. A write that is refused leaves a gap.
CREATE SCHEMA counting;
CREATE TABLE counter (
  name text PRIMARY KEY CHECK (name ~ '^[a-z_]{1,20}$')
);
-- Runs as owner: the application may use a sequence, not make one.
CREATE FUNCTION heed_open_counting(workspace_id uuid, name text) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  EXECUTE format('CREATE SEQUENCE counting.%I START 1001', name || '_' || workspace_id);
  EXECUTE format('GRANT USAGE ON SEQUENCE counting.%I TO heed_app', name || '_' || workspace_id);
END $$;
CREATE FUNCTION heed_open_countings() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM heed_open_counting(NEW.id, c.name) FROM counter c;
  RETURN NULL;
END $$;
CREATE TRIGGER countings AFTER INSERT ON workspace FOR EACH ROW EXECUTE FUNCTION heed_open_countings();
REVOKE ALL ON FUNCTION heed_open_counting(uuid, text), heed_open_countings() FROM public;
-- A new counting, in every workspace that is there or comes.
CREATE PROCEDURE heed_count(counted text) LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO counter VALUES (counted);
  PERFORM heed_open_counting(w.id, counted) FROM workspace w;
END $$;
-- The next number of the workspace's own counting.
CREATE FUNCTION heed_next(counted text) RETURNS bigint LANGUAGE sql VOLATILE
  AS $$ SELECT nextval(format('counting.%I', counted || '_' || heed_workspace())::regclass) $$;
GRANT USAGE ON SCHEMA counting TO heed_app;

GRANT SELECT, INSERT, UPDATE ON workspace, workspace_stream, account, credential, session, one_time_link, key TO heed_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON deadline, rate, job_worker TO heed_app;
GRANT DELETE ON session, one_time_link TO heed_app;

-- Events and finished writes name their workspace without a foreign key: they are written by heed_flush alone, under
-- the belt and right after that workspace's own stream row was updated, so it exists. A key would lock the one
-- workspace row in every write, which under load costs PostgreSQL more than the write itself.
CREATE TABLE event (
  workspace_id uuid NOT NULL,
  seq bigint NOT NULL,
  type text NOT NULL CHECK (length(type) <= 80),
  at timestamptz NOT NULL DEFAULT heed_now(),
  audience text NOT NULL CHECK (audience IN ('staff', 'customer')),
  actor_kind text NOT NULL CHECK (actor_kind IN ('person', 'customer', 'system', 'nobody')),
  actor_id uuid,
  on_behalf_of uuid,
  customer_id uuid,
  request_id uuid NOT NULL,
  cause_seq bigint,
  reason text CHECK (length(reason) <= 2000),
  subjects text[] NOT NULL,
  data jsonb NOT NULL,
  PRIMARY KEY (workspace_id, seq)
);
CREATE INDEX event_customer ON event (workspace_id, customer_id, seq DESC) WHERE customer_id IS NOT NULL;
ALTER TABLE event ENABLE ROW LEVEL SECURITY;
CREATE POLICY workspace ON event USING (workspace_id = (SELECT heed_workspace()));
CREATE POLICY staff_reads ON event AS RESTRICTIVE FOR SELECT USING ((SELECT heed_customer()) IS NULL);
GRANT SELECT, INSERT ON event TO heed_app;

-- Keys of finished writes, for ever: a repeat gets the first result, the same key with another input is refused.
CREATE TABLE finished_write (
  workspace_id uuid NOT NULL,
  key uuid NOT NULL,
  command text NOT NULL CHECK (length(command) <= 80),
  actor_id uuid,
  input_hash bytea NOT NULL,
  output jsonb NOT NULL,
  at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, key)
);
ALTER TABLE finished_write ENABLE ROW LEVEL SECURITY;
CREATE POLICY workspace ON finished_write USING (workspace_id = (SELECT heed_workspace()));
GRANT SELECT, INSERT ON finished_write TO heed_app;

-- The last statement of every command, one round trip together with COMMIT: takes the stream's lock, numbers and
-- inserts the events, remembers the key, queues the jobs. Returns the new head.
CREATE FUNCTION heed_flush(events jsonb, finished jsonb, jobs jsonb) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  ws uuid := heed_workspace();
  base bigint;
  job jsonb;
BEGIN
  UPDATE workspace_stream SET head = head + jsonb_array_length(events)
    WHERE workspace_id = ws RETURNING head - jsonb_array_length(events) INTO base;
  INSERT INTO event (workspace_id, seq, type, audience, actor_kind, actor_id, on_behalf_of, customer_id, request_id,
      cause_seq, reason, subjects, data)
    SELECT ws, base + e.ordinality, e.value->>'type', e.value->>'audience', e.value->>'actorKind',
      (e.value->>'actorId')::uuid, (e.value->>'onBehalfOf')::uuid, (e.value->>'customerId')::uuid,
      (e.value->>'requestId')::uuid, (e.value->>'causeSeq')::bigint, e.value->>'reason',
      ARRAY(SELECT jsonb_array_elements_text(e.value->'subjects')), e.value->'data'
    FROM jsonb_array_elements(events) WITH ORDINALITY AS e;
  IF finished IS NOT NULL THEN
    INSERT INTO finished_write (workspace_id, key, command, actor_id, input_hash, output)
      VALUES (ws, (finished->>'key')::uuid, finished->>'command', (finished->>'actorId')::uuid,
        decode(finished->>'inputHash', 'hex'), finished->'output');
  END IF;
  FOR job IN SELECT jsonb_array_elements(jobs) LOOP
    PERFORM graphile_worker.add_job(job->>'task', (job->'payload')::json, job_key := job->>'key');
  END LOOP;
  RETURN base + jsonb_array_length(events);
END $$;

-- One token of a bucket that refills evenly; false when it is empty. Names the seconds until the next token.
CREATE FUNCTION heed_take(bucket text, size double precision, refill_s double precision, OUT allowed boolean, OUT wait_s int)
LANGUAGE plpgsql AS $$
DECLARE
  left_over double precision;
BEGIN
  INSERT INTO rate AS r (key, tokens, at) VALUES (bucket, size - 1, heed_now())
    ON CONFLICT (key) DO UPDATE SET
      tokens = least(size, r.tokens + extract(epoch FROM heed_now() - r.at) / refill_s) - 1,
      at = heed_now()
      RETURNING tokens INTO left_over;
  allowed := left_over >= 0;
  wait_s := CASE WHEN allowed THEN 0 ELSE ceil(-left_over * refill_s) END;
  -- A refused try costs nothing, so that the wait does not grow with every try.
  IF NOT allowed THEN UPDATE rate SET tokens = left_over + 1 WHERE key = bucket; END IF;
END $$;
