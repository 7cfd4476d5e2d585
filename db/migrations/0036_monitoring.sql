-- Kept or not: what became of each promise and goal of a standard, what is done where it is missed, and what is told of it
-- outside.

-- Reasons by channel and by team as well. Rows that are there bear dimensions that were allowed before.
ALTER TABLE measure_day DROP CONSTRAINT measure_day_dim_check,
  ADD CONSTRAINT measure_day_dim_check CHECK (dim IN ('all', 'channel', 'team', 'person', 'reason', 'channel_team',
    'reason_channel', 'reason_team', 'hour')) NOT VALID;

-- The id of one line of a clause: the same in every version, as long as it is about the same thing for the same people.
-- A UUID of version 3, made from what it is about; server/goals.ts makes the same.
CREATE FUNCTION heed_goal(of_clause uuid, of_measure text, of_channel text, of_team uuid) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT overlay(overlay(md5(concat_ws('|', of_clause, of_measure, coalesce(of_channel, ''), coalesce(of_team::text, '')))
    PLACING '3' FROM 13) PLACING 'a' FROM 17)::uuid
$$;

-- Workspaces that have a standard in force, for the job that judges; runs as owner, the belt would hide the others.
CREATE FUNCTION heed_monitored() RETURNS TABLE (workspace_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT v.workspace_id FROM standard_version v WHERE v.state = 'published'
$$;
REVOKE ALL ON FUNCTION heed_monitored() FROM public;
GRANT EXECUTE ON FUNCTION heed_monitored() TO heed_app;

-- When an action is opened by itself, and what a broken promise leads to. Without a row: the defaults.
CREATE TABLE monitoring_settings (
  workspace_id uuid PRIMARY KEY REFERENCES workspace,
  is_on boolean NOT NULL DEFAULT true,
  missed_weeks int NOT NULL DEFAULT 2 CHECK (missed_weeks BETWEEN 1 AND 13),
  -- A week with fewer rows is not judged.
  smallest int NOT NULL DEFAULT 5 CHECK (smallest BETWEEN 1 AND 1000),
  due_days int NOT NULL DEFAULT 14 CHECK (due_days BETWEEN 1 AND 90),
  -- Minutes for the task that a broken promise leads to; null: none.
  breach_minutes int CHECK (breach_minutes BETWEEN 5 AND 10080),
  version int NOT NULL DEFAULT 1
);
CALL heed_protect('monitoring_settings');

CREATE TABLE service_issue (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('technology', 'resource')),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
  words text NOT NULL DEFAULT '' CHECK (length(words) <= 4000),
  began_at timestamptz NOT NULL,
  ended_at timestamptz CHECK (ended_at > began_at),
  -- What it affects.
  goal_ids uuid[] NOT NULL CHECK (cardinality(goal_ids) BETWEEN 1 AND 20),
  logged_by uuid NOT NULL REFERENCES account,
  logged_at timestamptz NOT NULL DEFAULT heed_now(),
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX service_issue_began ON service_issue (workspace_id, began_at DESC, id DESC);
CALL heed_protect('service_issue');
REVOKE DELETE ON service_issue FROM heed_app;

CREATE TABLE corrective_action (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  goal_id uuid NOT NULL,
  -- What was missed, as the standard called it when the action was opened.
  standard_id uuid NOT NULL,
  clause_id uuid NOT NULL,
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  -- By what it is measured and what it is to reach, whatever becomes of the clause.
  measure text NOT NULL CHECK (length(measure) <= 60),
  reason_id uuid,
  aims text NOT NULL CHECK (aims IN ('at_least', 'at_most')),
  goal float8 NOT NULL,
  -- Null: the rule opened it.
  opened_by uuid REFERENCES account,
  opened_at timestamptz NOT NULL DEFAULT heed_now(),
  missed_weeks int NOT NULL DEFAULT 0,
  issue_id uuid,
  owner_id uuid NOT NULL,
  due_at timestamptz NOT NULL,
  -- Of promises: who is told when it is late.
  promise_id uuid NOT NULL,
  cause text NOT NULL DEFAULT '' CHECK (length(cause) <= 2000),
  doing text NOT NULL DEFAULT '' CHECK (length(doing) <= 2000),
  -- From when on it is done, so from when on its effect is measured.
  done_on date,
  closed_at timestamptz,
  closed_by uuid REFERENCES account,
  is_effective boolean,
  conclusion text CHECK (length(conclusion) BETWEEN 3 AND 1000),
  -- Number, n and interval before and after, as they were measured when it was closed.
  effect jsonb CHECK (pg_column_size(effect) <= 4000),
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, standard_id) REFERENCES standard (workspace_id, id),
  FOREIGN KEY (workspace_id, issue_id) REFERENCES service_issue (workspace_id, id),
  -- Whatever a program does, nothing is closed whose effect was not measured.
  CHECK ((closed_at IS NULL) = (effect IS NULL)),
  CHECK (closed_at IS NULL OR (is_effective IS NOT NULL AND conclusion IS NOT NULL AND done_on IS NOT NULL))
);
CREATE UNIQUE INDEX corrective_action_open ON corrective_action (workspace_id, goal_id) WHERE closed_at IS NULL;
CREATE INDEX corrective_action_due ON corrective_action (workspace_id, due_at, id);
CREATE INDEX corrective_action_goal ON corrective_action (workspace_id, goal_id, opened_at);
CREATE INDEX corrective_action_issue ON corrective_action (workspace_id, issue_id) WHERE issue_id IS NOT NULL;
CALL heed_protect('corrective_action');
REVOKE DELETE ON corrective_action FROM heed_app;

-- What a brand tells everybody of its promises. Nothing is told unless somebody said so.
CREATE TABLE charter (
  workspace_id uuid NOT NULL,
  brand_id uuid NOT NULL,
  is_open boolean NOT NULL DEFAULT false,
  intro text NOT NULL DEFAULT '' CHECK (length(intro) <= 1000),
  -- In their order: goal and, by language, its promise in words.
  items jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_array_length(items) <= 40 AND pg_column_size(items) <= 60000),
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, brand_id),
  FOREIGN KEY (workspace_id, brand_id) REFERENCES brand (workspace_id, id)
);
CALL heed_protect('charter');

-- When a line of somebody's list went out by mail; its link works for some days from then on.
ALTER TABLE notice_receipt ADD COLUMN mailed_at timestamptz;
CREATE INDEX notice_receipt_mailed ON notice_receipt (workspace_id, person_id, mailed_at) WHERE mailed_at IS NOT NULL;
