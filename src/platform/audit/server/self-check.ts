import type { SelfCheck } from '#foundation/standards/index.ts';
import { statement } from '#kernel/server/sql.ts';

/** Sealing happens each minute; what waits for longer than this shows that it stands still. */
const patience = '10 minutes';
const most = 1_000;

const unsealed = statement<{ count: number }>(
  'audit_sealed_late',
  `SELECT count(*)::int AS count FROM (SELECT FROM event e WHERE e.workspace_id = $1
     AND e.seq > coalesce((SELECT s.last_seq FROM event_seal s WHERE s.workspace_id = $1
       ORDER BY s.first_seq DESC LIMIT 1), 0)
     AND e.at < heed_now() - interval '${patience}' LIMIT ${most}) late`,
);

/** For the checklist of standards: events that have waited too long for their seal, counted up to a thousand. */
export const sealedLog: SelfCheck = {
  name: 'audit-log',
  count: async (ctx) => (await ctx.tx.first(unsealed, [ctx.workspaceId]))?.count ?? 0,
  link: '/settings/audit',
};
