-- Promises: what is owed to whom by when. A clock keeps the target and the version of the calendar with which it
-- started; what happens to it is appended and never changed.
CREATE TABLE calendar (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  retired_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX calendar_name ON calendar (workspace_id, lower(name)) WHERE retired_at IS NULL;
CALL heed_protect('calendar');

CREATE TABLE calendar_version (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  calendar_id uuid NOT NULL,
  number int NOT NULL CHECK (number >= 1),
  rules jsonb NOT NULL CHECK (length(rules::text) <= 200000),
  time_zone text NOT NULL CHECK (length(time_zone) <= 64),
  -- The edition of the world's time zones by which due times were reckoned when it was made.
  tz_version text NOT NULL CHECK (length(tz_version) <= 20),
  reason text CHECK (length(reason) <= 500),
  created_by uuid REFERENCES account,
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, calendar_id, number),
  FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendar (workspace_id, id)
);
CALL heed_protect('calendar_version');
REVOKE UPDATE, DELETE ON calendar_version FROM heed_app;

-- Flat and effective-dated: the most specific row in force when a clock starts wins. Rows end, they never go.
CREATE TABLE target (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  measure text NOT NULL CHECK (length(measure) <= 40),
  channel text CHECK (length(channel) <= 40),
  team_id uuid,
  minutes int NOT NULL CHECK (minutes BETWEEN 1 AND 525600),
  calendar_id uuid,
  warn_percent int NOT NULL CHECK (warn_percent BETWEEN 1 AND 99),
  effective_from timestamptz NOT NULL,
  effective_until timestamptz CHECK (effective_until >= effective_from),
  clause_ref text CHECK (length(clause_ref) <= 80),
  created_by uuid REFERENCES account,
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id),
  FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendar (workspace_id, id)
);
CREATE INDEX target_measure ON target (workspace_id, measure, effective_from);
-- One target at a time for the same measure, channel and team.
CREATE UNIQUE INDEX target_scope ON target (workspace_id, measure, coalesce(channel, ''),
  coalesce(team_id, '00000000-0000-0000-0000-000000000000')) WHERE effective_until IS NULL;
CALL heed_protect('target');
REVOKE DELETE ON target FROM heed_app;

-- Subjects are of any capability, so they have no foreign key. Owner, team, target and the calendar's version have none
-- either: none of them can be deleted, they are looked up before they are written here, and thousands of clocks that
-- start at once would all lock the same rows of theirs.
CREATE TABLE promise (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  measure text NOT NULL CHECK (length(measure) <= 40),
  subject_kind text NOT NULL CHECK (length(subject_kind) <= 40),
  subject_id uuid NOT NULL,
  customer_id uuid,
  owner_id uuid,
  team_id uuid,
  role text CHECK (length(role) <= 40),
  raised_to text CHECK (length(raised_to) <= 40),
  words text CHECK (length(words) BETWEEN 1 AND 500),
  phone text CHECK (length(phone) <= 40),
  state text NOT NULL CHECK (state IN ('running', 'paused', 'broken', 'kept', 'kept_late', 'waived')),
  started_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  warn_at timestamptz,
  warned_at timestamptz,
  broken_at timestamptz,
  ended_at timestamptz,
  -- The last word from us that a rule of silence counts from; it does not move the clock until that fires.
  touched_at timestamptz,
  paused_at timestamptz,
  paused_for text CHECK (length(paused_for) <= 500),
  -- Pauses that are over: from, to, from, to …
  pauses timestamptz[] NOT NULL DEFAULT '{}',
  minutes int CHECK (minutes >= 1),
  warn_percent int CHECK (warn_percent BETWEEN 1 AND 99),
  target_id uuid,
  calendar_version_id uuid,
  clause_ref text CHECK (length(clause_ref) <= 80),
  entries int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  CHECK ((state = 'paused') = (paused_at IS NOT NULL)),
  CHECK ((state IN ('kept', 'kept_late', 'waived')) = (ended_at IS NOT NULL)),
  CHECK (state NOT IN ('broken', 'kept_late') OR broken_at IS NOT NULL)
) WITH (fillfactor = 85);
-- What is open has not ended; its state is in no index, so a pause moves no index entry.
CREATE INDEX promise_open ON promise (workspace_id, subject_id) WHERE ended_at IS NULL;
CREATE INDEX promise_subject ON promise (workspace_id, subject_id, measure, ended_at DESC) WHERE ended_at IS NOT NULL;
CREATE INDEX promise_due ON promise (workspace_id, due_at, id) WHERE ended_at IS NULL;
CREATE INDEX promise_owner ON promise (workspace_id, owner_id, due_at, id) WHERE ended_at IS NULL AND owner_id IS NOT NULL;
CREATE INDEX promise_team ON promise (workspace_id, team_id, due_at, id) WHERE ended_at IS NULL AND team_id IS NOT NULL;
CREATE INDEX promise_raised ON promise (workspace_id, due_at, id) WHERE ended_at IS NULL AND raised_to IS NOT NULL;
CREATE INDEX promise_kept_late ON promise (workspace_id, due_at, id) WHERE state = 'kept_late';
CREATE INDEX promise_kept_late_owner ON promise (workspace_id, owner_id, due_at, id) WHERE state = 'kept_late';
CREATE INDEX promise_measure ON promise (workspace_id, measure, started_at);
-- A customer's own writes move the clocks of their conversation; what colleagues noted is not theirs to see.
CALL heed_protect('promise', 'customer_id = (SELECT heed_customer()) AND words IS NULL');
REVOKE DELETE ON promise FROM heed_app;

CREATE TABLE promise_entry (
  workspace_id uuid NOT NULL,
  promise_id uuid NOT NULL,
  number int NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('started', 'paused', 'resumed', 'warned', 'broken', 'kept', 'waived', 'moved',
    'reopened', 'reassigned')),
  reason text CHECK (length(reason) <= 500),
  actor_id uuid,
  due_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, promise_id, number),
  FOREIGN KEY (workspace_id, promise_id) REFERENCES promise (workspace_id, id)
);
ALTER TABLE promise_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY workspace ON promise_entry USING (workspace_id = (SELECT heed_workspace()));
CREATE POLICY staff_reads ON promise_entry AS RESTRICTIVE FOR SELECT USING ((SELECT heed_customer()) IS NULL);
GRANT SELECT, INSERT ON promise_entry TO heed_app;

-- With which edition of the world's time zones the running clocks of a workspace were reckoned last.
CREATE TABLE tz_update (
  workspace_id uuid NOT NULL REFERENCES workspace,
  tz_version text NOT NULL CHECK (length(tz_version) <= 20),
  moved int NOT NULL,
  at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, tz_version)
);
CALL heed_protect('tz_update');
REVOKE UPDATE, DELETE ON tz_update FROM heed_app;

-- The target by which a clock starts at this moment, and the newest version of its calendar. Runs as owner: a
-- customer's own write starts clocks, but targets are none of theirs to read.
CREATE FUNCTION heed_target(of_measure text, of_channel text, of_team uuid, moment timestamptz) RETURNS TABLE (
  target_id uuid, minutes int, warn_percent int, clause_ref text, calendar_version_id uuid
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN QUERY SELECT t.id, t.minutes, t.warn_percent, t.clause_ref,
      (SELECT v.id FROM calendar_version v WHERE v.workspace_id = t.workspace_id AND v.calendar_id = t.calendar_id
       ORDER BY v.number DESC LIMIT 1)
    FROM target t
    WHERE t.workspace_id = heed_workspace() AND t.measure = of_measure
      AND (t.channel IS NULL OR t.channel = of_channel) AND (t.team_id IS NULL OR t.team_id = of_team)
      AND t.effective_from <= moment AND (t.effective_until IS NULL OR t.effective_until > moment)
    ORDER BY (t.team_id IS NOT NULL)::int * 2 + (t.channel IS NOT NULL)::int DESC, t.effective_from DESC LIMIT 1;
END $$;
-- The rules of one version, for the same reason.
CREATE FUNCTION heed_calendar_rules(version_id uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT v.rules FROM calendar_version v WHERE v.workspace_id = heed_workspace() AND v.id = version_id
$$;
REVOKE ALL ON FUNCTION heed_target(text, text, uuid, timestamptz), heed_calendar_rules(uuid) FROM public;
GRANT EXECUTE ON FUNCTION heed_target(text, text, uuid, timestamptz), heed_calendar_rules(uuid) TO heed_app;

-- The hot path of every message, one call: ends, pauses or touches the open promises of a subject, appends what
-- happened, takes their deadlines away, and names the targets by which new ones start. What needs the calendar (`resume`,
-- `reopen`) is locked and left to the caller. Its plans are kept: planning them for every message would cost more than
-- all the rest. `measures` and the arrays beside it say what each measure does; rows come for what is open or starts.
--
-- Promises are locked before deadlines, and only deadlines that are free; whoever fires deadlines holds them and skips
-- promises that are locked. So the two never wait for each other.
CREATE FUNCTION heed_report(subject uuid, measures text[], effects text[], starts boolean[], reopens boolean[],
  follows boolean[], at_given timestamptz, doer uuid, owner uuid, team uuid, of_channel text, why_paused text,
  why_waived text)
RETURNS TABLE (asked text, moment timestamptz, was text, act text, breaks boolean, p promise, to_minutes int,
  to_warn_percent int, to_target_id uuid, to_clause_ref text, to_calendar_version_id uuid)
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  ws uuid := heed_workspace();
  found_open promise;
  stays_open text[] := '{}';
  i int;
BEGIN
  moment := coalesce(at_given, heed_now());
  FOR found_open IN SELECT * FROM promise q WHERE q.workspace_id = ws AND q.subject_id = subject AND q.ended_at IS NULL LOOP
    p := found_open;
    i := array_position(measures, p.measure);
    CONTINUE WHEN i IS NULL;
    asked := p.measure;
    -- Another look when a deadline fired or somebody waived it in between.
    FOR look IN 1 .. 2 LOOP
      was := p.state;
      act := CASE
        WHEN p.ended_at IS NOT NULL THEN NULL
        WHEN effects[i] IN ('keep', 'waive') THEN effects[i]
        WHEN effects[i] = 'touch' THEN CASE was WHEN 'broken' THEN 'keep' ELSE 'touch' END
        WHEN effects[i] = 'pause' AND was = 'running' THEN 'pause'
        WHEN effects[i] = 'resume' AND was = 'paused' THEN 'resume'
        WHEN effects[i] = 'hand_over' AND p.team_id IS DISTINCT FROM team THEN 'waive'
        WHEN follows[i] AND (p.owner_id IS DISTINCT FROM owner OR p.team_id IS DISTINCT FROM team) THEN 'follow' END;
      breaks := act IN ('keep', 'waive', 'pause') AND was = 'running' AND p.due_at < moment;
      EXIT WHEN act IS NULL;
      IF act = 'resume' THEN
        SELECT * INTO p FROM promise q WHERE q.workspace_id = ws AND q.id = found_open.id FOR UPDATE;
        EXIT WHEN p.state = was;
      ELSE
        UPDATE promise q SET
          state = CASE
            WHEN act = 'keep' THEN CASE WHEN breaks OR q.broken_at IS NOT NULL THEN 'kept_late' ELSE 'kept' END
            WHEN act = 'waive' THEN 'waived'
            WHEN breaks THEN 'broken'
            WHEN act = 'pause' THEN 'paused'
            ELSE q.state END,
          broken_at = CASE WHEN breaks THEN q.due_at ELSE q.broken_at END,
          raised_to = CASE WHEN breaks THEN 'lead' ELSE q.raised_to END,
          ended_at = CASE WHEN act IN ('keep', 'waive') THEN moment END,
          pauses = CASE WHEN act IN ('keep', 'waive') AND q.paused_at IS NOT NULL
            THEN q.pauses || ARRAY[q.paused_at, moment] ELSE q.pauses END,
          paused_at = CASE WHEN act = 'pause' AND NOT breaks THEN moment
            WHEN act IN ('keep', 'waive') THEN NULL ELSE q.paused_at END,
          paused_for = CASE WHEN act = 'pause' AND NOT breaks THEN why_paused
            WHEN act IN ('keep', 'waive') THEN NULL ELSE q.paused_for END,
          touched_at = CASE WHEN act = 'touch' THEN moment ELSE q.touched_at END,
          owner_id = CASE WHEN follows[i] THEN owner ELSE q.owner_id END,
          team_id = CASE WHEN follows[i] AND effects[i] <> 'hand_over' THEN team ELSE q.team_id END,
          entries = q.entries + CASE WHEN act IN ('touch', 'follow') THEN 0
            WHEN breaks AND act <> 'pause' THEN 2 ELSE 1 END
        WHERE q.workspace_id = ws AND q.id = found_open.id AND q.state = was AND q.due_at = found_open.due_at
        RETURNING q.* INTO p;
        EXIT WHEN FOUND;
        SELECT * INTO found_open FROM promise q WHERE q.workspace_id = ws AND q.id = found_open.id FOR UPDATE;
        p := found_open;
      END IF;
    END LOOP;
    IF breaks THEN
      INSERT INTO promise_entry (workspace_id, promise_id, number, at, kind, actor_id, due_at)
      VALUES (ws, p.id, p.entries - CASE act WHEN 'pause' THEN 0 ELSE 1 END, p.due_at, 'broken', doer, p.due_at);
    END IF;
    IF act IN ('keep', 'waive') OR act = 'pause' AND NOT breaks THEN
      INSERT INTO promise_entry (workspace_id, promise_id, number, at, kind, reason, actor_id, due_at)
      VALUES (ws, p.id, p.entries, moment, CASE act WHEN 'keep' THEN 'kept' WHEN 'waive' THEN 'waived' ELSE 'paused' END,
        CASE WHEN act = 'pause' THEN why_paused WHEN act = 'waive' AND effects[i] = 'hand_over'
          THEN 'another team has it now' WHEN act = 'waive' THEN why_waived END, doer, p.due_at);
    END IF;
    IF was = 'running' AND p.state <> 'running' THEN
      DELETE FROM deadline d WHERE d.workspace_id = ws AND d.id = (SELECT e.id FROM deadline e
        WHERE e.workspace_id = ws AND e.kind = 'promise' AND e.ref = p.id FOR UPDATE SKIP LOCKED);
    END IF;
    IF p.ended_at IS NULL THEN stays_open := stays_open || asked; END IF;
    IF act IS NULL THEN p := NULL; END IF;
    RETURN NEXT;
  END LOOP;
  breaks := false;
  FOR i IN 1 .. cardinality(measures) LOOP
    CONTINUE WHEN NOT (starts[i] OR reopens[i]) OR measures[i] = ANY (stays_open);
    asked := measures[i];
    p := NULL;
    act := NULL;
    was := NULL;
    IF reopens[i] THEN
      SELECT * INTO p FROM promise q WHERE q.workspace_id = ws AND q.subject_id = subject AND q.measure = asked
        AND q.ended_at IS NOT NULL ORDER BY q.ended_at DESC LIMIT 1 FOR UPDATE;
      was := p.state;
      IF was IN ('kept', 'kept_late') AND p.ended_at > moment - interval '7 days' THEN act := 'reopen'; END IF;
      IF act IS NULL THEN p := NULL; END IF;
    END IF;
    to_minutes := NULL;
    IF act IS NULL THEN
      SELECT t.minutes, t.warn_percent, t.target_id, t.clause_ref, t.calendar_version_id
        INTO to_minutes, to_warn_percent, to_target_id, to_clause_ref, to_calendar_version_id
        FROM heed_target(asked, of_channel, team, moment) t;
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;
