-- Mail, continued: mailboxes that are fetched by IMAP, hand-over that holds nobody up, recipients that people choose.

-- Hand-over. Who has a mail already is kept, so that sending it again reaches the others alone.
ALTER TABLE mail_out
  ADD next_at timestamptz NOT NULL DEFAULT heed_now(),
  -- Until then one process has it; after that the process is taken for dead.
  ADD leased_until timestamptz,
  ADD taken text[] NOT NULL DEFAULT '{}',
  -- Of a forwarded mail: the message that was sent on.
  ADD forwards uuid,
  ADD FOREIGN KEY (workspace_id, forwards) REFERENCES message (workspace_id, id),
  DROP CONSTRAINT mail_out_kind_check,
  ADD CONSTRAINT mail_out_kind_check CHECK (kind IN ('reply', 'acknowledgement', 'forward'));
CREATE INDEX mail_out_forwards ON mail_out (workspace_id, forwards) WHERE forwards IS NOT NULL;
CREATE INDEX mail_out_due ON mail_out (workspace_id, mailbox_id, next_at, id) WHERE state IN ('queued', 'sending');

-- When the server that is asked by IMAP got it; null for what came otherwise.
ALTER TABLE mail ADD received_at timestamptz;

ALTER TABLE mailbox
  ADD imap_host text NOT NULL DEFAULT '' CHECK (length(imap_host) <= 253),
  ADD imap_port int NOT NULL DEFAULT 993 CHECK (imap_port BETWEEN 1 AND 65535),
  ADD imap_security text NOT NULL DEFAULT 'tls' CHECK (imap_security IN ('tls', 'starttls', 'none')),
  ADD imap_user text NOT NULL DEFAULT '' CHECK (length(imap_user) <= 254),
  ADD imap_sealed bytea,
  ADD imap_folders text[] NOT NULL DEFAULT '{INBOX}' CHECK (cardinality(imap_folders) BETWEEN 1 AND 20),
  -- Whether what lies there at the first look is fetched too, or only what comes from then on.
  ADD imap_from text NOT NULL DEFAULT 'everything' CHECK (imap_from IN ('everything', 'now'));

-- Which process fetches a mailbox just now, and how it goes. By the machine's clock, since processes live by that one.
CREATE TABLE mail_fetch (
  workspace_id uuid NOT NULL,
  mailbox_id uuid NOT NULL,
  holder uuid,
  held_until timestamptz NOT NULL DEFAULT '-infinity',
  next_at timestamptz NOT NULL DEFAULT '-infinity',
  failures int NOT NULL DEFAULT 0,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'fetching', 'watching', 'failed')),
  -- A word of Heed's for what went wrong, and what the other side said.
  problem text CHECK (length(problem) <= 40),
  said text NOT NULL DEFAULT '' CHECK (length(said) <= 300),
  at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, mailbox_id),
  FOREIGN KEY (workspace_id, mailbox_id) REFERENCES mailbox (workspace_id, id)
);
CALL heed_protect('mail_fetch');

-- How far a folder of a mailbox is fetched.
CREATE TABLE mail_folder (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  mailbox_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) <= 255),
  uid_validity bigint NOT NULL,
  -- Up to here every mail was taken up; from `first_uid` on they are wanted.
  last_uid bigint NOT NULL DEFAULT 0,
  first_uid bigint NOT NULL DEFAULT 1,
  began_at timestamptz NOT NULL DEFAULT heed_now(),
  -- Of the first fetch: how many there were to fetch, and how many have been taken up.
  wanted int NOT NULL DEFAULT 0,
  fetched int NOT NULL DEFAULT 0,
  -- Of the last comparison with the server.
  on_server int,
  lacking int NOT NULL DEFAULT 0,
  compared_at timestamptz,
  problem text CHECK (length(problem) <= 40),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, mailbox_id, name),
  FOREIGN KEY (workspace_id, mailbox_id) REFERENCES mailbox (workspace_id, id)
);
CALL heed_protect('mail_folder');

-- Which mail of a folder became which raw mail; none where it could not be fetched, and then how often that was tried.
CREATE TABLE mail_uid (
  workspace_id uuid NOT NULL,
  folder_id uuid NOT NULL,
  uid_validity bigint NOT NULL,
  uid bigint NOT NULL,
  mail_id uuid,
  tries int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, folder_id, uid_validity, uid),
  FOREIGN KEY (workspace_id, folder_id) REFERENCES mail_folder (workspace_id, id),
  FOREIGN KEY (workspace_id, mail_id) REFERENCES mail (workspace_id, id)
);
CREATE INDEX mail_uid_mail ON mail_uid (workspace_id, mail_id) WHERE mail_id IS NOT NULL;
CALL heed_protect('mail_uid');

-- Keeps what a process holds, and gives it up to `more` mailboxes that nobody holds: all of it with one statement, for
-- every workspace. A mailbox that was taken off, or has no server any more, is not given again, and so it is let go.
CREATE FUNCTION heed_mail_hold(by_process uuid, more int)
RETURNS TABLE (workspace_id uuid, mailbox_id uuid, version int)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH own AS (SELECT f.workspace_id, f.mailbox_id FROM mail_fetch f WHERE f.holder = by_process FOR UPDATE),
  free AS (SELECT f.workspace_id, f.mailbox_id FROM mail_fetch f
      JOIN mailbox b ON b.workspace_id = f.workspace_id AND b.id = f.mailbox_id
      JOIN workspace w ON w.id = f.workspace_id AND w.kind = 'live'
    WHERE f.holder IS DISTINCT FROM by_process AND f.held_until < clock_timestamp() AND f.next_at <= clock_timestamp()
      AND b.retired_at IS NULL AND b.imap_host <> ''
    ORDER BY f.held_until LIMIT more FOR UPDATE OF f SKIP LOCKED),
  given AS (SELECT * FROM own UNION ALL SELECT * FROM free)
  UPDATE mail_fetch f SET holder = by_process, held_until = clock_timestamp() + interval '20 seconds'
  FROM given m, mailbox b
  WHERE f.workspace_id = m.workspace_id AND f.mailbox_id = m.mailbox_id
    AND b.workspace_id = f.workspace_id AND b.id = f.mailbox_id AND b.retired_at IS NULL AND b.imap_host <> ''
  RETURNING f.workspace_id, f.mailbox_id, b.version
$$;
REVOKE ALL ON FUNCTION heed_mail_hold(uuid, int) FROM public;
GRANT EXECUTE ON FUNCTION heed_mail_hold(uuid, int) TO heed_app;

-- Whom the next reply of somebody here is to reach, where they changed it.
CREATE TABLE mail_addressing (
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  account_id uuid NOT NULL,
  recipients jsonb NOT NULL,
  PRIMARY KEY (workspace_id, conversation_id, account_id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation (workspace_id, id)
);
CALL heed_protect('mail_addressing');

-- Somebody to whom a conversation was forwarded: what they answer is for colleagues alone.
ALTER TABLE mail_participant DROP CONSTRAINT mail_participant_state_check,
  ADD CONSTRAINT mail_participant_state_check
    CHECK (state IN ('writer', 'copied', 'proposed', 'declined', 'consulted'));
ALTER TABLE mail_message DROP CONSTRAINT mail_message_flag_check,
  ADD CONSTRAINT mail_message_flag_check CHECK (flag IN ('unknown_sender', 'not_authenticated', 'consulted')),
  -- Files that the HTML shows in its midst: [{cid, fileId}].
  ADD pictures jsonb NOT NULL DEFAULT '[]';

-- Who keeps contents in the data folder beside files. A process that does not know one of them removes no contents.
CREATE TABLE content_holder (name text PRIMARY KEY);
INSERT INTO content_holder VALUES ('mail');
GRANT SELECT ON content_holder TO heed_app;
