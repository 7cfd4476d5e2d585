import { promiseSubjects } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { statement } from '#kernel/server/sql.ts';
import { promiseMeasures } from './measures.ts';
import type { FactSource } from './sources.ts';

const subjects = statement<{ id: Id; subject_kind: string; subject_id: Id; measure: string }>(
  'measures_promise_subjects',
  `SELECT id, subject_kind, subject_id, replace(measure, '_', ' ') AS measure FROM promise
   WHERE workspace_id = $1 AND id = ANY ($2::uuid[])`,
);
const known = Object.keys(promiseMeasures);
const list = known.map((name) => `'${name}'`).join(', ');
const said = ['broken', 'kept', 'waived', 'moved', 'reopened', 'reassigned'];

/**
 * Promises as facts: 1 when kept by the due time, 0 when broken, whatever came after. One waived before it was due is
 * left out. Each counts among all promises and, where its measure is known, under that.
 */
export const promiseFacts: FactSource = {
  name: 'promises',
  version: 2,
  kinds: ['promise', ...known.map((name) => `promise.${name}`)],
  durations: [],
  listens: Object.fromEntries(said.map((what) => [`promise.${what}`, 'promiseId'])),
  // Some promises end without an event of their own: a watch that we keep ourselves is told of only when it breaks. What
  // ends it is an event about its subject, whose id stands in the event's data under whatever name. Open and ended ones
  // are asked for apart because each kind has an index of its own.
  also: `WITH subject AS MATERIALIZED (
      SELECT DISTINCT CASE WHEN d.value ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN d.value::uuid END AS id
      FROM event e CROSS JOIN LATERAL jsonb_each_text(e.data) AS d(key, value)
      WHERE e.workspace_id = $1 AND e.seq > $2 AND e.seq <= $3 AND d.key LIKE '%Id'
        AND d.key NOT IN ('customerId', 'messageId', 'promiseId'))
    SELECT p.id FROM subject s CROSS JOIN LATERAL (
      SELECT q.id FROM promise q WHERE q.workspace_id = $1 AND q.subject_id = s.id AND q.ended_at IS NULL
      UNION ALL
      SELECT q.id FROM promise q WHERE q.workspace_id = $1 AND q.subject_id = s.id AND q.ended_at IS NOT NULL) p`,
  rows: `
    SELECT k.kind, p.id AS subject_id, 0 AS ordinal, coalesce(p.broken_at, p.ended_at) AS at,
      CASE WHEN p.broken_at IS NULL AND p.state = 'kept' THEN 1 ELSE 0 END AS value, NULL::text AS channel, p.team_id,
      p.owner_id AS person_id, NULL::uuid AS reason_id, NULL::uuid AS brand_id,
      CASE WHEN p.broken_at IS NULL AND p.state = 'waived' THEN 'waived' END AS excluded
    FROM promise p CROSS JOIN LATERAL (VALUES ('promise'),
      (CASE WHEN p.measure IN (${list}) THEN 'promise.' || p.measure END)) AS k(kind)
    WHERE p.workspace_id = $1 AND p.id = ANY ($2::uuid[]) AND p.state IN ('kept', 'kept_late', 'broken', 'waived')
      AND k.kind IS NOT NULL`,
  all: `SELECT id FROM promise WHERE workspace_id = $1 AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`,
  describe: async (ctx, promiseIds) => {
    const rows = await ctx.tx.rows(subjects, [ctx.workspaceId, promiseIds]);
    const found = new Map<Id, { reference: string; link: string }>();
    for (const kind of ctx.contributed(promiseSubjects)) {
      const ofKind = rows.filter((row) => row.subject_kind === kind.name);
      const ids = [...new Set(ofKind.map((row) => row.subject_id))];
      const described = ids.length > 0 ? await kind.describe(ctx.tx, ctx.workspaceId, ids) : [];
      const byId = new Map(described.map((one) => [one.id, one]));
      for (const { id, subject_id, measure } of ofKind) {
        const subject = byId.get(subject_id);
        if (subject) found.set(id, { reference: `${subject.reference}, ${measure}`, link: subject.link });
      }
    }
    return found;
  },
};
