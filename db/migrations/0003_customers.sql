-- Customers: a person with any number of addresses. name_key is the name in lower case without marks, for order and search.
CREATE TABLE customer (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  number bigint NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  name_key text COLLATE "C" NOT NULL CHECK (length(name_key) <= 400),
  is_visitor boolean NOT NULL DEFAULT false,
  locale text CHECK (length(locale) <= 35),
  time_zone text CHECK (length(time_zone) <= 64),
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  last_contact_at timestamptz,
  conversations int NOT NULL DEFAULT 0,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, number)
) WITH (fillfactor = 85);
CALL heed_count('customer');
CREATE INDEX customer_name ON customer (workspace_id, name_key, id);
CALL heed_protect('customer', 'id = (SELECT heed_customer())');

CREATE TABLE customer_address (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('email', 'phone')),
  value text NOT NULL CHECK (length(value) <= 254),
  value_key text COLLATE "C" NOT NULL CHECK (length(value_key) <= 254),
  is_primary boolean NOT NULL DEFAULT false,
  verified_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customer (workspace_id, id),
  UNIQUE (workspace_id, kind, value_key)
);
CREATE INDEX customer_address_customer ON customer_address (workspace_id, customer_id);
CREATE INDEX customer_address_value ON customer_address (workspace_id, value_key);
CALL heed_protect('customer_address', 'customer_id = (SELECT heed_customer())');

CREATE TABLE customer_note (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  customer_id uuid NOT NULL,
  author_id uuid NOT NULL REFERENCES account,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customer (workspace_id, id)
);
CREATE INDEX customer_note_customer ON customer_note (workspace_id, customer_id, created_at);
CALL heed_protect('customer_note');
