import { type FactSource, promiseFacts } from '#foundation/measures/index.ts';

/**
 * The clocks that standards started, each as a fact of the line of the clause behind it: 1 when kept by the due time, 0
 * when broken. The line keeps its id from version to version, so its history goes on when a target is adjusted. A line for
 * every channel or brand is counted by that of its conversation.
 */
export const clauseFacts: FactSource = {
  ...promiseFacts,
  name: 'clauses',
  version: 2,
  kinds: ['clause'],
  rows: `
    SELECT 'clause' AS kind, p.id AS subject_id, 0 AS ordinal, coalesce(p.broken_at, p.ended_at) AS at,
      CASE WHEN p.broken_at IS NULL AND p.state = 'kept' THEN 1 ELSE 0 END AS value,
      coalesce(t.channel, c.channel) AS channel, p.team_id, p.owner_id AS person_id,
      heed_goal(o.clause_id, t.measure, t.channel, t.team_id, t.brand_id) AS reason_id,
      coalesce(t.brand_id, c.brand_id) AS brand_id,
      CASE WHEN p.broken_at IS NULL AND p.state = 'waived' THEN 'waived' END AS excluded
    FROM promise p
    JOIN standard_target o ON o.workspace_id = p.workspace_id AND o.target_id = p.target_id
    JOIN target t ON t.workspace_id = p.workspace_id AND t.id = p.target_id
    LEFT JOIN conversation c ON p.subject_kind = 'conversation' AND c.workspace_id = p.workspace_id
      AND c.id = p.subject_id
    WHERE p.workspace_id = $1 AND p.id = ANY ($2::uuid[]) AND p.state IN ('kept', 'kept_late', 'broken', 'waived')`,
  reasonNames: `
    SELECT DISTINCT ON (x.id) x.id, left(c.title || ': ' || replace(t.measure, '_', ' ')
      || coalesce(', ' || t.channel, '') || coalesce(', ' || b.name, ''), 120) AS name
    FROM standard_target o JOIN target t ON t.workspace_id = o.workspace_id AND t.id = o.target_id
    JOIN standard_clause c ON c.workspace_id = o.workspace_id AND c.version_id = o.version_id AND c.id = o.clause_id
    LEFT JOIN brand b ON b.workspace_id = t.workspace_id AND b.id = t.brand_id
    CROSS JOIN LATERAL heed_goal(o.clause_id, t.measure, t.channel, t.team_id, t.brand_id) AS x(id)
    WHERE o.workspace_id = $1 AND x.id = ANY ($2::uuid[])
    ORDER BY x.id, t.effective_from DESC`,
};
