import type pg from 'pg';

/** What `heed doctor` says of the chain: how much is not sealed, and the newest head. */
export interface ChainSummary {
  /** Events of all workspaces under no seal. */
  unsealed: number;
  /** When the newest head was signed; null when none was. */
  signedAt: Date | null;
  /** Whether a head should have been signed by now: the oldest seal without one is older than two days. */
  isLate: boolean;
}

const summary = `SELECT (SELECT coalesce(sum(s.head - coalesce(l.last_seq, 0)), 0)::bigint FROM workspace_stream s
    LEFT JOIN (SELECT workspace_id, max(last_seq) AS last_seq FROM event_seal GROUP BY workspace_id) l
      ON l.workspace_id = s.workspace_id) AS unsealed,
  (SELECT max(signed_at) FROM event_head) AS signed_at,
  EXISTS (SELECT FROM event_seal s WHERE s.sealed_at < heed_now() - interval '2 days'
    AND s.last_seq > coalesce((SELECT max(h.last_seq) FROM event_head h WHERE h.workspace_id = s.workspace_id), 0)) AS is_late`;

/** Reads it as owner; undefined before the first start with a chain. */
export async function chainState(client: pg.ClientBase): Promise<ChainSummary | undefined> {
  const there = await client.query("SELECT to_regclass('public.event_seal') AS name");
  if (!there.rows[0]?.name) return undefined;
  const row = (await client.query(summary)).rows[0] as { unsealed: number; signed_at: Date | null; is_late: boolean };
  return { unsealed: Number(row.unsealed), signedAt: row.signed_at, isLate: row.is_late };
}
