-- Account safety: where a session is, second steps of signing in, what a workspace demands of its people. All but the
-- last belong to an account, not to a workspace, and are read before a workspace is known.
ALTER TABLE session ADD COLUMN address text NOT NULL DEFAULT '' CHECK (length(address) <= 80);

-- An authenticator app: its shared secret, sealed (kernel/seal), and the last step of 30 s whose code was used.
CREATE TABLE authenticator (
  account_id uuid PRIMARY KEY REFERENCES account,
  secret bytea NOT NULL CHECK (length(secret) <= 200),
  last_step bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  confirmed_at timestamptz
);

CREATE TABLE recovery_code (
  account_id uuid NOT NULL REFERENCES account,
  code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  used_at timestamptz,
  PRIMARY KEY (account_id, code_hash)
);

CREATE TABLE passkey (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account,
  credential_id text NOT NULL UNIQUE CHECK (length(credential_id) <= 1400),
  public_key bytea NOT NULL CHECK (length(public_key) <= 4000),
  counter bigint NOT NULL,
  transports text[] NOT NULL DEFAULT '{}' CHECK (cardinality(transports) <= 10),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  used_at timestamptz
);
CREATE INDEX passkey_account ON passkey (account_id);

-- What was begun and waits for its end: a second step, a challenge for a passkey. Short-lived; taken once. Losing it in
-- a crash only asks again.
CREATE UNLOGGED TABLE sign_in_step (
  token_hash bytea PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('second_step', 'passkey', 'new_passkey')),
  account_id uuid,
  data text NOT NULL CHECK (length(data) <= 500),
  expires_at timestamptz NOT NULL
);
CREATE INDEX sign_in_step_expires ON sign_in_step (expires_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON authenticator, recovery_code, passkey, sign_in_step TO heed_app;

-- Which roles of a workspace must have a second step, and from when on.
CREATE TABLE security_rule (
  workspace_id uuid PRIMARY KEY REFERENCES workspace,
  roles text[] NOT NULL DEFAULT '{}'
    CHECK (roles <@ ARRAY['owner', 'manager', 'lead', 'adviser', 'assessor', 'learner', 'viewer']),
  effective_from timestamptz,
  version int NOT NULL DEFAULT 1
);
CALL heed_protect('security_rule');

-- Whether an account has a second step. Over ground tables only.
CREATE FUNCTION heed_second_step(account uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM authenticator a WHERE a.account_id = account AND a.confirmed_at IS NOT NULL)
    OR EXISTS (SELECT FROM passkey p WHERE p.account_id = account)
$$;

-- As before, and whether the person must set up a second step before anything else. The rule is looked at first: where
-- no role must have one, nothing more is asked.
DROP FUNCTION heed_session(bytea, timestamptz);
CREATE FUNCTION heed_session(hash bytea, at timestamptz) RETURNS TABLE (
  session_id uuid, account_id uuid, workspace_id uuid, name text, role text, team_ids uuid[],
  proved_at timestamptz, seen_at timestamptz, lacks_step boolean
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, s.account_id, s.workspace_id, a.name, m.role,
    ARRAY(SELECT t.team_id FROM team_member t WHERE t.workspace_id = s.workspace_id AND t.account_id = s.account_id),
    s.proved_at, s.seen_at,
    CASE WHEN r.effective_from <= at AND m.role = ANY (r.roles) THEN NOT heed_second_step(s.account_id) ELSE false END
  FROM session s
  JOIN account a ON a.id = s.account_id
  JOIN membership m ON m.workspace_id = s.workspace_id AND m.account_id = s.account_id AND m.active
  LEFT JOIN security_rule r ON r.workspace_id = s.workspace_id
  WHERE s.token_hash = hash AND s.ended_at IS NULL AND s.expires_at > at
    AND s.seen_at > at - interval '14 days'
$$;
REVOKE ALL ON FUNCTION heed_session(bytea, timestamptz) FROM public;
GRANT EXECUTE ON FUNCTION heed_session(bytea, timestamptz) TO heed_app;

-- Since or from when a person must have a second step in any of their workspaces; null where none says so. Over all
-- workspaces, so it runs as owner.
CREATE FUNCTION heed_step_needed(account uuid) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT min(r.effective_from) FROM membership m JOIN security_rule r ON r.workspace_id = m.workspace_id
  WHERE m.account_id = account AND m.active AND m.role = ANY (r.roles)
$$;
REVOKE ALL ON FUNCTION heed_step_needed(uuid) FROM public;
GRANT EXECUTE ON FUNCTION heed_step_needed(uuid) TO heed_app;
