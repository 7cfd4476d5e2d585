-- Who asks in the widget and what they may expect: people whom the shop vouches for, how chats began, and what the panel
-- asks and says.

-- Somebody as the shop knows them. An identity stays with its customer, also when that one is merged.
CREATE TABLE customer_identity (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  external_id text COLLATE "C" NOT NULL CHECK (length(external_id) BETWEEN 1 AND 200),
  first_at timestamptz NOT NULL DEFAULT heed_now(),
  last_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, external_id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customer (workspace_id, id)
);
CREATE INDEX customer_identity_customer ON customer_identity (workspace_id, customer_id, last_at DESC);
CALL heed_protect('customer_identity', 'customer_id = (SELECT heed_customer())');

-- With these the shop's server signs who is there. One is current (`ends_at` is null); the one before may go on for a while.
CREATE TABLE widget_secret (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  widget_id uuid NOT NULL,
  kid text NOT NULL CHECK (length(kid) <= 20),
  sealed bytea NOT NULL CHECK (length(sealed) <= 500),
  made_at timestamptz NOT NULL DEFAULT heed_now(),
  made_by uuid NOT NULL REFERENCES account,
  ends_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, widget_id) REFERENCES widget (workspace_id, id)
);
CREATE UNIQUE INDEX widget_secret_current ON widget_secret (workspace_id, widget_id) WHERE ends_at IS NULL;
CALL heed_protect('widget_secret');

-- Tokens that were exchanged, until they would have expired anyway: none is taken twice.
CREATE TABLE identity_token_used (
  workspace_id uuid NOT NULL REFERENCES workspace,
  jti_hash bytea NOT NULL CHECK (length(jti_hash) = 32),
  ends_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, jti_hash)
);
CREATE INDEX identity_token_used_ends ON identity_token_used (workspace_id, ends_at);
CALL heed_protect('identity_token_used');

-- A visit of somebody whom the shop vouched for.
ALTER TABLE visit ADD COLUMN identity_id uuid;
ALTER TABLE visit ADD FOREIGN KEY (workspace_id, identity_id) REFERENCES customer_identity (workspace_id, id);

-- How a chat began: in which visit, by whom, on which page, and what was answered before the first word. The answers keep
-- the words of their questions, so that a changed form does not change what somebody said.
CREATE TABLE chat_opening (
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  identity_id uuid,
  page text NOT NULL DEFAULT '' CHECK (length(page) <= 500),
  is_away boolean NOT NULL DEFAULT false,
  answers jsonb NOT NULL DEFAULT '[]' CHECK (length(answers::text) <= 40000),
  at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, conversation_id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customer (workspace_id, id),
  FOREIGN KEY (workspace_id, identity_id) REFERENCES customer_identity (workspace_id, id)
);
CREATE INDEX chat_opening_identity ON chat_opening (workspace_id, identity_id, at DESC, conversation_id DESC)
  WHERE identity_id IS NOT NULL;
CREATE INDEX chat_opening_customer ON chat_opening (workspace_id, customer_id);
CALL heed_protect('chat_opening', 'customer_id = (SELECT heed_customer())');

-- What the panel asks first and says of the service; without a row as `service-settings.ts` proposes.
CREATE TABLE widget_service (
  workspace_id uuid NOT NULL,
  widget_id uuid NOT NULL,
  only_verified boolean NOT NULL,
  calendar_id uuid,
  says_reply_time boolean NOT NULL,
  says_place boolean NOT NULL,
  questions jsonb NOT NULL CHECK (length(questions::text) <= 40000),
  consent text NOT NULL CHECK (length(consent) <= 500),
  version int NOT NULL,
  PRIMARY KEY (workspace_id, widget_id),
  FOREIGN KEY (workspace_id, widget_id) REFERENCES widget (workspace_id, id),
  FOREIGN KEY (workspace_id, calendar_id) REFERENCES calendar (workspace_id, id)
);
CALL heed_protect('widget_service', 'true');

-- How long first replies in the chat took lately, by the hour of the week in which they were asked for (0: Monday, the
-- hour from midnight, in the workspace's time zone). Derived from facts, made anew each hour.
CREATE TABLE chat_reply_time (
  workspace_id uuid NOT NULL REFERENCES workspace,
  hour smallint NOT NULL CHECK (hour BETWEEN 0 AND 167),
  n int NOT NULL,
  median_ms bigint NOT NULL,
  as_of timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, hour)
);
CALL heed_protect('chat_reply_time', 'true');

-- How many chats that nobody has taken began before this one; null where somebody has it, or nobody needs to. Runs as
-- owner: a customer may know how many wait, not who. It stops counting at 100.
CREATE FUNCTION heed_chats_before(of_conversation uuid) RETURNS int LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  SELECT (SELECT count(*)::int FROM (
      SELECT FROM conversation o WHERE o.workspace_id = c.workspace_id AND o.status = 'open' AND o.assignee_id IS NULL
        AND o.snoozed_until IS NULL AND o.channel = 'chat' AND (o.started_at, o.id) < (c.started_at, c.id) LIMIT 100) w)
  FROM conversation c
  WHERE c.workspace_id = heed_workspace() AND c.id = of_conversation AND c.status = 'open' AND c.assignee_id IS NULL
    AND (heed_customer() IS NULL OR c.customer_id = heed_customer())
$$;
REVOKE ALL ON FUNCTION heed_chats_before(uuid) FROM public;
GRANT EXECUTE ON FUNCTION heed_chats_before(uuid) TO heed_app;
