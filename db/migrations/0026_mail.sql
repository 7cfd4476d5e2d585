-- Mail: the addresses of a workspace, raw mails as they arrived, and what messages were as mails.

-- Rows that are there bear the names that were allowed before; 0028 checks them without holding anybody up.
ALTER TABLE conversation DROP CONSTRAINT conversation_channel_check,
  ADD CONSTRAINT conversation_channel_check CHECK (channel IN ('chat', 'api', 'email')) NOT VALID;
ALTER TABLE message DROP CONSTRAINT message_channel_check,
  ADD CONSTRAINT message_channel_check CHECK (channel IN ('chat', 'api', 'email')) NOT VALID;

-- An address at which mail for the workspace arrives, and from which its replies leave.
CREATE TABLE mailbox (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  address text NOT NULL CHECK (length(address) BETWEEN 3 AND 254),
  address_key text NOT NULL CHECK (length(address_key) <= 254),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  team_id uuid,
  signature text NOT NULL DEFAULT '' CHECK (length(signature) <= 2000),
  -- What is sent once to whoever writes for the first time; empty sends nothing.
  acknowledgement text NOT NULL DEFAULT '' CHECK (length(acknowledgement) <= 2000),
  -- Whether replies are asked for at support+TOKEN@….
  uses_plus boolean NOT NULL,
  quotes_history boolean NOT NULL DEFAULT false,
  ingest_hash bytea CHECK (length(ingest_hash) = 32),
  relay_host text NOT NULL DEFAULT '' CHECK (length(relay_host) <= 253),
  relay_port int NOT NULL DEFAULT 587 CHECK (relay_port BETWEEN 1 AND 65535),
  relay_security text NOT NULL DEFAULT 'starttls' CHECK (relay_security IN ('tls', 'starttls', 'none')),
  relay_user text NOT NULL DEFAULT '' CHECK (length(relay_user) <= 254),
  relay_sealed bytea,
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  retired_at timestamptz,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id)
);
-- Of the whole installation: what arrives by SMTP names its workspace by the address alone.
CREATE UNIQUE INDEX mailbox_address ON mailbox (address_key) WHERE retired_at IS NULL;
CREATE UNIQUE INDEX mailbox_ingest ON mailbox (ingest_hash) WHERE retired_at IS NULL AND ingest_hash IS NOT NULL;
CALL heed_protect('mailbox');

-- Whose mailbox an address or an ingest token is: looked up before a workspace is known, so they run as owner.
CREATE FUNCTION heed_mailbox(of_address text) RETURNS TABLE (workspace_id uuid, mailbox_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.workspace_id, m.id FROM mailbox m WHERE m.address_key = of_address AND m.retired_at IS NULL
$$;
CREATE FUNCTION heed_mailbox_of_token(hash bytea) RETURNS TABLE (workspace_id uuid, mailbox_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.workspace_id, m.id FROM mailbox m WHERE m.ingest_hash = hash AND m.retired_at IS NULL
$$;
REVOKE ALL ON FUNCTION heed_mailbox(text), heed_mailbox_of_token(bytea) FROM public;
GRANT EXECUTE ON FUNCTION heed_mailbox(text), heed_mailbox_of_token(bytea) TO heed_app;

-- A raw mail as it arrived. Its bytes lie with the contents of files, named by their SHA-256; they are kept before anything
-- is read. The same bytes at the same address are one row.
CREATE TABLE mail (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  mailbox_id uuid NOT NULL,
  sha256 bytea NOT NULL CHECK (length(sha256) = 32),
  size bigint NOT NULL CHECK (size > 0),
  via text NOT NULL CHECK (via IN ('ingest', 'smtp', 'imap')),
  -- Of the connection by which it came, where one brought it: what SPF is checked against.
  envelope jsonb,
  -- stored: not read yet. message: became one. told: a bounce, of a message of ours. repeat: of a mail that was there.
  -- look: somebody must look at it. aside: somebody did, and nothing came of it.
  state text NOT NULL DEFAULT 'stored' CHECK (state IN ('stored', 'message', 'told', 'repeat', 'look', 'aside')),
  reason text CHECK (length(reason) <= 40),
  tries int NOT NULL DEFAULT 0,
  arrived_at timestamptz NOT NULL DEFAULT heed_now(),
  settled_at timestamptz,
  -- What makes two mails one: Message-ID, sender, date, subject, text and files.
  content_key bytea CHECK (length(content_key) = 32),
  from_address text NOT NULL DEFAULT '' CHECK (length(from_address) <= 320),
  from_name text NOT NULL DEFAULT '' CHECK (length(from_name) <= 200),
  subject text NOT NULL DEFAULT '' CHECK (length(subject) <= 300),
  message_id uuid,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, mailbox_id, sha256),
  FOREIGN KEY (workspace_id, mailbox_id) REFERENCES mailbox (workspace_id, id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES message (workspace_id, id),
  CHECK ((state IN ('look', 'aside')) = (reason IS NOT NULL))
);
CREATE INDEX mail_look ON mail (workspace_id, arrived_at DESC, id DESC) WHERE state = 'look';
CREATE INDEX mail_stored ON mail (arrived_at) WHERE state = 'stored';
CREATE INDEX mail_arrived ON mail (workspace_id, mailbox_id, arrived_at DESC);
CREATE INDEX mail_content ON mail (workspace_id, sha256);
CREATE INDEX mail_message_of ON mail (workspace_id, message_id) WHERE message_id IS NOT NULL;
CREATE UNIQUE INDEX mail_once ON mail (workspace_id, content_key) WHERE state IN ('message', 'told');
CALL heed_protect('mail');

-- What a message was as a mail, whichever way it went.
CREATE TABLE mail_message (
  workspace_id uuid NOT NULL,
  message_id uuid NOT NULL,
  mailbox_id uuid NOT NULL,
  -- The raw mail; null for one of ours.
  mail_id uuid,
  -- Message-ID with its brackets.
  header_id text CHECK (length(header_id) <= 998),
  sender jsonb NOT NULL,
  recipients jsonb NOT NULL,
  subject text NOT NULL CHECK (length(subject) <= 300),
  kind text NOT NULL CHECK (length(kind) <= 20),
  -- Why it went into a conversation of its own although it named another one.
  flag text CHECK (flag IN ('unknown_sender', 'not_authenticated')),
  whole_text text,
  html text,
  -- Files that were not kept, as [{name, reason}]; they are in the raw mail.
  left_out jsonb NOT NULL DEFAULT '[]',
  -- What SPF, DKIM and DMARC say; null where nobody asked.
  checks jsonb,
  PRIMARY KEY (workspace_id, message_id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES message (workspace_id, id),
  FOREIGN KEY (workspace_id, mailbox_id) REFERENCES mailbox (workspace_id, id),
  FOREIGN KEY (workspace_id, mail_id) REFERENCES mail (workspace_id, id)
);
CREATE INDEX mail_message_header ON mail_message (workspace_id, header_id) WHERE header_id IS NOT NULL;
CALL heed_protect('mail_message');

-- Who takes part in a conversation by mail. Whoever was only named in Cc is proposed, and takes no part until somebody
-- here accepts it.
CREATE TABLE mail_participant (
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  address_key text NOT NULL CHECK (length(address_key) <= 254),
  address text NOT NULL CHECK (length(address) <= 254),
  name text NOT NULL DEFAULT '' CHECK (length(name) <= 200),
  -- writer: wrote, and is answered. copied: accepted from Cc. Both take part; the others do not.
  state text NOT NULL CHECK (state IN ('writer', 'copied', 'proposed', 'declined')),
  wrote_at timestamptz,
  -- SHA-256 of the token in our mails to them.
  token_hash bytea CHECK (length(token_hash) = 32),
  PRIMARY KEY (workspace_id, conversation_id, address_key),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation (workspace_id, id)
);
CREATE UNIQUE INDEX mail_participant_token ON mail_participant (workspace_id, token_hash) WHERE token_hash IS NOT NULL;
CALL heed_protect('mail_participant');

-- A mail of ours on its way. A reply has its message; what Heed sends of its own accord has none.
CREATE TABLE mail_out (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  message_id uuid,
  conversation_id uuid NOT NULL,
  mailbox_id uuid,
  kind text NOT NULL CHECK (kind IN ('reply', 'acknowledgement')),
  header_id text CHECK (length(header_id) <= 998),
  recipient_key text NOT NULL CHECK (length(recipient_key) <= 254),
  recipients jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'sending', 'accepted', 'failed')),
  -- What the other side said, or what is lacking here.
  reason text NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
  tries int NOT NULL DEFAULT 0,
  queued_at timestamptz NOT NULL DEFAULT heed_now(),
  -- When it got as far as it is.
  at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, message_id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES message (workspace_id, id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation (workspace_id, id),
  FOREIGN KEY (workspace_id, mailbox_id) REFERENCES mailbox (workspace_id, id)
);
CREATE INDEX mail_out_header ON mail_out (workspace_id, header_id) WHERE header_id IS NOT NULL;
CREATE INDEX mail_out_conversation ON mail_out (workspace_id, conversation_id, queued_at DESC);
CREATE INDEX mail_out_mailbox ON mail_out (workspace_id, mailbox_id, at DESC) WHERE state = 'accepted';
CREATE INDEX mail_out_waiting ON mail_out (at) WHERE state IN ('queued', 'sending');
CREATE INDEX mail_out_automatic ON mail_out (workspace_id, queued_at DESC) WHERE kind = 'acknowledgement';
CALL heed_protect('mail_out');

-- Mails of every workspace that should have been read or handed over long ago: their job was lost.
CREATE FUNCTION heed_mail_left() RETURNS TABLE (workspace_id uuid, id uuid, is_in boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  (SELECT m.workspace_id, m.id, true FROM mail m
    WHERE m.state = 'stored' AND m.arrived_at < heed_now() - interval '15 minutes' ORDER BY m.arrived_at LIMIT 500)
  UNION ALL
  -- The longest pause between two tries is an hour.
  (SELECT o.workspace_id, o.id, false FROM mail_out o
    WHERE o.state IN ('queued', 'sending') AND o.at < heed_now() - interval '2 hours' ORDER BY o.at LIMIT 500)
$$;
REVOKE ALL ON FUNCTION heed_mail_left() FROM public;
GRANT EXECUTE ON FUNCTION heed_mail_left() TO heed_app;
