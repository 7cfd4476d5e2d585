-- Before a standard is agreed on: what customers need and how that is known, how others do and how we do, who was asked
-- in which round, and what people suggest. All of it belongs to a version.

ALTER TABLE standard_version DROP CONSTRAINT standard_version_state_check;
ALTER TABLE standard_version ADD CONSTRAINT standard_version_state_check CHECK (state IN ('draft', 'needs', 'benchmark',
  'consulting', 'aligning', 'submitted', 'approved', 'scheduled', 'published', 'retired'));
-- Our own values beside each goal, as they were when it was approved.
ALTER TABLE standard_version ADD COLUMN figures jsonb CHECK (pg_column_size(figures) <= 100000);
DROP INDEX standard_version_open;
CREATE UNIQUE INDEX standard_version_open ON standard_version (workspace_id, standard_id)
  WHERE state NOT IN ('published', 'retired');

-- Named by where a version is closed, so that a further step before that needs nothing here.
CREATE FUNCTION standard_is_open(of_workspace uuid, of_version uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM standard_version v WHERE v.workspace_id = of_workspace AND v.id = of_version
    AND v.state NOT IN ('submitted', 'approved', 'scheduled', 'published', 'retired'))
$$;
CREATE OR REPLACE FUNCTION standard_clause_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  clause standard_clause := coalesce(new, old);
BEGIN
  IF NOT standard_is_open(clause.workspace_id, clause.version_id) THEN
    RAISE EXCEPTION 'clauses of an approved version never change';
  END IF;
  RETURN clause;
END $$;

CREATE TABLE standard_finding (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  version_id uuid NOT NULL,
  learnt text NOT NULL CHECK (length(learnt) BETWEEN 3 AND 2000),
  need text NOT NULL CHECK (length(need) BETWEEN 3 AND 500),
  -- How it is known: records of ours by their ids, or pages outside. Nothing is a finding without one.
  sources jsonb NOT NULL CHECK (jsonb_typeof(sources) = 'array' AND jsonb_array_length(sources) BETWEEN 1 AND 20
    AND pg_column_size(sources) <= 40000),
  -- Which clauses answer the need.
  clause_ids uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(clause_ids) <= 30),
  author_id uuid,
  written_at timestamptz NOT NULL DEFAULT heed_now(),
  -- The version whose finding it was, where a MINOR one took it over.
  carried_from uuid,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, version_id) REFERENCES standard_version (workspace_id, id)
);
CREATE INDEX standard_finding_version ON standard_finding (workspace_id, version_id, written_at, id);
CALL heed_protect('standard_finding');

CREATE TABLE standard_benchmark (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  version_id uuid NOT NULL,
  measure text NOT NULL CHECK (length(measure) <= 60),
  channel text CHECK (length(channel) <= 40),
  -- In the unit of the measure; null where the source says how it is done and gives no number.
  value double precision CHECK (value BETWEEN 0 AND 1000000),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  address text NOT NULL CHECK (length(address) BETWEEN 1 AND 500),
  year int NOT NULL CHECK (year BETWEEN 1900 AND 2100),
  -- Null: the source does not say, which makes it weak.
  sample text CHECK (length(sample) BETWEEN 1 AND 300),
  method text CHECK (length(method) BETWEEN 1 AND 300),
  strength text NOT NULL CHECK (strength IN ('weak', 'strong')),
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
  -- The entry of the list of references that it was chosen from.
  reference text CHECK (length(reference) <= 60),
  author_id uuid,
  written_at timestamptz NOT NULL DEFAULT heed_now(),
  carried_from uuid,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, version_id) REFERENCES standard_version (workspace_id, id),
  CHECK (strength = 'weak' OR (sample IS NOT NULL AND method IS NOT NULL))
);
CREATE INDEX standard_benchmark_version ON standard_benchmark (workspace_id, version_id, measure, written_at, id);
CALL heed_protect('standard_benchmark');

-- Why a goal has no benchmark; channel '' is every channel.
CREATE TABLE standard_unbenchmarked (
  workspace_id uuid NOT NULL,
  version_id uuid NOT NULL,
  measure text NOT NULL CHECK (length(measure) <= 60),
  channel text NOT NULL DEFAULT '' CHECK (length(channel) <= 40),
  reason text NOT NULL CHECK (length(reason) BETWEEN 3 AND 500),
  author_id uuid,
  PRIMARY KEY (workspace_id, version_id, measure, channel),
  FOREIGN KEY (workspace_id, version_id) REFERENCES standard_version (workspace_id, id)
);
CALL heed_protect('standard_unbenchmarked');

-- Evidence stays as it was when the version was submitted, like the clauses.
CREATE FUNCTION standard_evidence_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND NOT standard_is_open(old.workspace_id, old.version_id)
    OR TG_OP <> 'DELETE' AND NOT standard_is_open(new.workspace_id, new.version_id) THEN
    RAISE EXCEPTION 'the evidence of an approved version never changes';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN old; END IF;
  RETURN new;
END $$;
CREATE TRIGGER standard_finding_is_open BEFORE INSERT OR UPDATE OR DELETE ON standard_finding
  FOR EACH ROW EXECUTE FUNCTION standard_evidence_is_open();
CREATE TRIGGER standard_benchmark_is_open BEFORE INSERT OR UPDATE OR DELETE ON standard_benchmark
  FOR EACH ROW EXECUTE FUNCTION standard_evidence_is_open();
CREATE TRIGGER standard_unbenchmarked_is_open BEFORE INSERT OR UPDATE OR DELETE ON standard_unbenchmarked
  FOR EACH ROW EXECUTE FUNCTION standard_evidence_is_open();

-- A consultation goes in rounds, each with its closing day.
CREATE TABLE standard_round (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  version_id uuid NOT NULL,
  number int NOT NULL CHECK (number BETWEEN 1 AND 99),
  until date NOT NULL,
  opened_by uuid,
  opened_at timestamptz NOT NULL DEFAULT heed_now(),
  closed_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, version_id, number),
  FOREIGN KEY (workspace_id, version_id) REFERENCES standard_version (workspace_id, id)
);
CREATE UNIQUE INDEX standard_round_open ON standard_round (workspace_id, version_id) WHERE closed_at IS NULL;
CALL heed_protect('standard_round');
REVOKE DELETE ON standard_round FROM heed_app;
-- In which round it was written; null for one on the draft.
ALTER TABLE standard_comment ADD COLUMN round int;
INSERT INTO standard_round (workspace_id, id, version_id, number, until, opened_at, closed_at)
  SELECT workspace_id, gen_random_uuid(), id, 1, consult_until, consulted_at,
    CASE WHEN state <> 'consulting' THEN coalesce(submitted_at, retired_at, heed_now()) END
  FROM standard_version WHERE consulted_at IS NOT NULL AND consult_until IS NOT NULL;
UPDATE standard_comment c SET round = 1 FROM standard_round r
  WHERE r.workspace_id = c.workspace_id AND r.version_id = c.version_id AND c.written_at >= r.opened_at;

-- What people who work by a clause would have otherwise.
CREATE TABLE standard_suggestion (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  standard_id uuid NOT NULL,
  -- The clause as it was read: later versions, and drafts, may say it otherwise or leave it out.
  version_id uuid NOT NULL,
  clause_id uuid NOT NULL,
  clause_title text NOT NULL CHECK (length(clause_title) BETWEEN 1 AND 120),
  conversation_id uuid,
  author_id uuid NOT NULL REFERENCES account,
  text text NOT NULL CHECK (length(text) BETWEEN 3 AND 2000),
  written_at timestamptz NOT NULL DEFAULT heed_now(),
  state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'considered', 'taken', 'declined')),
  answer text CHECK (length(answer) BETWEEN 3 AND 500),
  answered_by uuid,
  answered_at timestamptz,
  -- The version into whose draft it was taken.
  taken_into uuid,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, standard_id) REFERENCES standard (workspace_id, id),
  FOREIGN KEY (workspace_id, version_id) REFERENCES standard_version (workspace_id, id),
  CHECK ((state = 'taken') = (taken_into IS NOT NULL)),
  CHECK (state <> 'declined' OR answer IS NOT NULL)
);
CREATE INDEX standard_suggestion_list ON standard_suggestion (workspace_id, standard_id, written_at, id);
CREATE INDEX standard_suggestion_taken ON standard_suggestion (workspace_id, taken_into) WHERE taken_into IS NOT NULL;
CALL heed_protect('standard_suggestion');
REVOKE DELETE ON standard_suggestion FROM heed_app;
