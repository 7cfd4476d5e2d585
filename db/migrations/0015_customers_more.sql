-- Customers as one would know them: new or returning, duplicates with their evidence, merging with a way back, tags and
-- organisations.

-- The row that two customers became; the merged one stays as an alias, so that its reference and id still lead somewhere.
-- It always names the last one in a line of merges.
ALTER TABLE customer ADD COLUMN merged_into uuid;
ALTER TABLE customer ADD FOREIGN KEY (workspace_id, merged_into) REFERENCES customer (workspace_id, id);
CREATE INDEX customer_alias ON customer (workspace_id, merged_into) WHERE merged_into IS NOT NULL;

-- Kept by the database, because counting a contact must not rewrite the entries of every index of the row: this one
-- changes once in the life of a customer.
ALTER TABLE customer ADD COLUMN is_returning boolean NOT NULL GENERATED ALWAYS AS (conversations >= 2) STORED;
CREATE INDEX customer_standing ON customer (workspace_id, is_returning, name_key, id) WHERE merged_into IS NULL;

-- The form by which two addresses reach the same mailbox or telephone. E-mail: without what follows a plus, and at
-- Google without dots. Phone: the number within its country, without country code and trunk zeros.
CREATE FUNCTION heed_match_key(kind text, value_key text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN kind = 'email' AND value_key ~ '@(gmail|googlemail)\.com$'
      THEN replace(split_part(split_part(value_key, '@', 1), '+', 1), '.', '') || '@gmail.com'
    WHEN kind = 'email' AND value_key ~ '^[^+@]+\+'
      THEN split_part(value_key, '+', 1) || '@' || split_part(value_key, '@', 2)
    WHEN kind = 'email' THEN value_key
    WHEN value_key LIKE '+%' THEN regexp_replace(value_key,
      '^\+(?:1|7|20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(?:2[1-689]|3[578]|42|5[09]|6[7-9]|8[05789]|9[679])\d)0*',
      '')
    ELSE regexp_replace(regexp_replace(value_key, '^0+', ''), '^1(\d{10})$', '\1') END
$$;
ALTER TABLE customer_address ADD COLUMN match_key text COLLATE "C" NOT NULL
  GENERATED ALWAYS AS (heed_match_key(kind, value_key)) STORED;
CREATE INDEX customer_address_match ON customer_address (workspace_id, kind, match_key);
-- What stands behind the @, for organisations and colleagues. A column rather than an index over the expression, which
-- row-level security could not use because split_part is not leakproof.
ALTER TABLE customer_address ADD COLUMN domain text COLLATE "C"
  GENERATED ALWAYS AS (CASE WHEN kind = 'email' THEN split_part(value_key, '@', 2) END) STORED;
CREATE INDEX customer_address_domain ON customer_address (workspace_id, domain) WHERE domain IS NOT NULL;

-- Names alike. `%` is not leakproof, so under row-level security it could use no index: this runs as owner, holds to the
-- workspace of the transaction, gives ids only, and nothing to customers. Visitors have no name of their own.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX customer_name_alike ON customer USING gin (name_key gin_trgm_ops)
  WHERE NOT is_visitor AND merged_into IS NULL;
CREATE FUNCTION heed_customers_named_like(sought text, own uuid) RETURNS SETOF uuid LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
SET pg_trgm.similarity_threshold = 0.6 AS $$
BEGIN
  IF heed_customer() IS NOT NULL THEN RETURN; END IF;
  -- A name that thousands bear is not sorted through; those who also share something are found by that.
  RETURN QUERY SELECT a.id FROM (SELECT c.id, c.name_key FROM customer c
      WHERE c.workspace_id = heed_workspace() AND c.name_key % sought AND NOT c.is_visitor AND c.merged_into IS NULL
        AND c.id <> own LIMIT 1000) a
    ORDER BY similarity(a.name_key, sought) DESC, a.id LIMIT 25;
END $$;
REVOKE ALL ON FUNCTION heed_customers_named_like(text, uuid) FROM public;
GRANT EXECUTE ON FUNCTION heed_customers_named_like(text, uuid) TO heed_app;

-- Two customers who may be one, and whom somebody said are not. The evidence is worked out from their addresses and names
-- when it is read, so that it is never older than they are.
CREATE TABLE customer_pair (
  workspace_id uuid NOT NULL,
  one_id uuid NOT NULL,
  other_id uuid NOT NULL,
  strength smallint NOT NULL CHECK (strength BETWEEN 1 AND 3),
  found_at timestamptz NOT NULL DEFAULT heed_now(),
  dismissed_by uuid REFERENCES account,
  dismissed_at timestamptz,
  PRIMARY KEY (workspace_id, one_id, other_id),
  FOREIGN KEY (workspace_id, one_id) REFERENCES customer (workspace_id, id),
  FOREIGN KEY (workspace_id, other_id) REFERENCES customer (workspace_id, id),
  CHECK (one_id < other_id),
  CHECK ((dismissed_by IS NULL) = (dismissed_at IS NULL))
);
CREATE INDEX customer_pair_other ON customer_pair (workspace_id, other_id);
CREATE INDEX customer_pair_list ON customer_pair (workspace_id, strength DESC, found_at DESC, one_id DESC, other_id DESC)
  WHERE dismissed_at IS NULL;
CALL heed_protect('customer_pair');
-- Customers who are here already; what is found afterwards is found by the commands that write addresses and names.
INSERT INTO customer_pair (workspace_id, one_id, other_id, strength)
  SELECT DISTINCT a.workspace_id, a.customer_id, b.customer_id, 2
  FROM customer_address a JOIN customer_address b ON b.workspace_id = a.workspace_id AND b.kind = a.kind
    AND b.match_key = a.match_key AND a.customer_id < b.customer_id;

-- A merge: who became whom, what was chosen, and until when it can be undone. `before` and `after` hold what was changed
-- of the one that stays; the merged row keeps its own values.
CREATE TABLE customer_merge (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  other_id uuid NOT NULL,
  merged_by uuid REFERENCES account,
  merged_at timestamptz NOT NULL DEFAULT heed_now(),
  undo_until timestamptz NOT NULL,
  undone_by uuid REFERENCES account,
  undone_at timestamptz,
  before jsonb NOT NULL CHECK (pg_column_size(before) <= 400000),
  after jsonb NOT NULL CHECK (pg_column_size(after) <= 400000),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customer (workspace_id, id),
  FOREIGN KEY (workspace_id, other_id) REFERENCES customer (workspace_id, id)
);
CREATE INDEX customer_merge_customer ON customer_merge (workspace_id, customer_id, merged_at DESC);
CREATE INDEX customer_merge_other ON customer_merge (workspace_id, other_id, merged_at DESC);
CALL heed_protect('customer_merge');
REVOKE DELETE ON customer_merge FROM heed_app;

-- Every row that went along, so that each can go back.
CREATE TABLE customer_merge_row (
  workspace_id uuid NOT NULL,
  merge_id uuid NOT NULL,
  source text NOT NULL CHECK (length(source) <= 60),
  row_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, merge_id, source, row_id),
  FOREIGN KEY (workspace_id, merge_id) REFERENCES customer_merge (workspace_id, id)
);
CALL heed_protect('customer_merge_row');
REVOKE UPDATE, DELETE ON customer_merge_row FROM heed_app;

-- These never change but for whom they belong to, when two customers turn out to be one.
GRANT UPDATE (customer_id) ON letter, decision, notice TO heed_app;

-- Everybody whom this customer ever was one with, also where that was undone: the log keeps the id of its time.
CREATE FUNCTION heed_customer_kin(customer uuid) RETURNS uuid[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  kin uuid[] := ARRAY[customer];
  more uuid[];
BEGIN
  LOOP
    SELECT array_agg(DISTINCT k.id) INTO more FROM (
      SELECT m.customer_id AS id FROM customer_merge m WHERE m.workspace_id = heed_workspace() AND m.other_id = ANY (kin)
      UNION SELECT m.other_id FROM customer_merge m WHERE m.workspace_id = heed_workspace() AND m.customer_id = ANY (kin)
    ) k WHERE k.id <> ALL (kin);
    EXIT WHEN more IS NULL;
    kin := kin || more;
  END LOOP;
  RETURN kin;
END $$;

-- Words by which customers are sorted; a workspace's own list.
CREATE TABLE customer_tag (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  retired_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX customer_tag_name ON customer_tag (workspace_id, lower(name)) WHERE retired_at IS NULL;
CALL heed_protect('customer_tag');

CREATE TABLE customer_tagged (
  workspace_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  tag_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, customer_id, tag_id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customer (workspace_id, id),
  FOREIGN KEY (workspace_id, tag_id) REFERENCES customer_tag (workspace_id, id)
);
CREATE INDEX customer_tagged_tag ON customer_tagged (workspace_id, tag_id, customer_id);
CALL heed_protect('customer_tagged');

-- Companies, councils, clubs: several people belong to one, and one person to several.
CREATE TABLE organisation (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  name_key text COLLATE "C" NOT NULL CHECK (length(name_key) <= 400),
  notes text NOT NULL DEFAULT '' CHECK (length(notes) <= 4000),
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX organisation_name ON organisation (workspace_id, name_key, id);
CALL heed_protect('organisation');

CREATE TABLE organisation_domain (
  workspace_id uuid NOT NULL,
  domain text COLLATE "C" NOT NULL CHECK (domain = lower(domain) AND length(domain) BETWEEN 3 AND 253),
  organisation_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, domain),
  FOREIGN KEY (workspace_id, organisation_id) REFERENCES organisation (workspace_id, id)
);
CREATE INDEX organisation_domain_of ON organisation_domain (workspace_id, organisation_id, domain);
CALL heed_protect('organisation_domain');

CREATE TABLE organisation_member (
  workspace_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  is_primary boolean NOT NULL DEFAULT false,
  since timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, customer_id, organisation_id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customer (workspace_id, id),
  FOREIGN KEY (workspace_id, organisation_id) REFERENCES organisation (workspace_id, id)
);
CREATE UNIQUE INDEX organisation_member_primary ON organisation_member (workspace_id, customer_id) WHERE is_primary;
CREATE INDEX organisation_member_of ON organisation_member (workspace_id, organisation_id, customer_id);
CALL heed_protect('organisation_member');
