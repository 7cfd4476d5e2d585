-- People: who belongs to a workspace, with which role and in which teams.
CREATE TABLE membership (
  workspace_id uuid NOT NULL REFERENCES workspace,
  account_id uuid NOT NULL REFERENCES account,
  role text NOT NULL CHECK (role IN ('owner', 'manager', 'lead', 'adviser', 'assessor', 'learner', 'viewer')),
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, account_id)
);
CALL heed_protect('membership');

CREATE TABLE team (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  version int NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX team_name ON team (workspace_id, lower(name));
CALL heed_protect('team');

CREATE TABLE team_member (
  workspace_id uuid NOT NULL,
  team_id uuid NOT NULL,
  account_id uuid NOT NULL,
  PRIMARY KEY (workspace_id, team_id, account_id),
  FOREIGN KEY (workspace_id, team_id) REFERENCES team (workspace_id, id),
  FOREIGN KEY (workspace_id, account_id) REFERENCES membership (workspace_id, account_id)
);
CREATE INDEX team_member_account ON team_member (workspace_id, account_id);
CALL heed_protect('team_member');

CREATE TABLE invitation (
  workspace_id uuid NOT NULL REFERENCES workspace,
  id uuid NOT NULL,
  email text NOT NULL CHECK (email = lower(email) AND length(email) <= 254),
  role text NOT NULL CHECK (role IN ('owner', 'manager', 'lead', 'adviser', 'assessor', 'learner', 'viewer')),
  team_ids uuid[] NOT NULL DEFAULT '{}',
  invited_by uuid NOT NULL REFERENCES account,
  created_at timestamptz NOT NULL DEFAULT heed_now(),
  expires_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'withdrawn', 'expired')),
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX invitation_created ON invitation (workspace_id, created_at DESC);
CALL heed_protect('invitation');

-- The memberships of one account over all its workspaces, needed before a workspace is chosen (sign-in, switching).
-- Runs as owner: the belt would hide the other workspaces.
CREATE FUNCTION heed_memberships(account uuid) RETURNS TABLE (
  workspace_id uuid, workspace_name text, workspace_kind text, role text
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.workspace_id, w.name, w.kind, m.role FROM membership m JOIN workspace w ON w.id = m.workspace_id
  WHERE m.account_id = account AND m.active ORDER BY w.kind, w.created_at
$$;
REVOKE ALL ON FUNCTION heed_memberships(uuid) FROM public;
GRANT EXECUTE ON FUNCTION heed_memberships(uuid) TO heed_app;

-- Who a session cookie is: one look-up per request, across workspaces, so it runs as owner too; in plpgsql, which keeps
-- its plan. A session ends after 14 idle days and after 90 days in any case.
CREATE FUNCTION heed_session(hash bytea, at timestamptz) RETURNS TABLE (
  session_id uuid, account_id uuid, workspace_id uuid, name text, role text, team_ids uuid[],
  proved_at timestamptz, seen_at timestamptz
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN QUERY SELECT s.id, s.account_id, s.workspace_id, a.name, m.role,
    ARRAY(SELECT t.team_id FROM team_member t WHERE t.workspace_id = s.workspace_id AND t.account_id = s.account_id),
    s.proved_at, s.seen_at
  FROM session s
  JOIN account a ON a.id = s.account_id
  JOIN membership m ON m.workspace_id = s.workspace_id AND m.account_id = s.account_id AND m.active
  WHERE s.token_hash = hash AND s.ended_at IS NULL AND s.expires_at > at
    AND s.seen_at > at - interval '14 days';
END $$;
REVOKE ALL ON FUNCTION heed_session(bytea, timestamptz) FROM public;
GRANT EXECUTE ON FUNCTION heed_session(bytea, timestamptz) TO heed_app;

-- The workspace a person used last.
CREATE INDEX session_latest ON session (account_id, created_at DESC);

-- Tries at a passphrase. An even refill (heed_take) would let nearly twice the number through in the first window;
-- this window is exact. Losing it in a crash only forgives.
CREATE UNLOGGED TABLE recent_try (
  key text PRIMARY KEY CHECK (length(key) <= 200),
  at timestamptz[] NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON recent_try TO heed_app;

-- Records a try at the instant `moment` unless `most` lie within `window_s` before it.
CREATE FUNCTION heed_try(bucket text, most int, window_s int, moment timestamptz, OUT allowed boolean, OUT wait_s int)
LANGUAGE plpgsql AS $$
DECLARE
  kept timestamptz[];
BEGIN
  -- Takes the row's lock and reads its newest version: of many at once each sees the one before.
  INSERT INTO recent_try AS r (key, at) VALUES (bucket, '{}')
    ON CONFLICT (key) DO UPDATE SET at = r.at RETURNING r.at INTO kept;
  kept := ARRAY(SELECT t FROM unnest(kept) AS t WHERE t > moment - make_interval(secs => window_s) ORDER BY t);
  allowed := cardinality(kept) < most;
  wait_s := CASE WHEN allowed THEN 0
    ELSE greatest(1, ceil(extract(epoch FROM kept[1] - moment) + window_s)) END;
  IF allowed THEN
    kept := kept || moment;
  END IF;
  UPDATE recent_try SET at = kept WHERE key = bucket;
END $$;
