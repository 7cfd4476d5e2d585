import type { Invariant } from '#kernel/server/capability.ts';

/** Sums and facts move in one transaction; while everything is counted anew the sums are not there yet. */
export const measureInvariants: Invariant[] = [
  {
    name: 'daily sums add up to their facts',
    broken: `SELECT 'The sums of ' || kind || ' come to ' || coalesce(d.n, 0) || ', its facts to ' || coalesce(f.n, 0)
        || '. heed measures recount counts them anew.' AS what
      FROM (SELECT kind, count(*) FILTER (WHERE excluded IS NULL) AS n, count(*) FILTER (WHERE excluded IS NOT NULL) AS left_out,
          coalesce(sum(value) FILTER (WHERE excluded IS NULL), 0) AS sum
        FROM fact WHERE workspace_id = $1 GROUP BY kind) f
      FULL JOIN (SELECT kind, sum(n) AS n, sum(left_out) AS left_out, sum(sum) AS sum
        FROM measure_day WHERE workspace_id = $1 AND dim = 'all' GROUP BY kind) d USING (kind)
      WHERE (coalesce(f.n, 0) <> coalesce(d.n, 0) OR coalesce(f.sum, 0) <> coalesce(d.sum, 0)
          OR coalesce(f.left_out, 0) <> coalesce(d.left_out, 0))
        AND NOT EXISTS (SELECT FROM measure_cursor c WHERE c.workspace_id = $1 AND c.phase <> 'following')`,
  },
];
