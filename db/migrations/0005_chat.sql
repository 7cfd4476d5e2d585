-- The chat widget and the visits of customers in it.
CREATE TABLE widget (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  public_key text NOT NULL REFERENCES key (public_key),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  greeting text NOT NULL DEFAULT '' CHECK (length(greeting) <= 300),
  accent text CHECK (accent ~ '^#[0-9a-f]{6}$'),
  allowed_origins text[] NOT NULL DEFAULT '{}',
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id)
);
CALL heed_protect('widget', 'true');

CREATE TABLE visit (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  token_hash bytea NOT NULL,
  widget_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  conversation_id uuid,
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  seen_at timestamptz NOT NULL DEFAULT heed_now(),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, token_hash),
  FOREIGN KEY (workspace_id, widget_id) REFERENCES widget (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customer (workspace_id, id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation (workspace_id, id)
);
CREATE INDEX visit_customer ON visit (workspace_id, customer_id);
CALL heed_protect('visit', 'customer_id = (SELECT heed_customer())');
