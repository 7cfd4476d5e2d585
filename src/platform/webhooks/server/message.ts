import type { Id } from '#kernel/contract/ids.ts';
import { notFound } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import type { EventMessage } from '../contract.ts';

/** Bytes of a whole message. */
const most = 20_000;

/** A row of the log, as the message needs it. */
export interface EventRow {
  seq: number;
  type: string;
  at: Date;
  actor_kind: EventMessage['data']['actorKind'];
  actor_id: Id | null;
  on_behalf_of: Id | null;
  reason: string | null;
  data: Record<string, unknown>;
}

export const eventColumns = 'seq, type, at, actor_kind, actor_id, on_behalf_of, reason, data';
const one = statement<EventRow>(
  'webhook_event',
  `SELECT ${eventColumns} FROM event WHERE workspace_id = $1 AND seq = $2`,
);

/** An event as it leaves Heed; its facts are left out where the whole would be too long. */
export function messageOf(workspaceId: Id, row: EventRow): EventMessage {
  const message = (facts: Record<string, unknown>, isCut: boolean): EventMessage => ({
    type: row.type,
    timestamp: row.at.toISOString(),
    data: {
      workspaceId,
      seq: row.seq,
      actorKind: row.actor_kind,
      actorId: row.actor_id,
      onBehalfOf: row.on_behalf_of,
      reason: row.reason,
      facts,
      isCut,
    },
  });
  const whole = message(row.data, false);
  return Buffer.byteLength(JSON.stringify(whole)) < most ? whole : message({}, true);
}

/** What a delivery carries: its event as it stands in the log, or a test. */
export async function messageOfDelivery(
  tx: Tx,
  workspaceId: Id,
  delivery: { seq: number | null; at: Date },
): Promise<EventMessage> {
  if (delivery.seq !== null) {
    return messageOf(workspaceId, (await tx.first(one, [workspaceId, delivery.seq])) ?? notFound('event'));
  }
  const nobody = { actorKind: 'system', actorId: null, onBehalfOf: null, reason: null } as const;
  const data = { workspaceId, seq: null, ...nobody, facts: { says: 'It works.' }, isCut: false };
  return { type: 'webhook.test', timestamp: delivery.at.toISOString(), data };
}
