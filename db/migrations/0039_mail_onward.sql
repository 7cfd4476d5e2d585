-- A chat whose visitor has gone goes on by mail; what nobody asked for can be ended; signatures that are chosen.

-- Whether and after how many minutes without its visitor a chat goes on by mail.
ALTER TABLE widget_service
  ADD goes_on_by_mail boolean NOT NULL DEFAULT true,
  ADD goes_on_minutes int NOT NULL DEFAULT 10 CHECK (goes_on_minutes BETWEEN 1 AND 1440);
-- When a process last found the visitor on one of its sockets. Asked only while an answer waits to be seen.
ALTER TABLE visit ADD here_at timestamptz;

-- How a chat goes on by mail.
CREATE TABLE mail_onward (
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  -- watched: nothing was mailed yet. asked: the address was only typed, and whoever has it is asked whether it is theirs.
  -- on: answers are mailed. off: whoever has the address does not want that.
  state text NOT NULL DEFAULT 'watched' CHECK (state IN ('watched', 'asked', 'on', 'off')),
  address text CHECK (length(address) BETWEEN 3 AND 254),
  address_key text CHECK (length(address_key) BETWEEN 3 AND 254),
  -- Names the question in its link; a new question has a new one.
  ask_id uuid,
  asked_at timestamptz,
  -- Since when it is as it is.
  since timestamptz NOT NULL DEFAULT heed_now(),
  -- When every process was asked whether the visitor is still there; null while nobody waits for that.
  looked_at timestamptz,
  PRIMARY KEY (workspace_id, conversation_id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation (workspace_id, id),
  CHECK ((address IS NULL) = (state = 'watched')),
  CHECK ((address IS NULL) = (address_key IS NULL))
);
CREATE UNIQUE INDEX mail_onward_ask ON mail_onward (workspace_id, ask_id) WHERE ask_id IS NOT NULL;
CREATE INDEX mail_onward_address ON mail_onward (workspace_id, address_key) WHERE address_key IS NOT NULL;
CALL heed_protect('mail_onward');

-- Which answers a mail brought: each once.
CREATE TABLE mail_onward_message (
  workspace_id uuid NOT NULL,
  message_id uuid NOT NULL,
  out_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, message_id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES message (workspace_id, id),
  FOREIGN KEY (workspace_id, out_id) REFERENCES mail_out (workspace_id, id)
);
CREATE INDEX mail_onward_message_out ON mail_onward_message (workspace_id, out_id);
CALL heed_protect('mail_onward_message');

-- Mails of Heed's own accord are on their way like answers: what they say is made when they leave, so that nothing that
-- opens something lies here. `topic` is what whoever gets one can end.
ALTER TABLE mail_out
  ALTER conversation_id DROP NOT NULL,
  ADD automatic text CHECK (length(automatic) BETWEEN 1 AND 40),
  ADD about uuid,
  ADD topic text CHECK (length(topic) BETWEEN 1 AND 40),
  ADD signature text CHECK (length(signature) <= 2200),
  DROP CONSTRAINT mail_out_kind_check,
  ADD CONSTRAINT mail_out_kind_check
    CHECK (kind IN ('reply', 'acknowledgement', 'forward', 'onward', 'automatic')) NOT VALID,
  ADD CONSTRAINT mail_out_about_check
    CHECK ((kind = 'automatic') = (automatic IS NOT NULL) AND (kind = 'automatic' OR conversation_id IS NOT NULL)) NOT VALID;
CREATE INDEX mail_out_about ON mail_out (workspace_id, about, queued_at DESC) WHERE about IS NOT NULL;
CREATE INDEX mail_out_asking ON mail_out (workspace_id, queued_at DESC) WHERE automatic = 'mail.onward';

-- What whoever has an address said of mails that nobody asked for, and when.
CREATE TABLE mail_preference (
  workspace_id uuid NOT NULL REFERENCES workspace,
  address_key text NOT NULL CHECK (length(address_key) BETWEEN 3 AND 254),
  topic text NOT NULL CHECK (length(topic) BETWEEN 1 AND 40),
  is_wanted boolean NOT NULL,
  -- one_click: their mail program said it (RFC 8058). page: they did, on ours.
  how text NOT NULL CHECK (how IN ('one_click', 'page')),
  at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, address_key, topic)
);
CALL heed_protect('mail_preference');

-- Signatures beside that of an address, of one address or of all; whoever answers chooses one. A brand has those of its
-- address.
CREATE TABLE mail_signature (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
  -- Null: of every address.
  mailbox_id uuid,
  made_at timestamptz NOT NULL DEFAULT heed_now(),
  retired_at timestamptz,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, mailbox_id) REFERENCES mailbox (workspace_id, id)
);
CREATE INDEX mail_signature_list ON mail_signature (workspace_id, made_at, id) WHERE retired_at IS NULL;
CALL heed_protect('mail_signature');

-- Which one somebody here chose for their next reply.
CREATE TABLE mail_signature_choice (
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  account_id uuid NOT NULL,
  -- Null: that of the address.
  signature_id uuid,
  PRIMARY KEY (workspace_id, conversation_id, account_id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation (workspace_id, id),
  FOREIGN KEY (workspace_id, signature_id) REFERENCES mail_signature (workspace_id, id)
);
CALL heed_protect('mail_signature_choice');
