-- Working together on a conversation: drafts, replies that can still be taken back, mentions and hand-overs, and
-- conversations that were merged, split or linked.

-- What somebody is writing and has not sent. Only they ever see it; `tag` names one saved state, so that a device that
-- slept does not overwrite what another one saved.
CREATE TABLE draft (
  workspace_id uuid NOT NULL,
  account_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('reply', 'note')),
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),
  -- The last message that was there when it was begun.
  seen_number int NOT NULL CHECK (seen_number >= 0),
  tag uuid NOT NULL,
  saved_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, account_id, conversation_id, kind),
  FOREIGN KEY (workspace_id, account_id) REFERENCES membership (workspace_id, account_id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation (workspace_id, id)
) WITH (fillfactor = 70);
CREATE INDEX draft_conversation ON draft (workspace_id, conversation_id);
CALL heed_protect('draft');

-- A reply that its writer may still take back. Its id becomes the message's; the deadline of the same id sends it.
CREATE TABLE held_reply (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  account_id uuid NOT NULL,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
  status text NOT NULL CHECK (status IN ('open', 'waiting')),
  leaves_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, account_id) REFERENCES membership (workspace_id, account_id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation (workspace_id, id)
);
CREATE INDEX held_reply_conversation ON held_reply (workspace_id, conversation_id);
CALL heed_protect('held_reply');

-- How somebody writes; without a row as `writing.ts` proposes.
CREATE TABLE writing_choice (
  workspace_id uuid NOT NULL,
  account_id uuid NOT NULL,
  undo_seconds int NOT NULL CHECK (undo_seconds BETWEEN 0 AND 60),
  PRIMARY KEY (workspace_id, account_id),
  FOREIGN KEY (workspace_id, account_id) REFERENCES membership (workspace_id, account_id)
);
CALL heed_protect('writing_choice');

-- Who was named in a note: a line a person and note, also for those named through their team. It stays with the note
-- when that moves into another conversation.
CREATE TABLE mention (
  workspace_id uuid NOT NULL,
  account_id uuid NOT NULL,
  message_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, account_id, message_id),
  FOREIGN KEY (workspace_id, account_id) REFERENCES membership (workspace_id, account_id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES message (workspace_id, id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation (workspace_id, id)
);
CREATE INDEX mention_newest ON mention (workspace_id, account_id, at DESC, conversation_id DESC);
CREATE INDEX mention_conversation ON mention (workspace_id, account_id, conversation_id, at DESC, message_id DESC);
CREATE INDEX mention_message ON mention (workspace_id, message_id);
CALL heed_protect('mention');

-- The note with which somebody handed a conversation over; it is pinned for the receiver until they took note.
CREATE TABLE hand_over (
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  message_id uuid NOT NULL,
  to_id uuid,
  team_id uuid,
  taken_at timestamptz,
  PRIMARY KEY (workspace_id, conversation_id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation (workspace_id, id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES message (workspace_id, id),
  FOREIGN KEY (workspace_id, to_id) REFERENCES membership (workspace_id, account_id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id),
  CHECK (to_id IS NOT NULL OR team_id IS NOT NULL)
);
CALL heed_protect('hand_over');

-- A merged conversation keeps its row, which leads to the one that goes on; its messages moved there. It counts as
-- resolved without a reason of its own.
ALTER TABLE conversation ADD COLUMN merged_into_id uuid;
ALTER TABLE conversation ADD FOREIGN KEY (workspace_id, merged_into_id) REFERENCES conversation (workspace_id, id);
ALTER TABLE conversation ADD CONSTRAINT conversation_merged_is_resolved
  CHECK (merged_into_id IS NULL OR status = 'resolved');
ALTER TABLE conversation DROP CONSTRAINT conversation_check1;
ALTER TABLE conversation ADD CONSTRAINT conversation_resolved_with_reason
  CHECK (status <> 'resolved' OR wrap_up_reason_id IS NOT NULL OR merged_into_id IS NOT NULL);
CREATE INDEX conversation_merged ON conversation (workspace_id, merged_into_id) WHERE merged_into_id IS NOT NULL;
-- Where a message was written, if it came by merging.
ALTER TABLE message ADD COLUMN moved_from_id uuid;
ALTER TABLE message ADD FOREIGN KEY (workspace_id, moved_from_id) REFERENCES conversation (workspace_id, id);

-- What a merge did, so that it can be undone. The messages of `source_id` stand in `target_id` from `first_number` on,
-- in their order; `before` holds both rows as they were.
CREATE TABLE conversation_merge (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  source_id uuid NOT NULL,
  target_id uuid NOT NULL,
  by_id uuid NOT NULL REFERENCES account,
  at timestamptz NOT NULL DEFAULT heed_now(),
  first_number int NOT NULL CHECK (first_number >= 1),
  messages int NOT NULL CHECK (messages >= 0),
  before jsonb NOT NULL CHECK (length(before::text) <= 20000),
  promise_ids uuid[] NOT NULL DEFAULT '{}',
  target_version int NOT NULL,
  undone_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, source_id) REFERENCES conversation (workspace_id, id),
  FOREIGN KEY (workspace_id, target_id) REFERENCES conversation (workspace_id, id)
);
CREATE UNIQUE INDEX conversation_merge_source ON conversation_merge (workspace_id, source_id) WHERE undone_at IS NULL;
CREATE INDEX conversation_merge_target ON conversation_merge (workspace_id, target_id, at);
CALL heed_protect('conversation_merge');
REVOKE DELETE ON conversation_merge FROM heed_app;

-- Conversations that belong together. A follow-up leads from the earlier one to the later one.
CREATE TABLE conversation_link (
  workspace_id uuid NOT NULL,
  from_id uuid NOT NULL,
  to_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('related', 'follow_up')),
  at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, from_id, to_id),
  FOREIGN KEY (workspace_id, from_id) REFERENCES conversation (workspace_id, id),
  FOREIGN KEY (workspace_id, to_id) REFERENCES conversation (workspace_id, id),
  CHECK (from_id <> to_id)
);
CREATE UNIQUE INDEX conversation_link_pair ON conversation_link
  (workspace_id, least(from_id, to_id), greatest(from_id, to_id));
CREATE INDEX conversation_link_to ON conversation_link (workspace_id, to_id);
CALL heed_protect('conversation_link');
