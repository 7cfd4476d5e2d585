import type { Invariant } from '#kernel/server/capability.ts';

const next =
  'CASE WHEN p.warn_at IS NOT NULL AND p.warned_at IS NULL THEN least(p.warn_at, p.due_at) ELSE p.due_at END';
/** What promises name without a foreign key (0006_promises.sql says why): column, table, its key. */
const named = [
  ['owner_id', 'membership', 'account_id', 'somebody who is not here'],
  ['team_id', 'team', 'id', 'a team that is not there'],
  ['target_id', 'target', 'id', 'a target that is not there'],
  ['calendar_version_id', 'calendar_version', 'id', 'a version of a calendar that is not there'],
] as const;

/** What holds of promises between two writes. */
export const promiseInvariants: Invariant[] = [
  {
    name: 'what runs has its deadline',
    broken: `SELECT 'The promise ' || p.id || ' (' || p.measure || ') runs, but '
        || CASE WHEN d.id IS NULL THEN 'nothing will warn of it or break it.'
             ELSE 'its deadline stands at ' || d.due_at || ' instead of ' || (${next}) || '.' END AS what
      FROM promise p LEFT JOIN deadline d
        ON d.workspace_id = p.workspace_id AND d.kind = 'promise' AND d.ref = p.id AND d.fired_at IS NULL
      WHERE p.workspace_id = $1 AND p.state = 'running'
        AND (d.id IS NULL OR abs(extract(epoch FROM d.due_at - (${next}))) > 1)`,
  },
  {
    name: 'everything that happened to a promise is there',
    broken: `SELECT 'The promise ' || p.id || ' counts ' || p.entries || ' entries, but holds ' || coalesce(e.count, 0)
        || '.' AS what
      FROM promise p LEFT JOIN (SELECT promise_id, count(*) AS count, min(number) AS first, max(number) AS last
        FROM promise_entry WHERE workspace_id = $1 GROUP BY promise_id) e ON e.promise_id = p.id
      WHERE p.workspace_id = $1 AND (p.entries <> coalesce(e.count, 0) OR e.first <> 1 OR e.last <> p.entries)`,
  },
  {
    name: 'what a promise names is there',
    broken: named
      .map(
        ([column, table, key, words]) => `SELECT 'The promise ' || p.id || ' names ${words}.' AS what
      FROM promise p LEFT JOIN ${table} t ON t.workspace_id = p.workspace_id AND t.${key} = p.${column}
      WHERE p.workspace_id = $1 AND p.${column} IS NOT NULL AND t.workspace_id IS NULL`,
      )
      .join('\n      UNION ALL\n      '),
  },
];
