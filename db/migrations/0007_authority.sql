-- Authority: who may decide what up to how much, what was decided under which row, and what waits for an approval.
-- A rule is never rewritten: a later one ends it, so that what was decided keeps the row that allowed it.
CREATE TABLE authority_rule (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 80),
  role text CHECK (role IN ('owner', 'manager', 'lead', 'adviser', 'assessor', 'learner', 'viewer')),
  person_id uuid,
  may text NOT NULL CHECK (may IN ('decide', 'ask', 'never')),
  per_case bigint CHECK (per_case >= 0),
  per_customer bigint CHECK (per_customer >= 0),
  per_period bigint CHECK (per_period >= 0),
  currency text CHECK (currency ~ '^[A-Z]{3}$'),
  period_days int NOT NULL DEFAULT 30 CHECK (period_days BETWEEN 1 AND 366),
  four_eyes boolean NOT NULL DEFAULT false,
  effective_from timestamptz NOT NULL,
  effective_until timestamptz,
  clause_ref text CHECK (length(clause_ref) <= 120),
  made_by uuid,
  made_at timestamptz NOT NULL DEFAULT heed_now(),
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES membership (workspace_id, account_id),
  FOREIGN KEY (workspace_id, made_by) REFERENCES membership (workspace_id, account_id),
  CHECK ((role IS NULL) <> (person_id IS NULL)),
  CHECK (effective_until >= effective_from)
);
CREATE UNIQUE INDEX authority_rule_role ON authority_rule (workspace_id, kind, role)
  WHERE role IS NOT NULL AND effective_until IS NULL;
CREATE UNIQUE INDEX authority_rule_person ON authority_rule (workspace_id, kind, person_id)
  WHERE person_id IS NOT NULL AND effective_until IS NULL;
CREATE INDEX authority_rule_kind ON authority_rule (workspace_id, kind, effective_from);
CALL heed_protect('authority_rule');
REVOKE DELETE ON authority_rule FROM heed_app;

-- What somebody asked for because it lies beyond what they may decide. `input` is what the command will be given.
CREATE TABLE approval (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 80),
  command text NOT NULL CHECK (length(command) <= 80),
  input jsonb NOT NULL CHECK (length(input::text) <= 60000),
  words text NOT NULL CHECK (length(words) BETWEEN 1 AND 300),
  reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  requester_id uuid NOT NULL,
  requester_role text NOT NULL CHECK (length(requester_role) <= 20),
  customer_id uuid,
  cause text CHECK (length(cause) <= 80),
  subject_kind text NOT NULL CHECK (length(subject_kind) <= 60),
  subject_id uuid NOT NULL,
  amount bigint NOT NULL CHECK (amount >= 0),
  currency text CHECK (currency ~ '^[A-Z]{3}$'),
  because text NOT NULL CHECK (because IN ('role', 'per_case', 'per_customer', 'per_period', 'currency', 'split', 'four_eyes')),
  state text NOT NULL DEFAULT 'asked'
    CHECK (state IN ('asked', 'carried_out', 'refused', 'expired', 'withdrawn', 'failed')),
  problem text CHECK (length(problem) <= 80),
  asked_at timestamptz NOT NULL DEFAULT heed_now(),
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, requester_id) REFERENCES membership (workspace_id, account_id),
  CHECK ((state = 'asked') = (ended_at IS NULL)),
  CHECK ((state = 'failed') = (problem IS NOT NULL))
) WITH (fillfactor = 85);
CREATE INDEX approval_open ON approval (workspace_id, asked_at, id) WHERE state = 'asked';
CREATE INDEX approval_all ON approval (workspace_id, asked_at DESC, id DESC);
CREATE INDEX approval_requester ON approval (workspace_id, requester_id, asked_at DESC, id DESC);
CALL heed_protect('approval');
REVOKE DELETE ON approval FROM heed_app;

-- Who answered, under which row, and for whom where they stood in for somebody away.
CREATE TABLE approval_answer (
  workspace_id uuid NOT NULL,
  approval_id uuid NOT NULL,
  account_id uuid NOT NULL,
  holder_id uuid NOT NULL,
  rule_id uuid NOT NULL,
  answer text NOT NULL CHECK (answer IN ('approved', 'refused')),
  note text CHECK (length(note) <= 2000),
  at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, approval_id, account_id),
  FOREIGN KEY (workspace_id, approval_id) REFERENCES approval (workspace_id, id),
  FOREIGN KEY (workspace_id, account_id) REFERENCES membership (workspace_id, account_id),
  FOREIGN KEY (workspace_id, holder_id) REFERENCES membership (workspace_id, account_id),
  FOREIGN KEY (workspace_id, rule_id) REFERENCES authority_rule (workspace_id, id)
);
CALL heed_protect('approval_answer');
REVOKE UPDATE, DELETE ON approval_answer FROM heed_app;

-- What was decided: by whose authority (holder), carried out by whom (actor), under which row. Append-only.
CREATE TABLE decision (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 80),
  rule_id uuid NOT NULL,
  actor_id uuid NOT NULL,
  holder_id uuid NOT NULL,
  approval_id uuid,
  customer_id uuid,
  cause text CHECK (length(cause) <= 80),
  subject_kind text NOT NULL CHECK (length(subject_kind) <= 60),
  subject_id uuid NOT NULL,
  amount bigint NOT NULL CHECK (amount >= 0),
  currency text CHECK (currency ~ '^[A-Z]{3}$'),
  decided_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, rule_id) REFERENCES authority_rule (workspace_id, id),
  FOREIGN KEY (workspace_id, actor_id) REFERENCES membership (workspace_id, account_id),
  FOREIGN KEY (workspace_id, holder_id) REFERENCES membership (workspace_id, account_id),
  FOREIGN KEY (workspace_id, approval_id) REFERENCES approval (workspace_id, id)
);
CREATE INDEX decision_customer ON decision (workspace_id, kind, customer_id, decided_at) WHERE customer_id IS NOT NULL;
CREATE INDEX decision_holder ON decision (workspace_id, kind, holder_id, decided_at);
CALL heed_protect('decision');
REVOKE UPDATE, DELETE ON decision FROM heed_app;

-- Who stands in for whom while away. No kinds: all of them.
CREATE TABLE delegation (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  from_id uuid NOT NULL,
  to_id uuid NOT NULL,
  kinds text[] NOT NULL DEFAULT '{}' CHECK (cardinality(kinds) <= 100),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  ended_at timestamptz,
  made_at timestamptz NOT NULL DEFAULT heed_now(),
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, from_id) REFERENCES membership (workspace_id, account_id),
  FOREIGN KEY (workspace_id, to_id) REFERENCES membership (workspace_id, account_id),
  CHECK (from_id <> to_id),
  CHECK (ends_at > starts_at)
);
CREATE INDEX delegation_to ON delegation (workspace_id, to_id, ends_at) WHERE ended_at IS NULL;
CREATE INDEX delegation_from ON delegation (workspace_id, from_id, ends_at) WHERE ended_at IS NULL;
CALL heed_protect('delegation');
REVOKE DELETE ON delegation FROM heed_app;

-- A list of customers that may be taken away as a file, for a while, by the person who exported it.
CREATE TABLE customer_export (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  account_id uuid NOT NULL,
  role text NOT NULL CHECK (length(role) <= 20),
  customers int NOT NULL CHECK (customers >= 0),
  made_at timestamptz NOT NULL DEFAULT heed_now(),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, account_id) REFERENCES membership (workspace_id, account_id)
);
CREATE INDEX customer_export_account ON customer_export (workspace_id, account_id, expires_at);
CALL heed_protect('customer_export');
REVOKE UPDATE, DELETE ON customer_export FROM heed_app;
