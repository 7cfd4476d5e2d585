-- The library: what a workspace goes by or leans on, with where it comes from and when somebody looks at it again.
CREATE TABLE library_item (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  kind text NOT NULL
    CHECK (kind IN ('code', 'regulator', 'policy', 'procedure', 'brand', 'offline', 'reference', 'media')),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 160),
  address text NOT NULL DEFAULT '' CHECK (length(address) <= 500),
  text text NOT NULL DEFAULT '' CHECK (length(text) <= 20000),
  -- The day that stands on it.
  dated_on date,
  -- When somebody last made sure that it still holds, and when somebody does again.
  checked_on date,
  next_check_on date,
  copyright_owner text NOT NULL DEFAULT '' CHECK (length(copyright_owner) <= 160),
  licence text NOT NULL DEFAULT '' CHECK (length(licence) <= 160),
  -- Who allowed it, when and for what, where there is no licence.
  permission text NOT NULL DEFAULT '' CHECK (length(permission) <= 500),
  is_public boolean NOT NULL DEFAULT false,
  owner_id uuid REFERENCES account,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  retired_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  -- Whatever a program does, nothing is shown to the public without a right to it.
  CHECK (NOT is_public OR (copyright_owner <> '' AND (licence <> '' OR permission <> '')))
);
CREATE INDEX library_item_list ON library_item (workspace_id, lower(title), id);
CALL heed_protect('library_item');
REVOKE DELETE ON library_item FROM heed_app;

-- What an offline standard says, topic by topic.
CREATE TABLE library_line (
  workspace_id uuid NOT NULL,
  item_id uuid NOT NULL,
  place int NOT NULL CHECK (place >= 1),
  topic text NOT NULL CHECK (length(topic) BETWEEN 1 AND 80),
  value text NOT NULL CHECK (length(value) BETWEEN 1 AND 80),
  unit text NOT NULL DEFAULT '' CHECK (length(unit) <= 40),
  text text NOT NULL DEFAULT '' CHECK (length(text) <= 500),
  PRIMARY KEY (workspace_id, item_id, place),
  FOREIGN KEY (workspace_id, item_id) REFERENCES library_item (workspace_id, id)
);
CREATE UNIQUE INDEX library_line_topic ON library_line (workspace_id, item_id, lower(topic));
CALL heed_protect('library_line');

-- A version is aligned between its consultation and its submission. States are named by what they are not, so that a
-- further step before the approval needs no other index and no other trigger.
ALTER TABLE standard_version DROP CONSTRAINT standard_version_state_check;
ALTER TABLE standard_version ADD CONSTRAINT standard_version_state_check CHECK (state IN ('draft', 'needs', 'benchmark',
  'consulting', 'aligning', 'submitted', 'approved', 'scheduled', 'published', 'retired'));
DROP INDEX standard_version_open;
CREATE UNIQUE INDEX standard_version_open ON standard_version (workspace_id, standard_id)
  WHERE state NOT IN ('published', 'retired');
CREATE OR REPLACE FUNCTION standard_clause_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  clause standard_clause := coalesce(new, old);
BEGIN
  IF EXISTS (SELECT FROM standard_version v WHERE v.workspace_id = clause.workspace_id AND v.id = clause.version_id
      AND v.state IN ('submitted', 'approved', 'scheduled', 'published', 'retired')) THEN
    RAISE EXCEPTION 'clauses of an approved version never change';
  END IF;
  RETURN clause;
END $$;

-- With what a clause agrees: an item of the library, or words where there is no such document.
CREATE TABLE standard_link (
  workspace_id uuid NOT NULL,
  version_id uuid NOT NULL,
  clause_id uuid NOT NULL,
  agrees_with text NOT NULL CHECK (agrees_with IN ('policy', 'procedure', 'brand')),
  place int NOT NULL CHECK (place >= 1),
  item_id uuid,
  words text CHECK (length(words) BETWEEN 3 AND 300),
  PRIMARY KEY (workspace_id, version_id, clause_id, agrees_with, place),
  FOREIGN KEY (workspace_id, version_id, clause_id) REFERENCES standard_clause (workspace_id, version_id, id)
    ON DELETE CASCADE,
  FOREIGN KEY (workspace_id, item_id) REFERENCES library_item (workspace_id, id),
  CHECK ((item_id IS NULL) <> (words IS NULL))
);
CALL heed_protect('standard_link');

-- What was answered to a point of the checks: a clause, a reason, or both. `seen` is what it was an answer to; to
-- something else it is none.
CREATE TABLE standard_answer (
  workspace_id uuid NOT NULL,
  version_id uuid NOT NULL,
  point text NOT NULL CHECK (length(point) BETWEEN 1 AND 200),
  clause_id uuid,
  reason text CHECK (length(reason) BETWEEN 3 AND 500),
  seen text NOT NULL CHECK (length(seen) <= 400),
  answered_by uuid,
  answered_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, version_id, point),
  FOREIGN KEY (workspace_id, version_id) REFERENCES standard_version (workspace_id, id),
  FOREIGN KEY (workspace_id, version_id, clause_id) REFERENCES standard_clause (workspace_id, version_id, id)
    ON DELETE CASCADE,
  CHECK (clause_id IS NOT NULL OR reason IS NOT NULL)
);
CALL heed_protect('standard_answer');

-- Workspaces that are there already hold to the checklists that a new one begins with.
INSERT INTO pack_adoption (workspace_id, id, pack)
SELECT w.id, gen_random_uuid(), p.pack FROM workspace w
CROSS JOIN (VALUES ('checklist-general', ''), ('checklist-au-consumer', 'Australia/'), ('checklist-au-privacy', 'Australia/'))
  AS p (pack, zone)
WHERE w.time_zone LIKE p.zone || '%';
