-- Work on conversations: tags, priority, snoozing, and views that people make themselves.

-- Tags are retired, never deleted: conversations and views name them.
CREATE TABLE tag (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  retired_at timestamptz,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX tag_name ON tag (workspace_id, lower(name)) WHERE retired_at IS NULL;
CALL heed_protect('tag');

-- The tags of a conversation stand in its row, so that lists and counts read them without another look. Commands alone
-- write them, after they looked each tag up.
ALTER TABLE conversation
  ADD COLUMN tag_ids uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(tag_ids) <= 20),
  ADD COLUMN priority text NOT NULL DEFAULT 'normal' CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  ADD COLUMN snoozed_until timestamptz,
  ADD COLUMN snoozed_by uuid,
  ADD COLUMN woken_at timestamptz;

-- What views look at, in the order of lists: everything that is not resolved, with all that conditions ask of it. Counts
-- and walks of views read this index alone (docs/decisions/0014).
CREATE INDEX conversation_work ON conversation (workspace_id, last_message_at DESC, id DESC)
  INCLUDE (status, assignee_id, team_id, channel, priority, preview_by, snoozed_until, tag_ids, customer_id)
  WHERE status <> 'resolved';
CREATE INDEX conversation_snoozed ON conversation (workspace_id, last_message_at DESC, id DESC)
  WHERE snoozed_until IS NOT NULL AND status <> 'resolved';
CREATE INDEX conversation_priority ON conversation (workspace_id, priority, last_message_at DESC, id DESC)
  WHERE priority <> 'normal';
CREATE INDEX conversation_tags ON conversation USING gin (tag_ids) WHERE tag_ids <> '{}';

-- Conversations with one of these tags, for views that also hold resolved ones; as heed_conversations_with in
-- 0011_fields.sql, and for the same reason.
CREATE FUNCTION heed_conversations_tagged(wanted uuid[]) RETURNS SETOF uuid LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
BEGIN
  IF heed_customer() IS NOT NULL THEN RETURN; END IF;
  RETURN QUERY SELECT c.id FROM conversation c
    WHERE c.workspace_id = heed_workspace() AND c.tag_ids <> '{}' AND c.tag_ids && wanted LIMIT 2001;
END $$;
REVOKE ALL ON FUNCTION heed_conversations_tagged(uuid[]) FROM public;
GRANT EXECUTE ON FUNCTION heed_conversations_tagged(uuid[]) TO heed_app;

-- A view: conditions under a name, for oneself, a team or everybody. `rule` is {match, conditions} of the contract.
CREATE TABLE inbox_view (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  owner_id uuid NOT NULL,
  shared text NOT NULL CHECK (shared IN ('nobody', 'team', 'everybody')),
  team_id uuid,
  rule jsonb NOT NULL CHECK (jsonb_typeof(rule) = 'object' AND pg_column_size(rule) <= 60000),
  sort text NOT NULL CHECK (sort IN ('newest', 'due')),
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  retired_at timestamptz,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, owner_id) REFERENCES membership (workspace_id, account_id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id),
  CHECK ((shared = 'team') = (team_id IS NOT NULL))
);
CALL heed_protect('inbox_view');

-- In which order somebody has the views that they see; those that are not in it come last.
CREATE TABLE inbox_view_order (
  workspace_id uuid NOT NULL,
  account_id uuid NOT NULL,
  view_ids uuid[] NOT NULL CHECK (cardinality(view_ids) <= 200),
  PRIMARY KEY (workspace_id, account_id),
  FOREIGN KEY (workspace_id, account_id) REFERENCES membership (workspace_id, account_id)
);
CALL heed_protect('inbox_view_order');

-- Automatic assignment: how a team shares out what comes to it, and what each person takes.
CREATE TABLE team_routing (
  workspace_id uuid NOT NULL,
  team_id uuid NOT NULL,
  method text NOT NULL CHECK (method IN ('off', 'by_turn', 'by_load')),
  capacity int NOT NULL CHECK (capacity BETWEEN 1 AND 500),
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, team_id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id)
);
CALL heed_protect('team_routing');

CREATE TABLE person_routing (
  workspace_id uuid NOT NULL,
  account_id uuid NOT NULL,
  taking boolean NOT NULL DEFAULT false,
  -- Of their own; without one the team's counts.
  capacity int CHECK (capacity BETWEEN 1 AND 500),
  -- Tags that a conversation may have and that not everybody can deal with.
  skills uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(skills) <= 50),
  -- Numbers of those that were given, in the workspace's order: whose turn it is.
  given_number bigint NOT NULL DEFAULT 0,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, account_id),
  FOREIGN KEY (workspace_id, account_id) REFERENCES membership (workspace_id, account_id)
) WITH (fillfactor = 80);
CALL heed_protect('person_routing');
