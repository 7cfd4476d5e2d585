-- Questions about a version of a standard are made from its clauses; what is kept is who answered them, how and when.
CREATE TABLE standard_quiz_attempt (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  version_id uuid NOT NULL,
  person_id uuid NOT NULL REFERENCES account,
  -- Of the version, so that it can be said for good what was asked.
  content_hash text NOT NULL CHECK (length(content_hash) = 64),
  -- Place of the chosen answer by question; what has none was not answered.
  answers jsonb NOT NULL,
  score int NOT NULL,
  questions int NOT NULL CHECK (questions > 0),
  is_passed boolean NOT NULL,
  at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, version_id) REFERENCES standard_version (workspace_id, id),
  CHECK (score BETWEEN 0 AND questions)
);
CREATE INDEX standard_quiz_attempt_person ON standard_quiz_attempt (workspace_id, version_id, person_id);
CALL heed_protect('standard_quiz_attempt');
REVOKE UPDATE, DELETE ON standard_quiz_attempt FROM heed_app;
