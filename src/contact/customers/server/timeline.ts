import type { EventEnvelope } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { answer } from '#kernel/server/capability.ts';
import { statement } from '#kernel/server/sql.ts';
import { timeline } from '../contract.ts';
import { accessCustomer } from './access.ts';

interface Row {
  seq: number;
  type: string;
  at: Date;
  actor_kind: EventEnvelope['actorKind'];
  actor_id: Id | null;
  on_behalf_of: Id | null;
  reason: string | null;
  data: Record<string, unknown>;
  actor_name: string | null;
}

// Clocks tick behind every message; what was promised by hand and what was broken is part of the story.
const told = `(e.type NOT LIKE 'promise.%' OR e.data->>'measure' IN ('task', 'call_back')
  OR e.type = 'promise.broken' AND e.data->>'measure' <> 'silence')`;
// What a customer wrote was written by them, also where Heed took it in.
// The log keeps the id of its time, so whom this customer was merged from is read along. It keeps no names; these are
// looked up, so erasing a person empties them here too.
const entries = statement<Row>(
  'customer_timeline_line',
  `SELECT e.seq, e.type, e.at, e.actor_kind, e.actor_id, e.on_behalf_of, e.reason, e.data,
     CASE WHEN e.actor_kind = 'customer' OR e.data->>'kind' = 'customer' THEN c.name ELSE a.name END AS actor_name
   FROM (SELECT $2::uuid AS id UNION ALL SELECT id FROM customer WHERE workspace_id = $1 AND merged_into = $2) line
   CROSS JOIN LATERAL (SELECT e.seq, e.type, e.at, e.actor_kind, e.actor_id, e.on_behalf_of, e.customer_id, e.reason,
       e.data, e.workspace_id FROM event e
     WHERE e.workspace_id = $1 AND e.customer_id = line.id AND e.seq < $3 AND ${told} ORDER BY e.seq DESC LIMIT $4) e
   LEFT JOIN account a ON a.id = coalesce(CASE WHEN e.actor_kind = 'person' THEN e.actor_id END, e.on_behalf_of)
   LEFT JOIN customer c ON c.workspace_id = e.workspace_id AND c.id = e.customer_id
   ORDER BY e.seq DESC LIMIT $4`,
);

/** What happened with a customer, newest first, in the words of whichever capability's event it is. */
export const customerTimeline = answer(timeline, async (ctx, { customerId, before, limit }, kernel) => {
  const { id } = await accessCustomer(ctx, customerId, { for: 'read' });
  const rows = await ctx.tx.rows(entries, [ctx.workspaceId, id, before ?? Number.MAX_SAFE_INTEGER, limit]);
  return {
    entries: rows.map((row) => ({
      seq: row.seq,
      type: row.type,
      at: row.at.toISOString(),
      actorKind: row.actor_kind,
      actorId: row.actor_id,
      onBehalfOf: row.on_behalf_of,
      reason: row.reason,
      data: row.data,
      actorName: row.actor_name,
      sentence: inWords(kernel.events.get(row.type)?.sentence ?? row.type, row.data),
    })),
    next: rows.length === limit ? (rows.at(-1)?.seq ?? null) : null,
  };
});

function inWords(sentence: string, data: Record<string, unknown>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, field: string) => String(data[field] ?? '').replaceAll('_', ' '));
}
