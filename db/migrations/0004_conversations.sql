-- Conversations: one record for every contact, whatever the channel. The row carries what lists show, and counts its
-- own messages, so their order has no gaps.
CREATE TABLE wrap_up_reason (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  retired_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX wrap_up_reason_name ON wrap_up_reason (workspace_id, lower(name)) WHERE retired_at IS NULL;
CALL heed_protect('wrap_up_reason');

CREATE TABLE conversation (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  number bigint NOT NULL,
  customer_id uuid NOT NULL,
  channel text NOT NULL CHECK (channel IN ('chat', 'api')),
  subject text NOT NULL CHECK (length(subject) <= 200),
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'waiting', 'resolved')),
  assignee_id uuid,
  team_id uuid,
  wrap_up_reason_id uuid,
  started_at timestamptz NOT NULL DEFAULT heed_now(),
  resolved_at timestamptz,
  last_message_at timestamptz NOT NULL DEFAULT heed_now(),
  last_number int NOT NULL DEFAULT 0,
  last_inbound_number int NOT NULL DEFAULT 0,
  customer_seen int NOT NULL DEFAULT 0,
  staff_seen int NOT NULL DEFAULT 0,
  preview text NOT NULL DEFAULT '' CHECK (length(preview) <= 200),
  preview_by text NOT NULL DEFAULT 'customer' CHECK (preview_by IN ('customer', 'staff')),
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, number),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customer (workspace_id, id),
  FOREIGN KEY (workspace_id, assignee_id) REFERENCES membership (workspace_id, account_id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id),
  FOREIGN KEY (workspace_id, wrap_up_reason_id) REFERENCES wrap_up_reason (workspace_id, id),
  CHECK ((status = 'resolved') = (resolved_at IS NOT NULL)),
  CHECK (status <> 'resolved' OR wrap_up_reason_id IS NOT NULL)
) WITH (fillfactor = 80);
CALL heed_count('conversation');
CREATE INDEX conversation_status ON conversation (workspace_id, status, last_message_at DESC, id DESC);
CREATE INDEX conversation_all ON conversation (workspace_id, last_message_at DESC, id DESC);
CREATE INDEX conversation_assignee ON conversation (workspace_id, assignee_id, last_message_at DESC, id DESC)
  WHERE status <> 'resolved' AND assignee_id IS NOT NULL;
CREATE INDEX conversation_unassigned ON conversation (workspace_id, last_message_at DESC, id DESC)
  WHERE status = 'open' AND assignee_id IS NULL;
CREATE INDEX conversation_team ON conversation (workspace_id, team_id, last_message_at DESC, id DESC)
  WHERE status <> 'resolved' AND team_id IS NOT NULL;
CREATE INDEX conversation_customer ON conversation (workspace_id, customer_id, last_message_at DESC, id DESC);
CALL heed_protect('conversation', 'customer_id = (SELECT heed_customer())');

CREATE TABLE message (
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  number int NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('customer', 'reply', 'note')),
  channel text NOT NULL CHECK (channel IN ('chat', 'api')),
  author_id uuid,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
  at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, conversation_id, number),
  UNIQUE (workspace_id, id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation (workspace_id, id)
);
CALL heed_protect('message', 'customer_id = (SELECT heed_customer()) AND kind <> ''note''');

CREATE TABLE read_mark (
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  account_id uuid NOT NULL,
  number int NOT NULL,
  at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, conversation_id, account_id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation (workspace_id, id)
) WITH (fillfactor = 80);
CALL heed_protect('read_mark');
