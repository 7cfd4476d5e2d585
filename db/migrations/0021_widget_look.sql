-- How the chat widget looks and what it says by itself; and messages that ask something which is answered by a choice.

-- What differs from the plain look (contract-look.ts).
ALTER TABLE widget
  ADD COLUMN look jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(look) = 'object' AND pg_column_size(look) <= 8000);

-- A message may ask by quick replies or a small form (contract-asks.ts). What answers it is an ordinary message, which
-- keeps the values too; what was asked never changes, and the index lets it be answered once.
ALTER TABLE message
  ADD COLUMN ask jsonb CHECK (jsonb_typeof(ask) = 'object'),
  ADD COLUMN answers_id uuid,
  ADD COLUMN answer jsonb CHECK (jsonb_typeof(answer) = 'object'),
  ADD CONSTRAINT message_ask_by_us CHECK (ask IS NULL OR kind = 'reply'),
  ADD CONSTRAINT message_answer_whole CHECK ((answers_id IS NULL) = (answer IS NULL));
CREATE UNIQUE INDEX message_answers ON message (workspace_id, answers_id) WHERE answers_id IS NOT NULL;

-- Messages that the widget shows by itself on pages of a pattern. Retired, never deleted: conversations name them.
CREATE TABLE nudge (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 300),
  pages text NOT NULL CHECK (length(pages) BETWEEN 1 AND 300),
  after_s int NOT NULL CHECK (after_s BETWEEN 0 AND 3600),
  cap text NOT NULL CHECK (cap IN ('once', 'daily')),
  is_on boolean NOT NULL DEFAULT false,
  shown int NOT NULL DEFAULT 0,
  answered int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  retired_at timestamptz,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id)
);
CALL heed_protect('nudge', 'true');
