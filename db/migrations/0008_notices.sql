-- Notices: what somebody must know. A notice is what happened, once, and never changes; a receipt is one line on one
-- person's list: when it came to them, what they did about it, how often they were reminded.
CREATE TABLE notice (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind ~ '^[a-z][a-z0-9_.-]{0,79}$'),
  about_kind text NOT NULL CHECK (length(about_kind) BETWEEN 1 AND 40),
  about_id uuid NOT NULL,
  -- Of a higher floor, so it is named without a foreign key, as in the log.
  customer_id uuid,
  data jsonb NOT NULL DEFAULT '{}' CHECK (length(data::text) <= 4000),
  importance text NOT NULL CHECK (importance IN ('quiet', 'normal', 'important')),
  asks text NOT NULL CHECK (asks IN ('read', 'acknowledge', 'act')),
  group_key text NOT NULL CHECK (length(group_key) <= 200),
  -- What made it, where that may be told twice: a job that is tried again, two processes.
  cause text CHECK (length(cause) <= 200),
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX notice_cause ON notice (workspace_id, cause) WHERE cause IS NOT NULL;
CREATE INDEX notice_about ON notice (workspace_id, about_id);
CALL heed_protect('notice');
REVOKE UPDATE, DELETE ON notice FROM heed_app;

CREATE TABLE notice_receipt (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  -- The latest of those that this line stands for.
  notice_id uuid NOT NULL,
  importance text NOT NULL CHECK (importance IN ('quiet', 'normal', 'important')),
  asks text NOT NULL CHECK (asks IN ('read', 'acknowledge', 'act')),
  -- Set while a further notice of the same kind about the same thing joins this line instead of making another.
  group_key text CHECK (length(group_key) <= 200),
  count int NOT NULL DEFAULT 1 CHECK (count > 0),
  -- Stands for many of one kind, about different things.
  is_many boolean NOT NULL DEFAULT false,
  -- When it comes to the person: now, or at the end of their quiet hours.
  at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  withheld text CHECK (withheld IN ('muted', 'quiet_hours')),
  -- To go out by mail once there is a mail channel.
  mail_ready boolean NOT NULL DEFAULT false,
  read_at timestamptz,
  acknowledged_at timestamptz,
  acted_at timestamptz,
  -- Answered by what happened elsewhere, e.g. somebody else decided.
  settled_at timestamptz,
  chased int NOT NULL DEFAULT 0 CHECK (chased BETWEEN 0 AND 9),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, notice_id) REFERENCES notice (workspace_id, id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES membership (workspace_id, account_id)
) WITH (fillfactor = 80);
CREATE INDEX notice_receipt_person ON notice_receipt (workspace_id, person_id, at DESC, id DESC)
  WHERE withheld IS DISTINCT FROM 'muted';
CREATE INDEX notice_receipt_unread ON notice_receipt (workspace_id, person_id, at DESC, id DESC)
  WHERE read_at IS NULL AND withheld IS DISTINCT FROM 'muted';
CREATE INDEX notice_receipt_notice ON notice_receipt (workspace_id, notice_id);
CREATE UNIQUE INDEX notice_receipt_group ON notice_receipt (workspace_id, person_id, group_key)
  WHERE group_key IS NOT NULL;
CALL heed_protect('notice_receipt');

-- What a person chose for a kind; without a row: on the desk, not by mail.
CREATE TABLE notice_preference (
  workspace_id uuid NOT NULL REFERENCES workspace,
  person_id uuid NOT NULL,
  kind text NOT NULL CHECK (length(kind) <= 80),
  desk boolean NOT NULL,
  mail boolean NOT NULL,
  PRIMARY KEY (workspace_id, person_id, kind),
  FOREIGN KEY (workspace_id, person_id) REFERENCES membership (workspace_id, account_id)
);
CALL heed_protect('notice_preference');

-- When nothing but what is important comes to a person. Minutes of the day in their zone; days (ISO, Monday is 1) are
-- those on which the quiet begins, so a night belongs to its evening.
CREATE TABLE notice_quiet_hours (
  workspace_id uuid NOT NULL REFERENCES workspace,
  person_id uuid NOT NULL,
  from_minute int NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
  to_minute int NOT NULL CHECK (to_minute BETWEEN 0 AND 1440),
  days int[] NOT NULL CHECK (cardinality(days) BETWEEN 1 AND 7 AND days <@ ARRAY[1, 2, 3, 4, 5, 6, 7]),
  time_zone text NOT NULL CHECK (length(time_zone) <= 64),
  PRIMARY KEY (workspace_id, person_id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES membership (workspace_id, account_id)
);
CALL heed_protect('notice_quiet_hours');

-- Which roles hear of a topic in this workspace, where that differs from what its capability proposes.
CREATE TABLE notice_topic_role (
  workspace_id uuid NOT NULL REFERENCES workspace,
  topic text NOT NULL CHECK (length(topic) <= 80),
  role text NOT NULL CHECK (length(role) <= 40),
  subscribed boolean NOT NULL,
  PRIMARY KEY (workspace_id, topic, role)
);
CALL heed_protect('notice_topic_role');

-- One person's own choice for a topic, before that of their role.
CREATE TABLE notice_subscription (
  workspace_id uuid NOT NULL REFERENCES workspace,
  topic text NOT NULL CHECK (length(topic) <= 80),
  person_id uuid NOT NULL,
  subscribed boolean NOT NULL,
  PRIMARY KEY (workspace_id, topic, person_id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES membership (workspace_id, account_id)
);
CALL heed_protect('notice_subscription');

-- The end of the quiet hours in which `moment` lies; null when it lies in none. Local times are reckoned day by day, so
-- a change of the clocks moves the instant and not the time on the wall.
CREATE FUNCTION heed_quiet_until(from_minute int, to_minute int, days int[], zone text, moment timestamptz)
RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT max(span.ends) FROM (
    SELECT day, (day + make_interval(mins => from_minute)) AT TIME ZONE zone AS begins,
      (day + CASE WHEN to_minute > from_minute THEN 0 ELSE 1 END + make_interval(mins => to_minute)) AT TIME ZONE zone AS ends
    FROM (VALUES ((moment AT TIME ZONE zone)::date), ((moment AT TIME ZONE zone)::date - 1)) AS d (day)
  ) AS span
  WHERE extract(isodow FROM span.day)::int = ANY (days) AND moment >= span.begins AND moment < span.ends
$$;
