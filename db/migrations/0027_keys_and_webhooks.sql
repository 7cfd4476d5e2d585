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
$$;
REVOKE ALL ON FUNCTION heed_api_key(bytea, timestamptz) FROM public;
GRANT EXECUTE ON FUNCTION heed_api_key(bytea, timestamptz) TO heed_app;
