-- Reviews: how a standard did over three months, what people made of it, and what would have been under other targets.
-- `pack` is null until the review is signed; then it holds what was shown, as text, so that its hash can be checked.
CREATE TABLE review (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  standard_id uuid NOT NULL,
  version_id uuid NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL CHECK (to_day > from_day),
  begun_by uuid REFERENCES account,
  begun_at timestamptz NOT NULL DEFAULT heed_now(),
  -- The version that was begun from it.
  next_version_id uuid,
  pack text CHECK (length(pack) <= 4000000),
  content_hash text CHECK (length(content_hash) = 64),
  signed_by uuid REFERENCES account,
  signed_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, standard_id) REFERENCES standard (workspace_id, id),
  FOREIGN KEY (workspace_id, version_id) REFERENCES standard_version (workspace_id, id),
  CHECK ((signed_at IS NULL) = (pack IS NULL) AND (signed_at IS NULL) = (content_hash IS NULL))
);
CREATE INDEX review_begun ON review (workspace_id, begun_at DESC, id DESC);
CREATE UNIQUE INDEX review_open ON review (workspace_id, standard_id) WHERE signed_at IS NULL;
CALL heed_protect('review');
REVOKE DELETE ON review FROM heed_app;

-- What people make of a number. The metric is a line of a clause, `ID.0`.
CREATE TABLE review_evaluation (
  workspace_id uuid NOT NULL,
  review_id uuid NOT NULL,
  metric text NOT NULL CHECK (length(metric) <= 60),
  text text NOT NULL CHECK (length(text) BETWEEN 3 AND 4000),
  written_by uuid REFERENCES account,
  written_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, review_id, metric),
  FOREIGN KEY (workspace_id, review_id) REFERENCES review (workspace_id, id)
);
CALL heed_protect('review_evaluation');

CREATE TABLE review_finding (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  review_id uuid NOT NULL,
  text text NOT NULL CHECK (length(text) BETWEEN 3 AND 500),
  decision text NOT NULL CHECK (decision IN ('keep', 'change', 'stop')),
  clause_id uuid,
  -- Why it is not changed now, and until when that holds.
  not_now_reason text CHECK (length(not_now_reason) BETWEEN 3 AND 500),
  not_now_until date,
  version int NOT NULL DEFAULT 1,
  found_by uuid REFERENCES account,
  found_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, review_id) REFERENCES review (workspace_id, id),
  CHECK ((not_now_reason IS NULL) = (not_now_until IS NULL))
);
CREATE INDEX review_finding_review ON review_finding (workspace_id, review_id, found_at, id);
CALL heed_protect('review_finding');

CREATE TABLE review_meeting (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  review_id uuid NOT NULL,
  held_on date NOT NULL,
  attendee_ids uuid[] NOT NULL CHECK (cardinality(attendee_ids) BETWEEN 1 AND 50),
  noted_by uuid REFERENCES account,
  noted_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, review_id) REFERENCES review (workspace_id, id)
);
CREATE INDEX review_meeting_review ON review_meeting (workspace_id, review_id, held_on, id);
CALL heed_protect('review_meeting');
REVOKE UPDATE, DELETE ON review_meeting FROM heed_app;

-- What was discussed, and what somebody said that they would do about it: a promise of its own.
CREATE TABLE review_item (
  workspace_id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  place int NOT NULL CHECK (place BETWEEN 1 AND 30),
  words text NOT NULL CHECK (length(words) BETWEEN 3 AND 2000),
  finding_id uuid,
  PRIMARY KEY (workspace_id, meeting_id, place),
  FOREIGN KEY (workspace_id, meeting_id) REFERENCES review_meeting (workspace_id, id)
);
CALL heed_protect('review_item');
REVOKE UPDATE, DELETE ON review_item FROM heed_app;

CREATE TABLE review_action (
  workspace_id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  place int NOT NULL,
  -- Words, owner and due time are those of the promise.
  promise_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, promise_id),
  FOREIGN KEY (workspace_id, meeting_id, place) REFERENCES review_item (workspace_id, meeting_id, place)
);
CREATE INDEX review_action_item ON review_action (workspace_id, meeting_id, place);
CALL heed_protect('review_action');
REVOKE UPDATE, DELETE ON review_action FROM heed_app;

-- The promise to review a standard next; one at a time.
CREATE TABLE review_due (
  workspace_id uuid NOT NULL,
  standard_id uuid NOT NULL,
  promise_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, standard_id),
  FOREIGN KEY (workspace_id, standard_id) REFERENCES standard (workspace_id, id)
);
CALL heed_protect('review_due');

-- What would have been: the conversations of a period under a proposed target, beside the targets in force when it was asked.
CREATE TABLE what_if (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  measure text NOT NULL CHECK (length(measure) <= 40),
  channel text CHECK (length(channel) <= 40),
  team_id uuid,
  minutes int NOT NULL CHECK (minutes BETWEEN 1 AND 525600),
  calendar_id uuid,
  warn_percent int NOT NULL CHECK (warn_percent BETWEEN 1 AND 99),
  share_percent int NOT NULL CHECK (share_percent BETWEEN 1 AND 100),
  -- The draft and the clause, or the review, from which it was asked.
  version_id uuid,
  clause_id uuid,
  review_id uuid,
  beside_approval boolean NOT NULL DEFAULT false,
  from_at timestamptz NOT NULL,
  to_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'cancelled', 'failed')),
  -- Conversations looked at so far, and all of them.
  looked_at int NOT NULL DEFAULT 0,
  of_all int,
  result jsonb CHECK (pg_column_size(result) <= 200000),
  asked_by uuid REFERENCES account,
  asked_at timestamptz NOT NULL DEFAULT heed_now(),
  ended_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  CHECK ((state = 'running') = (ended_at IS NULL)),
  CHECK ((state = 'done') = (result IS NOT NULL))
);
CREATE INDEX what_if_asked ON what_if (workspace_id, asked_at DESC, id DESC);
CREATE INDEX what_if_version ON what_if (workspace_id, version_id, asked_at DESC, id DESC) WHERE version_id IS NOT NULL;
CREATE INDEX what_if_review ON what_if (workspace_id, review_id, asked_at DESC, id DESC) WHERE review_id IS NOT NULL;
CALL heed_protect('what_if');
REVOKE DELETE ON what_if FROM heed_app;
