-- The chat widget and the visits of customers in it.
CREATE TABLE widget (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  public_key text NOT NULL REFERENCES key (public_key),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  greeting text NOT NULL DEFAULT '' CHECK (length(greeting) <= 300),
  accent text CHECK (accent ~ '^#[0-9a-f]{6}$'),
  allowed_origins text[] NOT NULL DEFAULT '{}',
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id)
);
CALL heed_protect('widget', 'true');

CREATE TABLE visit (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  token_hash bytea NOT NULL,
  widget_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  conversation_id uuid,
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  seen_at timestamptz NOT NULL DEFAULT heed_now(),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, token_hash),
  FOREIGN KEY (workspace_id, widget_id) REFERENCES widget (workspace_id, id),
  FOREIGN KEY (workspace_id, customer_id) REFERENCES customer (workspace_id, id),
  FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversation (workspace_id, id)
);
CREATE INDEX visit_customer ON visit (workspace_id, customer_id);
CALL heed_protect('visit', 'customer_id = (SELECT heed_customer())');

-- Who a visitor token is: one look-up per request, before a workspace is known, so it runs as owner. Without a visit that
-- is not over, the widget alone; no row when nobody has such a key.
CREATE FUNCTION heed_visitor(of_key text, hash bytea) RETURNS TABLE (
  workspace_id uuid, allowed_origins text[], visit_id uuid, customer_id uuid, is_long_ago boolean
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  moment timestamptz := heed_now();
BEGIN
  RETURN QUERY SELECT w.workspace_id, w.allowed_origins, v.id, v.customer_id, v.seen_at < moment - interval '1 hour'
    FROM key k
    JOIN widget w ON w.workspace_id = k.workspace_id AND w.public_key = k.public_key
    LEFT JOIN visit v ON v.workspace_id = w.workspace_id AND v.token_hash = hash AND v.widget_id = w.id
      AND v.expires_at > moment AND v.seen_at > moment - interval '30 days'
    WHERE k.public_key = of_key AND k.kind = 'widget' AND k.retired_at IS NULL;
END $$;
REVOKE ALL ON FUNCTION heed_visitor(text, bytea) FROM public;
GRANT EXECUTE ON FUNCTION heed_visitor(text, bytea) TO heed_app;
