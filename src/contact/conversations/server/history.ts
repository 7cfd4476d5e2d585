import type { Happened, Milestone } from '#foundation/promises/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import type { Channel, Status } from '../contract.ts';
import { milestonesOf } from './promises.ts';

/** A conversation that is over or goes on, with everything that moved its clocks. */
export interface History {
  id: Id;
  channel: Channel;
  teamId: Id | null;
  brandId: Id | null;
  happened: Happened[];
}

/** Whose history is asked for: conversations that began in a period. */
export interface Span {
  from: Date;
  to: Date;
}

const count = statement<{ count: number }>(
  'conversation_history_count',
  `SELECT count(*)::int AS count FROM conversation
   WHERE workspace_id = $1 AND started_at >= $2 AND started_at < $3 AND merged_into_id IS NULL`,
);
const page = statement<{ id: Id; channel: Channel; team_id: Id | null; brand_id: Id | null }>(
  'conversation_history_page',
  `SELECT id, channel, team_id, brand_id FROM conversation
   WHERE workspace_id = $1 AND started_at >= $2 AND started_at < $3 AND merged_into_id IS NULL
     AND ($4::uuid IS NULL OR id > $4) ORDER BY id LIMIT $5`,
);

interface Step {
  id: Id;
  ms: number;
  what: 'asked' | 'answered' | Status;
}
// Messages come before a change of the same instant, because one command writes the message first.
const steps = statement<Step>(
  'conversation_history_steps',
  `WITH c AS MATERIALIZED (SELECT id, customer_id FROM conversation WHERE workspace_id = $1 AND id = ANY ($2::uuid[])),
   kin AS MATERIALIZED (SELECT c.id, k.customer_id
     FROM c CROSS JOIN LATERAL unnest(heed_customer_kin(c.customer_id)) AS k (customer_id))
   SELECT s.id, (extract(epoch FROM s.at) * 1000)::float8 AS ms, s.what FROM (
     SELECT c.id, m.at, 0 AS rank, m.number::bigint AS place,
       CASE m.kind WHEN 'customer' THEN 'asked' ELSE 'answered' END AS what
     FROM c JOIN message m ON m.workspace_id = $1 AND m.conversation_id = c.id
     WHERE m.kind = 'customer' OR (m.kind = 'reply' AND m.author_id IS NOT NULL)
     UNION ALL
     SELECT kin.id, e.at, 1, e.seq,
       CASE WHEN e.type = 'conversation.resolved' THEN 'resolved' ELSE e.data->>'to' END
     FROM kin JOIN event e ON e.workspace_id = $1 AND e.customer_id = kin.customer_id
       AND e.type IN ('conversation.resolved', 'conversation.status_changed') AND e.data->>'conversationId' = kin.id::text
   ) s ORDER BY s.id, s.at, s.rank, s.place`,
);

/** How many conversations began in a period. */
export async function countHistories(tx: Tx, workspaceId: Id, { from, to }: Span): Promise<number> {
  return (await tx.first(count, [workspaceId, from, to]))?.count ?? 0;
}

/** A page of them in the order of their ids, each with what happened; empty at the end. */
export async function historiesOf(
  tx: Tx,
  workspaceId: Id,
  { from, to }: Span,
  after: Id | null,
  limit: number,
): Promise<History[]> {
  const rows = await tx.rows(page, [workspaceId, from, to, after, limit]);
  if (rows.length === 0) return [];
  const found = await tx.rows(steps, [workspaceId, rows.map((row) => row.id)]);
  const byId = new Map<Id, Step[]>(rows.map((row) => [row.id, []]));
  for (const step of found) byId.get(step.id)?.push(step);
  return rows.map(({ id, channel, team_id, brand_id }) => ({
    id,
    channel,
    teamId: team_id,
    brandId: brand_id,
    happened: happenedIn(byId.get(id) ?? [], channel),
  }));
}

/** A change of state that comes so soon after a message was made by it: both are stamped a moment apart. */
const ofMessageMs = 5_000;
const isState = (what: Step['what']): what is Status => what !== 'asked' && what !== 'answered';
/** Owners do not matter here; with one, nobody is said to take or lose it. */
const somebody = '';

/** What the clocks were told, from messages and states in their order. */
export function happenedIn(list: readonly Omit<Step, 'id'>[], channel: Channel): Happened[] {
  const happened: Happened[] = [];
  let status: Status = list.find((step) => !isState(step.what))?.what === 'answered' ? 'waiting' : 'open';
  let asked = 0;
  for (let place = 0; place < list.length; place++) {
    const step = list[place];
    if (!step) continue;
    const at = Math.floor(step.ms);
    const was = status;
    if (isState(step.what)) {
      status = step.what;
      happened.push({ at, what: milestonesOfState(was, status) });
      continue;
    }
    const next = list[place + 1];
    const isMade = next && isState(next.what) && next.what !== 'resolved' && next.ms - step.ms < ofMessageMs;
    if (isMade) {
      status = next.what as Status;
      place++;
    }
    const kind = step.what === 'asked' ? 'customer' : 'reply';
    const before = { status: was, team_id: null, brand_id: null, assignee_id: somebody, last_inbound_number: asked };
    const what = milestonesOf({ kind, channel, authorId: somebody, status }, before);
    if (what.length > 0) happened.push({ at, what });
    if (kind === 'customer') asked++;
  }
  return happened;
}

function milestonesOfState(was: Status, to: Status): Milestone[] {
  if (to === 'resolved') return ['done'];
  return [to === 'waiting' ? 'waiting' : 'owing', ...(was === 'resolved' ? (['reopened'] as const) : [])];
}
