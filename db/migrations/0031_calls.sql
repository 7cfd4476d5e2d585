-- Calls, visits and letters: what was said elsewhere, and telephone systems that tell of their calls.

-- Rows that are there bear the names that were allowed before; 0032 checks them without holding anybody up. The names
-- of all channels stand here, so that the next one needs no migration.
ALTER TABLE conversation DROP CONSTRAINT conversation_channel_check,
  ADD CONSTRAINT conversation_channel_check
    CHECK (channel IN ('chat', 'api', 'email', 'call', 'visit', 'letter', 'messenger', 'form', 'portal')) NOT VALID;
ALTER TABLE message DROP CONSTRAINT message_channel_check,
  ADD CONSTRAINT message_channel_check
    CHECK (channel IN ('chat', 'api', 'email', 'call', 'visit', 'letter', 'messenger', 'form', 'portal')) NOT VALID;

-- A telephone system that tells Heed of its calls, by a token of its own.
CREATE TABLE phone_line (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  -- Who calls back when nobody answered, and within how much open time.
  team_id uuid,
  call_back_minutes int NOT NULL CHECK (call_back_minutes BETWEEN 5 AND 10080),
  -- Null: round the clock.
  calendar_id uuid,
  token_hash bytea CHECK (length(token_hash) = 32),
  made_at timestamptz NOT NULL DEFAULT heed_now(),
  heard_at timestamptz,
  retired_at timestamptz,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id)
);
CREATE UNIQUE INDEX phone_line_token ON phone_line (token_hash) WHERE retired_at IS NULL AND token_hash IS NOT NULL;
CALL heed_protect('phone_line');

-- Whose token it is: looked up before a workspace is known, so it runs as owner.
CREATE FUNCTION heed_phone_line_of_token(hash bytea) RETURNS TABLE (workspace_id uuid, line_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l.workspace_id, l.id FROM phone_line l WHERE l.token_hash = hash AND l.retired_at IS NULL
$$;
REVOKE ALL ON FUNCTION heed_phone_line_of_token(bytea) FROM public;
GRANT EXECUTE ON FUNCTION heed_phone_line_of_token(bytea) TO heed_app;

-- A call as the telephone system tells of it. `ref` is its own name for it; whichever instant is there says how far it
-- got, so that events may come in any order.
CREATE TABLE phone_call (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  line_id uuid NOT NULL,
  ref text NOT NULL CHECK (length(ref) BETWEEN 1 AND 200),
  way text NOT NULL CHECK (way IN ('in', 'out')),
  -- The other end; empty where it was withheld. `match_key` as with addresses (0015).
  number text NOT NULL DEFAULT '' CHECK (length(number) <= 40),
  match_key text COLLATE "C" NOT NULL DEFAULT '' CHECK (length(match_key) <= 40),
  extension text NOT NULL DEFAULT '' CHECK (length(extension) <= 80),
  began_at timestamptz NOT NULL,
  answered_at timestamptz,
  ended_at timestamptz,
  missed_at timestamptz,
  recording_url text CHECK (length(recording_url) <= 1000),
  -- Set where the number is one customer's beyond doubt, or once somebody said whose it is.
  customer_id uuid,
  promise_id uuid,
  -- The message that tells of it.
  message_id uuid,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, line_id, ref),
  FOREIGN KEY (workspace_id, line_id) REFERENCES phone_line (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customer (workspace_id, id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES message (workspace_id, id)
);
CREATE INDEX phone_call_list ON phone_call (workspace_id, began_at DESC, id DESC);
CREATE INDEX phone_call_unlogged ON phone_call (workspace_id, began_at DESC, id DESC) WHERE message_id IS NULL;
CREATE INDEX phone_call_missed ON phone_call (workspace_id, began_at DESC, id DESC)
  WHERE missed_at IS NOT NULL AND answered_at IS NULL;
CREATE INDEX phone_call_number ON phone_call (workspace_id, match_key, began_at DESC) WHERE match_key <> '';
CREATE INDEX phone_call_customer ON phone_call (workspace_id, customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX phone_call_message ON phone_call (workspace_id, message_id) WHERE message_id IS NOT NULL;
CALL heed_protect('phone_call');

-- Each event of a telephone system once, however often it is told.
CREATE TABLE phone_event (
  workspace_id uuid NOT NULL,
  line_id uuid NOT NULL,
  event_key text NOT NULL CHECK (length(event_key) BETWEEN 1 AND 240),
  phone_call_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('ringing', 'answered', 'ended', 'missed', 'recorded')),
  at timestamptz NOT NULL,
  arrived_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, line_id, event_key),
  FOREIGN KEY (workspace_id, phone_call_id) REFERENCES phone_call (workspace_id, id)
);
CALL heed_protect('phone_event');

-- What a message was as a call, a visit or a letter.
CREATE TABLE contact_log (
  workspace_id uuid NOT NULL,
  message_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('call', 'visit', 'letter')),
  way text NOT NULL CHECK (way IN ('in', 'out')),
  -- Of calls alone. missed: a telephone system told of it and nobody spoke.
  outcome text CHECK (outcome IN ('reached', 'left_message', 'not_reached', 'missed')),
  phone text CHECK (length(phone) <= 40),
  began_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  -- Null: Heed itself, of a missed call.
  logged_by uuid REFERENCES account,
  logged_at timestamptz NOT NULL DEFAULT heed_now(),
  -- The call-back that was promised in it.
  promise_id uuid,
  PRIMARY KEY (workspace_id, message_id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES message (workspace_id, id),
  CHECK (ended_at >= began_at),
  CHECK ((kind = 'call') = (outcome IS NOT NULL))
);
CALL heed_protect('contact_log');

-- What colleagues wrote down of a call, a visit or a letter stands as what the customer said, and is for colleagues
-- alone: a customer's own connection, from the widget as from the portal, does not see it.
ALTER POLICY customer ON conversation USING ((SELECT heed_customer()) IS NULL
  OR (customer_id = (SELECT heed_customer()) AND channel NOT IN ('call', 'visit', 'letter')));
ALTER POLICY customer ON message USING ((SELECT heed_customer()) IS NULL
  OR (customer_id = (SELECT heed_customer()) AND kind <> 'note' AND channel NOT IN ('call', 'visit', 'letter')));
