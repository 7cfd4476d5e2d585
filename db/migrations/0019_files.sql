-- Files that messages carry. What they hold lies in the data folder, named by its SHA-256 (kernel/files); a row says what
-- that is called, what it is and which message it goes with. A file goes with one message, and wherever that goes.
CREATE TABLE file (
  workspace_id uuid NOT NULL,
  -- Made by whoever uploads, so that a repeat is the same file.
  id uuid NOT NULL,
  -- Who uploaded it: a person or a customer. Nobody else may send it or, before it is sent, see it.
  account_id uuid,
  customer_id uuid,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  type text NOT NULL CHECK (length(type) BETWEEN 3 AND 120),
  size bigint NOT NULL CHECK (size > 0),
  sha256 bytea NOT NULL CHECK (length(sha256) = 32),
  -- Of pictures: the small one, and how large the full one is.
  thumb_sha256 bytea CHECK (length(thumb_sha256) = 32),
  width int CHECK (width > 0),
  height int CHECK (height > 0),
  at timestamptz NOT NULL DEFAULT heed_now(),
  message_id uuid,
  place int CHECK (place > 0),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, account_id) REFERENCES membership (workspace_id, account_id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customer (workspace_id, id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES message (workspace_id, id),
  CHECK (num_nonnulls(account_id, customer_id) = 1),
  CHECK (num_nonnulls(message_id, place) <> 1),
  CHECK (num_nonnulls(thumb_sha256, width, height) IN (0, 3))
);
CREATE UNIQUE INDEX file_message ON file (workspace_id, message_id, place) WHERE message_id IS NOT NULL;
CREATE INDEX file_unsent ON file (workspace_id, at) WHERE message_id IS NULL;
CREATE INDEX file_customer ON file (workspace_id, customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX file_content ON file (workspace_id, sha256);
CREATE INDEX file_thumb ON file (workspace_id, thumb_sha256) WHERE thumb_sha256 IS NOT NULL;
-- Customers see what they uploaded and what goes with a message that they see, which a note never is.
CALL heed_protect('file', 'customer_id = (SELECT heed_customer()) OR EXISTS (SELECT FROM message m
  WHERE m.workspace_id = file.workspace_id AND m.id = file.message_id)');

-- Something can be said by a file alone. Drafts and replies that are still held name theirs.
ALTER TABLE message DROP CONSTRAINT message_text_check, ADD CONSTRAINT message_text_check CHECK (length(text) <= 10000);
ALTER TABLE held_reply DROP CONSTRAINT held_reply_text_check,
  ADD CONSTRAINT held_reply_text_check CHECK (length(text) <= 10000),
  ADD COLUMN file_ids uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(file_ids) <= 10);
ALTER TABLE draft DROP CONSTRAINT draft_text_check,
  ADD CONSTRAINT draft_text_check CHECK (length(text) <= 20000),
  ADD COLUMN file_ids uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(file_ids) <= 10),
  ADD CONSTRAINT draft_holds_something CHECK (text <> '' OR cardinality(file_ids) > 0);

-- What the list says of a last message without words.
ALTER TABLE conversation ADD COLUMN preview_pictures int NOT NULL DEFAULT 0, ADD COLUMN preview_files int NOT NULL DEFAULT 0;
