-- Feedback: what customers say of a conversation after it was resolved.

-- Without a row as `settings.ts` proposes.
CREATE TABLE feedback_setting (
  workspace_id uuid NOT NULL REFERENCES workspace,
  is_on boolean NOT NULL,
  -- Days in which a customer is not asked a second time, whatever they said.
  rest_days int NOT NULL CHECK (rest_days BETWEEN 0 AND 365),
  question text NOT NULL CHECK (length(question) BETWEEN 1 AND 200),
  version int NOT NULL,
  PRIMARY KEY (workspace_id)
);
CALL heed_protect('feedback_setting', 'true');

-- A conversation is asked about once. Who had it, and why, is kept as it was when it was resolved.
CREATE TABLE feedback_request (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  channel text NOT NULL CHECK (length(channel) <= 40),
  person_id uuid,
  team_id uuid,
  reason_id uuid,
  asked_at timestamptz NOT NULL DEFAULT heed_now(),
  expires_at timestamptz NOT NULL,
  rating smallint CHECK (rating BETWEEN 1 AND 5),
  comment text NOT NULL DEFAULT '' CHECK (length(comment) <= 2000),
  answered_at timestamptz,
  changed_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, conversation_id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customer (workspace_id, id),
  CHECK ((rating IS NULL) = (answered_at IS NULL))
);
CREATE INDEX feedback_request_customer ON feedback_request (workspace_id, customer_id, asked_at DESC);
CREATE INDEX feedback_request_answered ON feedback_request (workspace_id, answered_at DESC, id DESC)
  WHERE answered_at IS NOT NULL;
CREATE INDEX feedback_request_rated ON feedback_request (workspace_id, rating, answered_at DESC, id DESC)
  WHERE answered_at IS NOT NULL;
CALL heed_protect('feedback_request', 'customer_id = (SELECT heed_customer())');

-- Customers who do not want to be asked.
CREATE TABLE feedback_silence (
  workspace_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  since timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, customer_id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customer (workspace_id, id)
);
CALL heed_protect('feedback_silence', 'customer_id = (SELECT heed_customer())');
