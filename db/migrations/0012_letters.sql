-- Letters: templates whose versions never change, and what was made of them.
CREATE TABLE letter_template (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind ~ '^[a-z_]{1,40}\.[a-z_]{1,40}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  current int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  retired_at timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX letter_template_name ON letter_template (workspace_id, kind, lower(name)) WHERE retired_at IS NULL;
CALL heed_protect('letter_template');

CREATE TABLE letter_template_version (
  workspace_id uuid NOT NULL,
  template_id uuid NOT NULL,
  number int NOT NULL CHECK (number >= 1),
  language text NOT NULL CHECK (length(language) <= 35),
  subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 200),
  -- [{block, text}] in order; block names the required content that this section is, or is null.
  sections jsonb NOT NULL CHECK (jsonb_typeof(sections) = 'array' AND pg_column_size(sections) <= 200000),
  written_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, template_id, number),
  FOREIGN KEY (workspace_id, template_id) REFERENCES letter_template (workspace_id, id)
);
CALL heed_protect('letter_template_version');
REVOKE UPDATE, DELETE ON letter_template_version FROM heed_app;

-- A letter that was made: its words as they were rendered. The PDF is drawn from them whenever it is asked for.
CREATE TABLE letter (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  number bigint NOT NULL,
  customer_id uuid NOT NULL,
  about_id uuid NOT NULL,
  kind text NOT NULL CHECK (length(kind) <= 81),
  template_id uuid NOT NULL,
  template_version int NOT NULL,
  language text NOT NULL CHECK (length(language) <= 35),
  subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 500),
  recipient text NOT NULL CHECK (length(recipient) <= 400),
  sender text NOT NULL CHECK (length(sender) <= 400),
  -- Headings, paragraphs and lists in order, with every value in its place.
  content jsonb NOT NULL CHECK (jsonb_typeof(content) = 'array' AND pg_column_size(content) <= 200000),
  author_id uuid,
  made_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, number),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customer (workspace_id, id),
  FOREIGN KEY (workspace_id, template_id, template_version)
    REFERENCES letter_template_version (workspace_id, template_id, number)
);
CALL heed_count('letter');
CREATE INDEX letter_customer ON letter (workspace_id, customer_id, made_at DESC, id DESC);
CREATE INDEX letter_about ON letter (workspace_id, about_id, made_at DESC, id DESC);
CALL heed_protect('letter');
REVOKE UPDATE, DELETE ON letter FROM heed_app;
