-- API keys: a program acts by one as whoever made it. Kept as a hash; `hint` are the last signs, to tell keys apart.
CREATE TABLE api_key (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
  hint text NOT NULL CHECK (length(hint) = 4),
  scopes text[] NOT NULL CHECK (cardinality(scopes) BETWEEN 1 AND 200),
  -- It may do what people must confirm first.
  confirms boolean NOT NULL DEFAULT false,
  person_id uuid NOT NULL,
  made_at timestamptz NOT NULL DEFAULT heed_now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  used_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, person_id) REFERENCES membership (workspace_id, account_id)
);
CREATE UNIQUE INDEX api_key_token ON api_key (token_hash);
CALL heed_protect('api_key');

-- Whom a key means, before a workspace is known, so it runs as owner.
CREATE FUNCTION heed_api_key(hash bytea, at timestamptz) RETURNS TABLE (
  key_id uuid, account_id uuid, workspace_id uuid, name text, role text, team_ids uuid[], scopes text[],
  confirms boolean, used_at timestamptz
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT k.id, k.person_id, k.workspace_id, a.name, m.role,
    ARRAY(SELECT t.team_id FROM team_member t WHERE t.workspace_id = k.workspace_id AND t.account_id = k.person_id),
    k.scopes, k.confirms, k.used_at
  FROM api_key k
  JOIN account a ON a.id = k.person_id
  JOIN membership m ON m.workspace_id = k.workspace_id AND m.account_id = k.person_id AND m.active
  WHERE k.token_hash = hash AND k.revoked_at IS NULL AND k.expires_at > at
    -- Whoever must set up a second step before anything else does nothing by a key either.
    AND NOT EXISTS (SELECT FROM security_rule r WHERE r.workspace_id = k.workspace_id AND r.effective_from <= at
      AND m.role = ANY (r.roles) AND NOT heed_second_step(k.person_id))
$$;
REVOKE ALL ON FUNCTION heed_api_key(bytea, timestamptz) FROM public;
GRANT EXECUTE ON FUNCTION heed_api_key(bytea, timestamptz) TO heed_app;

-- Webhooks: where events go, each delivery with its attempts. `kinds` null is every kind of event.
CREATE TABLE webhook_endpoint (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  url text NOT NULL CHECK (length(url) BETWEEN 8 AND 1000),
  kinds text[] CHECK (cardinality(kinds) BETWEEN 1 AND 300),
  -- Sealed (kernel/seal). The former one still signs too until `former_until`.
  secret bytea NOT NULL CHECK (length(secret) <= 300),
  former_secret bytea CHECK (length(former_secret) <= 300),
  former_until timestamptz,
  enabled boolean NOT NULL DEFAULT true,
  disabled_because text CHECK (disabled_because IN ('by_hand', 'gone')),
  -- Events after this one are for it.
  after_seq bigint NOT NULL,
  throttled_until timestamptz,
  failing_since timestamptz,
  made_at timestamptz NOT NULL DEFAULT heed_now(),
  -- Shown to nobody from then on; it is deleted when its deliveries are, step by step.
  removed_at timestamptz,
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  CHECK (enabled = (disabled_because IS NULL)),
  CHECK (removed_at IS NULL OR NOT enabled)
);
CALL heed_protect('webhook_endpoint');

-- `seq` null: a test. What is sent is made of the event when it is sent.
CREATE TABLE webhook_delivery (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL,
  endpoint_id uuid NOT NULL,
  seq bigint,
  type text NOT NULL CHECK (length(type) <= 80),
  at timestamptz NOT NULL DEFAULT heed_now(),
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'failed')),
  -- Attempts by the schedule; a redelivery by hand begins anew.
  tries int NOT NULL DEFAULT 0,
  attempts int NOT NULL DEFAULT 0,
  next_at timestamptz,
  -- A process is sending it; should it die, another one may after this.
  leased_until timestamptz,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, endpoint_id) REFERENCES webhook_endpoint ON DELETE CASCADE,
  CHECK ((state = 'waiting') = (next_at IS NOT NULL))
);
CREATE UNIQUE INDEX webhook_delivery_event ON webhook_delivery (workspace_id, endpoint_id, seq);
CREATE INDEX webhook_delivery_due ON webhook_delivery (workspace_id, endpoint_id, next_at, seq) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_list ON webhook_delivery (workspace_id, endpoint_id, at DESC, id DESC);
CREATE INDEX webhook_delivery_trouble ON webhook_delivery (workspace_id, endpoint_id, state, at DESC, id DESC)
  WHERE state <> 'delivered';
CREATE INDEX webhook_delivery_old ON webhook_delivery (at);
CALL heed_protect('webhook_delivery');

CREATE TABLE webhook_attempt (
  workspace_id uuid NOT NULL,
  delivery_id uuid NOT NULL,
  number int NOT NULL,
  at timestamptz NOT NULL,
  took_ms int NOT NULL CHECK (took_ms >= 0),
  status int,
  problem text CHECK (length(problem) <= 300),
  answer text CHECK (length(answer) <= 1024),
  PRIMARY KEY (workspace_id, delivery_id, number),
  FOREIGN KEY (workspace_id, delivery_id) REFERENCES webhook_delivery ON DELETE CASCADE
);
CALL heed_protect('webhook_attempt');

-- Up to which event deliveries were made.
CREATE TABLE webhook_cursor (
  workspace_id uuid PRIMARY KEY REFERENCES workspace,
  seq bigint NOT NULL
);
CALL heed_protect('webhook_cursor');

-- Over all workspaces, so these run as owner: where events wait to be made into deliveries, which endpoints have
-- something to send that nobody sends, what is too old to keep, and what is left of endpoints that were removed.
CREATE FUNCTION heed_webhooks_behind() RETURNS TABLE (workspace_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.workspace_id FROM webhook_cursor c JOIN workspace_stream s ON s.workspace_id = c.workspace_id
  WHERE c.seq < s.head
    AND EXISTS (SELECT FROM webhook_endpoint e WHERE e.workspace_id = c.workspace_id AND e.enabled)
$$;
CREATE FUNCTION heed_webhooks_due(now_at timestamptz) RETURNS TABLE (workspace_id uuid, endpoint_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e.workspace_id, e.id FROM webhook_endpoint e
  WHERE e.enabled AND coalesce(e.throttled_until, now_at) <= now_at AND EXISTS (
    SELECT FROM webhook_delivery d WHERE d.workspace_id = e.workspace_id AND d.endpoint_id = e.id
      AND d.state = 'waiting' AND d.next_at <= now_at AND coalesce(d.leased_until, now_at) <= now_at)
$$;
CREATE FUNCTION heed_webhooks_tidy(before timestamptz, most int) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (
    DELETE FROM webhook_delivery d USING (
      SELECT o.workspace_id, o.id FROM webhook_delivery o WHERE o.at < before ORDER BY o.at LIMIT most
    ) old WHERE d.workspace_id = old.workspace_id AND d.id = old.id RETURNING 1)
  SELECT count(*) FROM gone
$$;
CREATE FUNCTION heed_webhooks_tidy_removed(most int) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (
    DELETE FROM webhook_delivery d USING (
      SELECT e.workspace_id, o.id FROM webhook_endpoint e CROSS JOIN LATERAL (
        SELECT l.id FROM webhook_delivery l WHERE l.workspace_id = e.workspace_id AND l.endpoint_id = e.id
        ORDER BY l.at DESC, l.id DESC LIMIT most) o
      WHERE e.removed_at IS NOT NULL LIMIT most
    ) old WHERE d.workspace_id = old.workspace_id AND d.id = old.id RETURNING 1)
  SELECT count(*) FROM gone
$$;
CREATE FUNCTION heed_webhooks_tidy_bare() RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM webhook_endpoint e WHERE e.removed_at IS NOT NULL AND NOT EXISTS (
    SELECT FROM webhook_delivery d WHERE d.workspace_id = e.workspace_id AND d.endpoint_id = e.id)
$$;
REVOKE ALL ON FUNCTION heed_webhooks_behind(), heed_webhooks_due(timestamptz), heed_webhooks_tidy(timestamptz, int),
  heed_webhooks_tidy_removed(int), heed_webhooks_tidy_bare() FROM public;
GRANT EXECUTE ON FUNCTION heed_webhooks_behind(), heed_webhooks_due(timestamptz), heed_webhooks_tidy(timestamptz, int),
  heed_webhooks_tidy_removed(int), heed_webhooks_tidy_bare() TO heed_app;
