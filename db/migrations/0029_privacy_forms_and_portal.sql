-- Privacy: what people are told when their data is collected, and what they agreed to.

-- One version of a collection notice. It never changes once it is published, so that a consent says for ever to which
-- words somebody agreed; what is to be said anew is a further version.
CREATE TABLE privacy_notice (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  purpose text NOT NULL CHECK (length(purpose) BETWEEN 1 AND 80),
  -- Where it is said; `any` wherever there is none of its own.
  channel text NOT NULL CHECK (length(channel) <= 20),
  version int NOT NULL CHECK (version >= 1),
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 8000),
  effective_from timestamptz NOT NULL,
  published_at timestamptz NOT NULL DEFAULT heed_now(),
  published_by uuid REFERENCES account,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, purpose, channel, version)
);
CREATE INDEX privacy_notice_list ON privacy_notice (workspace_id, published_at DESC, id DESC);
CREATE INDEX privacy_notice_force ON privacy_notice (workspace_id, purpose, channel, effective_from DESC, version DESC);
CALL heed_protect('privacy_notice', 'true');
REVOKE UPDATE, DELETE ON privacy_notice FROM heed_app;

-- What a customer agreed to, or took back: a line for each, so that it can be told what held at any time.
CREATE TABLE privacy_consent (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  purpose text NOT NULL CHECK (length(purpose) BETWEEN 1 AND 80),
  channel text NOT NULL CHECK (length(channel) <= 20),
  is_given boolean NOT NULL,
  -- The words they saw; null where there were none.
  notice_id uuid,
  at timestamptz NOT NULL DEFAULT heed_now(),
  -- Whoever wrote it down for them; null where they did it themselves.
  noted_by uuid REFERENCES account,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customer (workspace_id, id),
  FOREIGN KEY (workspace_id, notice_id) REFERENCES privacy_notice (workspace_id, id)
);
CREATE INDEX privacy_consent_customer ON privacy_consent (workspace_id, customer_id, at DESC, id DESC);
CALL heed_protect('privacy_consent', 'customer_id = (SELECT heed_customer())');
REVOKE UPDATE, DELETE ON privacy_consent FROM heed_app;
-- Never changes but for whom it belongs to, when two customers turn out to be one.
GRANT UPDATE (customer_id) ON privacy_consent TO heed_app;

-- Forms: what customers fill in on a page of ours, or on one that shows ours in a frame.

-- `draft` is what is worked on, `published` what the page shows; null before it was published for the first time.
CREATE TABLE form (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  -- The last part of its address.
  key text NOT NULL CHECK (key ~ '^[a-z0-9-]{3,60}$'),
  draft jsonb NOT NULL CHECK (pg_column_size(draft) <= 200000),
  published jsonb CHECK (pg_column_size(published) <= 200000),
  published_at timestamptz,
  team_id uuid,
  allowed_origins text[] NOT NULL DEFAULT '{}' CHECK (cardinality(allowed_origins) <= 50),
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  archived_at timestamptz,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id),
  CHECK ((published IS NULL) = (published_at IS NULL))
);
-- Of the whole installation: the address names the workspace by it.
CREATE UNIQUE INDEX form_key ON form (key);
CREATE INDEX form_list ON form (workspace_id, created_at DESC, id DESC);
CALL heed_protect('form');

-- Whose form an address names: looked up before a workspace is known, so it runs as owner.
CREATE FUNCTION heed_form(of_key text) RETURNS TABLE (workspace_id uuid, form_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT f.workspace_id, f.id FROM form f WHERE f.key = of_key
$$;
REVOKE ALL ON FUNCTION heed_form(text) FROM public;
GRANT EXECUTE ON FUNCTION heed_form(text) TO heed_app;

-- One form as it was filled in. Its id is the key that the page was given, so sent twice it is one.
CREATE TABLE form_submission (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  form_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  -- What was asked and answered, in the order of the page, as [{label, value}].
  answers jsonb NOT NULL CHECK (pg_column_size(answers) <= 200000),
  -- The address to which its receipt goes, and the words of it; null where none is sent.
  receipt_to text CHECK (length(receipt_to) <= 254),
  receipt text CHECK (length(receipt) <= 2000),
  at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, form_id) REFERENCES form (workspace_id, id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation (workspace_id, id),
  CHECK ((receipt_to IS NULL) = (receipt IS NULL))
);
CREATE INDEX form_submission_form ON form_submission (workspace_id, form_id, at DESC);
CREATE INDEX form_submission_conversation ON form_submission (workspace_id, conversation_id);
CALL heed_protect('form_submission');

-- The portal: customers read and write by signing in with an address that is theirs. A brand is a name under which it is
-- reached, with its colour, its address for mail and its host.

CREATE TABLE brand (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  -- The last part of its address.
  key text NOT NULL CHECK (key ~ '^[a-z0-9-]{3,60}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  accent text CHECK (accent ~ '^#[0-9a-f]{6}$'),
  -- A name of its own, such as help.shop.example, under which nothing else of Heed is to be found first.
  host text CHECK (host = lower(host) AND length(host) <= 253),
  -- From which its mails leave; that has their signature.
  mailbox_id uuid,
  is_open boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, mailbox_id) REFERENCES mailbox (workspace_id, id)
);
-- Of the whole installation: address and host name the workspace.
CREATE UNIQUE INDEX brand_key ON brand (key);
CREATE UNIQUE INDEX brand_host ON brand (host) WHERE host IS NOT NULL;
CREATE INDEX brand_list ON brand (workspace_id, created_at, id);
CALL heed_protect('brand', 'true');

-- A link that was asked for by mail. Nothing that opens it is stored; it is kept for addresses that nobody has as well, so
-- that asking takes the same steps for all.
CREATE TABLE portal_link (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  brand_id uuid NOT NULL,
  address_key text NOT NULL CHECK (length(address_key) <= 254),
  locale text NOT NULL CHECK (length(locale) <= 35),
  asked_at timestamptz NOT NULL DEFAULT heed_now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, brand_id) REFERENCES brand (workspace_id, id)
);
CREATE INDEX portal_link_over ON portal_link (expires_at);
CALL heed_protect('portal_link');

-- A session is of an address, and shows what its customer has: whoever has the address now. It ends with that.
CREATE TABLE portal_session (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
  address_key text NOT NULL CHECK (length(address_key) <= 254),
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX portal_session_token ON portal_session (token_hash);
CREATE INDEX portal_session_address ON portal_session (workspace_id, address_key);
CREATE INDEX portal_session_over ON portal_session (expires_at);
CALL heed_protect('portal_session', 'address_key IN (SELECT a.value_key FROM customer_address a
  WHERE a.workspace_id = (SELECT heed_workspace()) AND a.kind = ''email'' AND a.customer_id = (SELECT heed_customer()))');

-- For those who like one better than a link.
CREATE TABLE portal_passphrase (
  workspace_id uuid NOT NULL REFERENCES workspace,
  address_key text NOT NULL CHECK (length(address_key) <= 254),
  secret text NOT NULL CHECK (length(secret) <= 500),
  changed_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, address_key)
);
CALL heed_protect('portal_passphrase', 'address_key IN (SELECT a.value_key FROM customer_address a
  WHERE a.workspace_id = (SELECT heed_workspace()) AND a.kind = ''email'' AND a.customer_id = (SELECT heed_customer()))');

-- Before a workspace is known, so these run as owner: whose brand an address or a host names, and whom a session means.
CREATE FUNCTION heed_brand(of_key text, of_host text) RETURNS TABLE (workspace_id uuid, brand_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT b.workspace_id, b.id FROM brand b WHERE b.key = of_key OR b.host = of_host LIMIT 1
$$;
CREATE FUNCTION heed_portal_session(hash bytea, at timestamptz)
RETURNS TABLE (workspace_id uuid, session_id uuid, customer_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.workspace_id, s.id, a.customer_id FROM portal_session s
  JOIN customer_address a ON a.workspace_id = s.workspace_id AND a.kind = 'email' AND a.value_key = s.address_key
  WHERE s.token_hash = hash AND s.ended_at IS NULL AND s.expires_at > at
$$;
-- By when their customer is owed an answer. Promises are hidden from customers; this tells them of their own alone.
CREATE FUNCTION heed_portal_due(of_conversations uuid[]) RETURNS TABLE (conversation_id uuid, due_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.subject_id, min(p.due_at) FROM promise p
  WHERE p.workspace_id = heed_workspace() AND p.subject_id = ANY (of_conversations) AND p.ended_at IS NULL
    AND p.subject_kind = 'conversation' AND p.customer_id = heed_customer() AND p.state = 'running'
    AND p.due_at > heed_now() AND p.measure IN ('first_response', 'next_response')
  GROUP BY p.subject_id
$$;
-- What is over, of every workspace.
CREATE FUNCTION heed_portal_tidy(before timestamptz) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM portal_link WHERE expires_at < before;
  DELETE FROM portal_session WHERE expires_at < before;
$$;
REVOKE ALL ON FUNCTION heed_brand(text, text), heed_portal_session(bytea, timestamptz), heed_portal_due(uuid[]),
  heed_portal_tidy(timestamptz) FROM public;
GRANT EXECUTE ON FUNCTION heed_brand(text, text), heed_portal_session(bytea, timestamptz), heed_portal_due(uuid[]),
  heed_portal_tidy(timestamptz) TO heed_app;

-- Channels are named by the capabilities that bring them; the table only says how long a name is. Rows that are there bear
-- names that were allowed before, so nothing needs to be read.
ALTER TABLE conversation DROP CONSTRAINT conversation_channel_check,
  ADD CONSTRAINT conversation_channel_check CHECK (length(channel) BETWEEN 1 AND 20) NOT VALID;
ALTER TABLE message DROP CONSTRAINT message_channel_check,
  ADD CONSTRAINT message_channel_check CHECK (length(channel) BETWEEN 1 AND 20) NOT VALID;
