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

ALTER TABLE conversation DROP CONSTRAINT conversation_channel_check,
  ADD CONSTRAINT conversation_channel_check CHECK (channel IN ('chat', 'api', 'email', 'form', 'portal')) NOT VALID;
ALTER TABLE message DROP CONSTRAINT message_channel_check,
  ADD CONSTRAINT message_channel_check CHECK (channel IN ('chat', 'api', 'email', 'form', 'portal')) NOT VALID;
