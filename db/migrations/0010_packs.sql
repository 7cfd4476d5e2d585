-- Law and practice packs are files of the product (src/foundation/packs); here stands which of them a workspace holds to,
-- from when until when. Which version of a pack is in force is said by the pack's own dates.
CREATE TABLE pack_adoption (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  pack text NOT NULL CHECK (pack ~ '^[a-z][a-z0-9-]{0,59}$'),
  adopted_at timestamptz NOT NULL DEFAULT heed_now(),
  left_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  CHECK (left_at >= adopted_at)
);
-- Held to once at a time; also what stops two who adopt at once.
CREATE UNIQUE INDEX pack_adoption_held ON pack_adoption (workspace_id, pack) WHERE left_at IS NULL;
CALL heed_protect('pack_adoption');
