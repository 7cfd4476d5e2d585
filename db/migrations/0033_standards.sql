-- Standards: the document that people write and the software carries out. A version is edited by clause until it is
-- approved and never changes after that; a clause keeps its id from version to version.
CREATE TABLE standard (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  about text NOT NULL DEFAULT '' CHECK (length(about) <= 2000),
  -- Roles that must read and sign it.
  audience text[] NOT NULL CHECK (cardinality(audience) BETWEEN 1 AND 7),
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  retired_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX standard_name ON standard (workspace_id, lower(name)) WHERE retired_at IS NULL;
CALL heed_protect('standard');

CREATE TABLE standard_version (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  standard_id uuid NOT NULL,
  major int NOT NULL CHECK (major BETWEEN 1 AND 9999),
  minor int NOT NULL CHECK (minor BETWEEN 0 AND 9999),
  state text NOT NULL DEFAULT 'draft'
    CHECK (state IN ('draft', 'consulting', 'submitted', 'approved', 'scheduled', 'published', 'retired')),
  based_on uuid,
  reason text CHECK (length(reason) <= 500),
  -- Null for the version with which a workspace begins.
  author_id uuid,
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  consulted_at timestamptz,
  consult_until date,
  submitted_at timestamptz,
  approved_at timestamptz,
  approved_by uuid,
  -- Of everything that was approved, so that whoever signs knows what was signed.
  content_hash text CHECK (length(content_hash) = 64),
  effective_from timestamptz,
  published_at timestamptz,
  retired_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, standard_id, major, minor),
  FOREIGN KEY (workspace_id, standard_id) REFERENCES standard (workspace_id, id),
  CHECK (state NOT IN ('approved', 'scheduled', 'published') OR (content_hash IS NOT NULL AND approved_by IS NOT NULL)),
  CHECK (approved_by IS DISTINCT FROM author_id OR approved_by IS NULL)
);
-- One version at a time is being worked on, and one is in force.
CREATE UNIQUE INDEX standard_version_open ON standard_version (workspace_id, standard_id)
  WHERE state IN ('draft', 'consulting', 'submitted', 'approved', 'scheduled');
CREATE UNIQUE INDEX standard_version_in_force ON standard_version (workspace_id, standard_id)
  WHERE state = 'published';
CALL heed_protect('standard_version');
REVOKE DELETE ON standard_version FROM heed_app;

CREATE TABLE standard_clause (
  workspace_id uuid NOT NULL,
  version_id uuid NOT NULL,
  id uuid NOT NULL,
  section text NOT NULL CHECK (length(section) <= 40),
  place int NOT NULL CHECK (place >= 1),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 120),
  text text NOT NULL CHECK (length(text) <= 8000),
  kind text NOT NULL CHECK (kind IN ('promise', 'procedure', 'style', 'touchpoint', 'metric', 'policy', 'legal')),
  -- What the software carries out; null where there is only text.
  body jsonb CHECK (pg_column_size(body) <= 60000),
  owner_id uuid,
  review_on date,
  -- Why it differs from the version before.
  reason text CHECK (length(reason) <= 500),
  -- Who wrote it in this version; null when it was taken over unchanged.
  changed_by uuid,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, version_id, id),
  FOREIGN KEY (workspace_id, version_id) REFERENCES standard_version (workspace_id, id)
);
CALL heed_protect('standard_clause');

-- Whatever a program does, what was approved stays as it is.
CREATE FUNCTION standard_clause_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  clause standard_clause := coalesce(new, old);
BEGIN
  IF NOT EXISTS (SELECT FROM standard_version v WHERE v.workspace_id = clause.workspace_id AND v.id = clause.version_id
      AND v.state IN ('draft', 'consulting')) THEN
    RAISE EXCEPTION 'clauses of an approved version never change';
  END IF;
  RETURN clause;
END $$;
CREATE TRIGGER standard_clause_is_open BEFORE INSERT OR UPDATE OR DELETE ON standard_clause
  FOR EACH ROW EXECUTE FUNCTION standard_clause_is_open();

-- Clauses that the version before had and this one has not, with the reason.
CREATE TABLE standard_dropped (
  workspace_id uuid NOT NULL,
  version_id uuid NOT NULL,
  clause_id uuid NOT NULL,
  title text NOT NULL CHECK (length(title) <= 120),
  reason text NOT NULL CHECK (length(reason) BETWEEN 3 AND 500),
  dropped_by uuid,
  PRIMARY KEY (workspace_id, version_id, clause_id),
  FOREIGN KEY (workspace_id, version_id) REFERENCES standard_version (workspace_id, id)
);
CALL heed_protect('standard_dropped');

CREATE TABLE standard_invitee (
  workspace_id uuid NOT NULL,
  version_id uuid NOT NULL,
  person_id uuid NOT NULL REFERENCES account,
  invited_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, version_id, person_id),
  FOREIGN KEY (workspace_id, version_id) REFERENCES standard_version (workspace_id, id)
);
CALL heed_protect('standard_invitee');

CREATE TABLE standard_comment (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  version_id uuid NOT NULL,
  -- Null: on the whole of it. The clause may be gone by now.
  clause_id uuid,
  author_id uuid NOT NULL REFERENCES account,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
  written_at timestamptz NOT NULL DEFAULT heed_now(),
  disposition text CHECK (disposition IN ('taken', 'partly', 'declined')),
  disposition_reason text CHECK (length(disposition_reason) <= 500),
  disposed_by uuid,
  disposed_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, version_id) REFERENCES standard_version (workspace_id, id),
  CHECK ((disposition IS NULL) = (disposed_at IS NULL)),
  CHECK (disposition IS NULL OR disposition = 'taken' OR disposition_reason IS NOT NULL)
);
CREATE INDEX standard_comment_version ON standard_comment (workspace_id, version_id, written_at, id);
CALL heed_protect('standard_comment');
REVOKE DELETE ON standard_comment FROM heed_app;

-- Which clause wrote a target. The target is of promises and may be ended there; the row stays and explains old clocks.
CREATE TABLE standard_target (
  workspace_id uuid NOT NULL,
  target_id uuid NOT NULL,
  version_id uuid NOT NULL,
  clause_id uuid NOT NULL,
  line int NOT NULL,
  PRIMARY KEY (workspace_id, target_id),
  FOREIGN KEY (workspace_id, version_id, clause_id) REFERENCES standard_clause (workspace_id, version_id, id)
);
CREATE INDEX standard_target_version ON standard_target (workspace_id, version_id);
CALL heed_protect('standard_target');
REVOKE UPDATE, DELETE ON standard_target FROM heed_app;

-- Which steps of a procedure have been done on a conversation.
CREATE TABLE standard_tick (
  workspace_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  version_id uuid NOT NULL,
  clause_id uuid NOT NULL,
  step int NOT NULL CHECK (step BETWEEN 0 AND 29),
  person_id uuid NOT NULL,
  ticked_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, conversation_id, version_id, clause_id, step),
  FOREIGN KEY (workspace_id, version_id, clause_id) REFERENCES standard_clause (workspace_id, version_id, id)
);
CALL heed_protect('standard_tick');

-- Who has read and signed which version, with the hash of what they saw.
CREATE TABLE standard_signature (
  workspace_id uuid NOT NULL,
  version_id uuid NOT NULL,
  person_id uuid NOT NULL REFERENCES account,
  content_hash text NOT NULL CHECK (length(content_hash) = 64),
  signed_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, version_id, person_id),
  FOREIGN KEY (workspace_id, version_id) REFERENCES standard_version (workspace_id, id)
);
CALL heed_protect('standard_signature');
REVOKE UPDATE, DELETE ON standard_signature FROM heed_app;
