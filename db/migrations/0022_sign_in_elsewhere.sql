-- Sign-in elsewhere: the identity provider (OpenID Connect) with which a workspace lets its people in, and who is who there.
CREATE TABLE sign_in_provider (
  workspace_id uuid PRIMARY KEY REFERENCES workspace,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  issuer text NOT NULL CHECK (length(issuer) BETWEEN 8 AND 500),
  client_id text NOT NULL CHECK (length(client_id) BETWEEN 1 AND 300),
  -- Sealed (kernel/seal).
  client_secret bytea CHECK (length(client_secret) <= 2000),
  domains text[] NOT NULL CHECK (cardinality(domains) BETWEEN 1 AND 50),
  -- The role of people whom nobody invited; without one only invited people come in.
  joins_as text CHECK (joins_as IN ('lead', 'adviser', 'assessor', 'learner', 'viewer')),
  is_only boolean NOT NULL DEFAULT false,
  version int NOT NULL DEFAULT 1
);
CALL heed_protect('sign_in_provider');

-- Who an account is at a provider. Of an account, not of a workspace: it is read before a workspace is known. The subject
-- is the identity; the address is what the provider said last, for people to read.
CREATE TABLE provider_identity (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account,
  issuer text NOT NULL CHECK (length(issuer) <= 500),
  subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
  email text NOT NULL CHECK (length(email) <= 254),
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  used_at timestamptz,
  UNIQUE (issuer, subject),
  UNIQUE (account_id, issuer)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON provider_identity TO heed_app;

ALTER TABLE sign_in_step DROP CONSTRAINT sign_in_step_purpose_check;
ALTER TABLE sign_in_step ADD CONSTRAINT sign_in_step_purpose_check
  CHECK (purpose IN ('second_step', 'passkey', 'new_passkey', 'provider', 'link_offer'));
ALTER TABLE sign_in_step DROP CONSTRAINT sign_in_step_data_check;
ALTER TABLE sign_in_step ADD CONSTRAINT sign_in_step_data_check CHECK (length(data) <= 1500);

-- The providers of the sign-in page, before a workspace is known. Runs as owner, and tells what that page shows.
CREATE FUNCTION heed_sign_in_providers() RETURNS TABLE (workspace_id uuid, name text, issuer text, is_only boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.workspace_id, p.name, p.issuer, p.is_only FROM sign_in_provider p ORDER BY p.name, p.workspace_id LIMIT 10
$$;
REVOKE ALL ON FUNCTION heed_sign_in_providers() FROM public;
GRANT EXECUTE ON FUNCTION heed_sign_in_providers() TO heed_app;

-- The provider by which alone an account may sign in, in whichever workspace that is demanded; over all of them.
CREATE FUNCTION heed_only_way(account uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.name FROM membership m JOIN sign_in_provider p ON p.workspace_id = m.workspace_id
  WHERE m.account_id = account AND m.active AND p.is_only ORDER BY p.workspace_id LIMIT 1
$$;
REVOKE ALL ON FUNCTION heed_only_way(uuid) FROM public;
GRANT EXECUTE ON FUNCTION heed_only_way(uuid) TO heed_app;
