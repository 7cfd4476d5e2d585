-- Assessments: whether a learner can do the work, looked at by an assessor against a unit. Before it is begun, what the unit
-- wants within reach is a checklist of conditions, each met by links to what it speaks of.
CREATE TABLE assessment (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  learner_id uuid NOT NULL REFERENCES account,
  assessor_id uuid NOT NULL REFERENCES account,
  unit_code text NOT NULL CHECK (length(unit_code) <= 40),
  unit_title text NOT NULL CHECK (length(unit_title) BETWEEN 1 AND 160),
  state text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'open', 'closed')),
  planned_on date NOT NULL,
  opened_at timestamptz,
  closed_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  CHECK (learner_id <> assessor_id),
  CHECK (state <> 'open' OR opened_at IS NOT NULL),
  CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);
CREATE INDEX assessment_list ON assessment (workspace_id, created_at, id);
CREATE INDEX assessment_learner ON assessment (workspace_id, learner_id, created_at, id);
CALL heed_protect('assessment');
REVOKE DELETE ON assessment FROM heed_app;

CREATE TABLE assessment_condition (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  assessment_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN
    ('response_times', 'communication_styles', 'complaints', 'reporting_issues', 'professional_standards', 'other')),
  -- Of a free one; what the others are called is said by whoever shows them.
  title text NOT NULL CHECK (length(title) <= 160),
  place int NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, assessment_id) REFERENCES assessment (workspace_id, id),
  CHECK ((kind = 'other') = (title <> ''))
);
CREATE INDEX assessment_condition_list ON assessment_condition (workspace_id, assessment_id, place, id);
CREATE UNIQUE INDEX assessment_condition_kind ON assessment_condition (workspace_id, assessment_id, kind)
  WHERE kind <> 'other';
CALL heed_protect('assessment_condition');

CREATE TABLE assessment_link (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  condition_id uuid NOT NULL,
  -- A clause as it stood in one published version, with the hash of what was published. Clauses of such a version never
  -- change, so what was linked can be read for good.
  version_id uuid,
  clause_id uuid,
  content_hash text CHECK (length(content_hash) = 64),
  item_id uuid,
  -- Null: it was linked by itself, when its condition came on the checklist.
  linked_by uuid REFERENCES account,
  linked_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, condition_id) REFERENCES assessment_condition (workspace_id, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, version_id, clause_id) REFERENCES standard_clause (workspace_id, version_id, id),
  FOREIGN KEY (workspace_id, item_id) REFERENCES library_item (workspace_id, id),
  CHECK (num_nonnulls(version_id, clause_id, content_hash) IN (0, 3)),
  CHECK ((item_id IS NULL) = (version_id IS NOT NULL))
);
-- One link to a clause, at one version; the same clause linked anew moves to the other version.
CREATE UNIQUE INDEX assessment_link_clause ON assessment_link (workspace_id, condition_id, clause_id)
  WHERE clause_id IS NOT NULL;
CREATE UNIQUE INDEX assessment_link_item ON assessment_link (workspace_id, condition_id, item_id)
  WHERE item_id IS NOT NULL;
CALL heed_protect('assessment_link');
