-- Fields of a workspace's own on customers and conversations. A field is a row; its values stand under its id in the
-- record's `fields`, so a new field changes no table. An id belongs to one workspace, so a value found under it does too.
CREATE TABLE field (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  subject text NOT NULL CHECK (subject ~ '^[a-z_]{1,40}$'),
  key text NOT NULL CHECK (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  label text NOT NULL CHECK (length(label) BETWEEN 1 AND 80),
  purpose text NOT NULL CHECK (length(purpose) BETWEEN 1 AND 500),
  kind text NOT NULL CHECK (kind IN ('text', 'number', 'date', 'yes_no', 'one_of', 'several_of', 'link', 'email')),
  -- [{key, label, retired}] of one_of and several_of; a choice is retired, never removed, because values name it.
  choices jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(choices) = 'array' AND pg_column_size(choices) <= 100000),
  roles text[] NOT NULL CHECK (cardinality(roles) BETWEEN 1 AND 20),
  is_required boolean NOT NULL DEFAULT false,
  place int NOT NULL,
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  retired_at timestamptz,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, subject, key)
);
CALL heed_protect('field');

-- What a customer or a conversation holds: field id → value. Most hold nothing, so the index leaves those out and costs
-- them nothing.
ALTER TABLE customer ADD COLUMN fields jsonb NOT NULL DEFAULT '{}'
  CHECK (jsonb_typeof(fields) = 'object' AND pg_column_size(fields) <= 400000);
CREATE INDEX customer_fields ON customer USING gin (fields jsonb_path_ops) WHERE fields <> '{}';
ALTER TABLE conversation ADD COLUMN fields jsonb NOT NULL DEFAULT '{}'
  CHECK (jsonb_typeof(fields) = 'object' AND pg_column_size(fields) <= 400000);
CREATE INDEX conversation_fields ON conversation USING gin (fields jsonb_path_ops) WHERE fields <> '{}';

-- Filters by field. `@>` is not leakproof, so under row-level security it could use no index: these run as owner, hold to
-- the workspace of the transaction, give ids only, at most 2,001, and nothing to customers. More than 2,000 means that the
-- value is common: the caller then walks its list, where the next match is near.
CREATE FUNCTION heed_customers_with(wanted jsonb) RETURNS SETOF uuid LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
BEGIN
  IF heed_customer() IS NOT NULL THEN RETURN; END IF;
  RETURN QUERY SELECT c.id FROM customer c
    WHERE c.workspace_id = heed_workspace() AND c.fields <> '{}' AND c.fields @> wanted LIMIT 2001;
END $$;
CREATE FUNCTION heed_conversations_with(wanted jsonb) RETURNS SETOF uuid LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
BEGIN
  IF heed_customer() IS NOT NULL THEN RETURN; END IF;
  RETURN QUERY SELECT c.id FROM conversation c
    WHERE c.workspace_id = heed_workspace() AND c.fields <> '{}' AND c.fields @> wanted LIMIT 2001;
END $$;
REVOKE ALL ON FUNCTION heed_customers_with(jsonb), heed_conversations_with(jsonb) FROM public;
GRANT EXECUTE ON FUNCTION heed_customers_with(jsonb), heed_conversations_with(jsonb) TO heed_app;
