-- Messengers and social channels: accounts that are connected, who writes there, what came in and what goes out.

ALTER TABLE mail_out VALIDATE CONSTRAINT mail_out_kind_check;
ALTER TABLE mail_out VALIDATE CONSTRAINT mail_out_about_check;

-- An account of the organisation at a service, such as a bot.
CREATE TABLE social_account (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  -- Which connector speaks for it.
  connector text NOT NULL CHECK (length(connector) BETWEEN 1 AND 30),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  -- As it is called at the service, and its id there.
  handle text NOT NULL DEFAULT '' CHECK (length(handle) <= 100),
  ref text NOT NULL CHECK (length(ref) BETWEEN 1 AND 100),
  team_id uuid,
  api_url text NOT NULL CHECK (length(api_url) BETWEEN 8 AND 300),
  token_sealed bytea NOT NULL,
  -- webhook: the service tells of what comes. polling: it is asked.
  way text NOT NULL CHECK (way IN ('webhook', 'polling')),
  -- With which the service shows that it is the service, and as it is looked up.
  secret_sealed bytea NOT NULL,
  secret_hash bytea NOT NULL CHECK (length(secret_hash) = 32),
  -- How the connection goes: a word of Heed's, and what the service said.
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'connected', 'failed')),
  problem text CHECK (length(problem) <= 40),
  said text NOT NULL DEFAULT '' CHECK (length(said) <= 300),
  at timestamptz NOT NULL DEFAULT heed_now(),
  heard_at timestamptz,
  -- Of polling: from where on it is asked, and which process does so. By the machine's clock, as with mailboxes.
  place text NOT NULL DEFAULT '' CHECK (length(place) <= 40),
  holder uuid,
  held_until timestamptz NOT NULL DEFAULT '-infinity',
  next_at timestamptz NOT NULL DEFAULT '-infinity',
  failures int NOT NULL DEFAULT 0,
  -- The service asked to be left alone until then.
  paused_until timestamptz,
  made_at timestamptz NOT NULL DEFAULT heed_now(),
  retired_at timestamptz,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id)
);
-- Of the whole installation: what comes of one account goes to one workspace.
CREATE UNIQUE INDEX social_account_once ON social_account (connector, api_url, ref) WHERE retired_at IS NULL;
CALL heed_protect('social_account');

-- Before a workspace is known, so these run as owner: whose account a webhook names, and what a process polls.
CREATE FUNCTION heed_social_account(of_id uuid, hash bytea) RETURNS TABLE (workspace_id uuid, account_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.workspace_id, a.id FROM social_account a
  WHERE a.id = of_id AND a.secret_hash = hash AND a.retired_at IS NULL
$$;
CREATE INDEX social_account_id ON social_account (id);
CREATE FUNCTION heed_social_hold(by_process uuid, more int)
RETURNS TABLE (workspace_id uuid, account_id uuid, version int)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH own AS (SELECT a.workspace_id, a.id FROM social_account a WHERE a.holder = by_process FOR UPDATE),
  free AS (SELECT a.workspace_id, a.id FROM social_account a
      JOIN workspace w ON w.id = a.workspace_id AND w.kind = 'live'
    WHERE a.holder IS DISTINCT FROM by_process AND a.held_until < clock_timestamp() AND a.next_at <= clock_timestamp()
      AND a.retired_at IS NULL AND a.way = 'polling'
    ORDER BY a.held_until LIMIT more FOR UPDATE OF a SKIP LOCKED),
  given AS (SELECT * FROM own UNION ALL SELECT * FROM free)
  UPDATE social_account a SET holder = by_process, held_until = clock_timestamp() + interval '20 seconds'
  FROM given g WHERE a.workspace_id = g.workspace_id AND a.id = g.id AND a.retired_at IS NULL AND a.way = 'polling'
  RETURNING a.workspace_id, a.id, a.version
$$;
REVOKE ALL ON FUNCTION heed_social_account(uuid, bytea), heed_social_hold(uuid, int) FROM public;
GRANT EXECUTE ON FUNCTION heed_social_account(uuid, bytea), heed_social_hold(uuid, int) TO heed_app;

-- Somebody who writes to an account. Who that is at the service proves nothing about anybody here.
CREATE TABLE social_contact (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  -- Their id at the service, and that of the chat with them.
  ref text NOT NULL CHECK (length(ref) BETWEEN 1 AND 100),
  chat_ref text NOT NULL CHECK (length(chat_ref) BETWEEN 1 AND 100),
  name text NOT NULL DEFAULT '' CHECK (length(name) <= 200),
  handle text NOT NULL DEFAULT '' CHECK (length(handle) <= 100),
  customer_id uuid NOT NULL,
  conversation_id uuid,
  -- Since when they let nothing through.
  blocked_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, account_id, ref),
  FOREIGN KEY (workspace_id, account_id) REFERENCES social_account (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customer (workspace_id, id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation (workspace_id, id)
);
CREATE INDEX social_contact_customer ON social_contact (workspace_id, customer_id);
CREATE INDEX social_contact_conversation ON social_contact (workspace_id, conversation_id) WHERE conversation_id IS NOT NULL;
CALL heed_protect('social_contact');

-- What the service told, as it told it, before anything else is done with it. Each once.
CREATE TABLE social_update (
  workspace_id uuid NOT NULL,
  account_id uuid NOT NULL,
  ref text COLLATE "C" NOT NULL CHECK (length(ref) BETWEEN 1 AND 40),
  body jsonb NOT NULL,
  state text NOT NULL DEFAULT 'stored' CHECK (state IN ('stored', 'done', 'ignored', 'failed')),
  reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 300),
  tries int NOT NULL DEFAULT 0,
  arrived_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, account_id, ref),
  FOREIGN KEY (workspace_id, account_id) REFERENCES social_account (workspace_id, id)
);
CREATE INDEX social_update_stored ON social_update (workspace_id, account_id, ref) WHERE state = 'stored';
CREATE INDEX social_update_failed ON social_update (workspace_id, account_id) WHERE state = 'failed';
CREATE INDEX social_update_old ON social_update (arrived_at);
CALL heed_protect('social_update');

-- What a message was at the service.
CREATE TABLE social_message (
  workspace_id uuid NOT NULL,
  message_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  ref text NOT NULL CHECK (length(ref) BETWEEN 1 AND 100),
  -- Which earlier one this replaces, where somebody changed what they had written.
  edits_id uuid,
  -- Files that were not kept, as [{name, reason}].
  left_out jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (workspace_id, message_id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES message (workspace_id, id),
  FOREIGN KEY (workspace_id, edits_id) REFERENCES message (workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES social_contact (workspace_id, id)
);
CREATE INDEX social_message_ref ON social_message (workspace_id, contact_id, ref);
CALL heed_protect('social_message');

-- An answer on its way. Its pieces go one after the other; those that are there are not sent again.
CREATE TABLE social_out (
  workspace_id uuid NOT NULL,
  message_id uuid NOT NULL,
  account_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  number bigint GENERATED ALWAYS AS IDENTITY,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'failed')),
  reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
  refs text[] NOT NULL DEFAULT '{}',
  tries int NOT NULL DEFAULT 0,
  queued_at timestamptz NOT NULL DEFAULT heed_now(),
  next_at timestamptz NOT NULL DEFAULT heed_now(),
  leased_until timestamptz,
  at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, message_id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES message (workspace_id, id),
  FOREIGN KEY (workspace_id, account_id) REFERENCES social_account (workspace_id, id),
  FOREIGN KEY (workspace_id, contact_id) REFERENCES social_contact (workspace_id, id)
);
CREATE INDEX social_out_due ON social_out (workspace_id, account_id, number) WHERE state IN ('queued', 'sending');
CALL heed_protect('social_out');

-- What was told longer ago than its retries can take, of every workspace.
CREATE FUNCTION heed_social_tidy(before timestamptz) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM social_update WHERE arrived_at < before AND state IN ('done', 'ignored')
$$;
REVOKE ALL ON FUNCTION heed_social_tidy(timestamptz) FROM public;
GRANT EXECUTE ON FUNCTION heed_social_tidy(timestamptz) TO heed_app;
