-- Touchpoints: where customers reach the organisation, with what each is for, who owns it and what it runs on. Whether
-- the technology is connected is not stored: it is asked of whatever connects it.
CREATE TABLE touchpoint (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  channel text NOT NULL CHECK (length(channel) BETWEEN 1 AND 20),
  state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'live', 'retired')),
  purpose text NOT NULL DEFAULT '' CHECK (length(purpose) <= 500),
  owner_id uuid REFERENCES account,
  -- Null: round the clock.
  calendar_id uuid,
  technology text NOT NULL DEFAULT '' CHECK (length(technology) <= 500),
  accessibility text NOT NULL DEFAULT '' CHECK (length(accessibility) <= 1000),
  limits text NOT NULL DEFAULT '' CHECK (length(limits) <= 1000),
  pros text NOT NULL DEFAULT '' CHECK (length(pros) <= 1000),
  cons text NOT NULL DEFAULT '' CHECK (length(cons) <= 1000),
  cost text NOT NULL DEFAULT '' CHECK (length(cost) <= 200),
  -- How many people may work in its technology at once; null: as many as like.
  seats int CHECK (seats BETWEEN 1 AND 100000),
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendar (workspace_id, id)
);
CREATE UNIQUE INDEX touchpoint_name ON touchpoint (workspace_id, lower(name)) WHERE state <> 'retired';
CREATE INDEX touchpoint_list ON touchpoint (workspace_id, created_at, id);
CALL heed_protect('touchpoint');
REVOKE DELETE ON touchpoint FROM heed_app;

-- A plan says what comes to a touchpoint in an ordinary week and how it is to be met; how many people that takes is
-- reckoned when it is read.
CREATE TABLE staffing_plan (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  touchpoint_id uuid NOT NULL,
  team_id uuid NOT NULL,
  -- The standard that is to be kept by it.
  standard_id uuid,
  -- Contacts by half hour, Monday 00:00 first.
  volume double precision[] NOT NULL CHECK (cardinality(volume) = 336),
  -- Over how many weeks they were counted; null where somebody typed them.
  counted_weeks int CHECK (counted_weeks BETWEEN 1 AND 26),
  -- The rest of what is assumed, as the contract says.
  assumes jsonb NOT NULL CHECK (pg_column_size(assumes) <= 4000),
  -- What was told of its gaps last, so that the same is not told twice.
  told text NOT NULL DEFAULT '' CHECK (length(told) <= 64),
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, touchpoint_id) REFERENCES touchpoint (workspace_id, id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id),
  FOREIGN KEY (workspace_id, standard_id) REFERENCES standard (workspace_id, id)
);
CREATE INDEX staffing_plan_list ON staffing_plan (workspace_id, created_at, id);
CREATE INDEX staffing_plan_team ON staffing_plan (workspace_id, team_id);
CREATE UNIQUE INDEX staffing_plan_name ON staffing_plan (workspace_id, lower(name));
CALL heed_protect('staffing_plan');

-- Who is at work in an ordinary week: shifts of a team with how many people and what they can do.
CREATE TABLE staffing_roster (
  workspace_id uuid NOT NULL,
  team_id uuid NOT NULL,
  shifts jsonb NOT NULL CHECK (pg_column_size(shifts) <= 60000),
  changed_at timestamptz NOT NULL DEFAULT heed_now(),
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, team_id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id)
);
CALL heed_protect('staffing_roster');
