import type pg from 'pg';
import type { z } from 'zod';
import { type CommandContract, type EventContract, fillAll } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { type Actor, actorId } from './actor.ts';
import type { CommandContext } from './capability.ts';
import { scopeSql } from './database.ts';
import type { Kernel } from './kernel.ts';

/** What is to be flushed with a write. `workspaceId` is where the connection works just now. */
export interface Flushed {
  workspaceId: Id | null;
  events: BufferedEvent[];
  jobs: QueuedJob[];
}

/** An event of the write in progress, ready to be numbered. */
export interface BufferedEvent {
  workspaceId: Id;
  type: string;
  audience: string;
  actorKind: string;
  actorId: Id | null;
  onBehalfOf: Id | null;
  customerId: Id | null;
  requestId: Id;
  causeSeq: number | null;
  reason: string | null;
  subjects: string[];
  data: Record<string, unknown>;
}

/** A job to be queued in the same commit. */
export interface QueuedJob {
  workspaceId: Id | null;
  task: string;
  payload: Record<string, unknown>;
  key: string | null;
}

/** Checks an event's facts and stamps who, why and for whom. Only ids, codes, numbers and dates pass its schema. */
export function bufferEvent<Data extends EventContract['data']>(
  ctx: CommandContext,
  event: EventContract<string, Data>,
  data: z.input<Data>,
  reason: string | null,
  causeSeq: number | null,
): BufferedEvent {
  const facts = event.data.parse(data) as Record<string, unknown>;
  const { actor, workspaceId } = ctx;
  if (!workspaceId) throw new Error(`${event.type} was emitted outside any workspace`);
  return {
    workspaceId,
    type: event.type,
    audience: event.audience,
    actorKind: actor.kind,
    actorId: actorId(actor),
    onBehalfOf: actor.kind === 'system' ? actor.onBehalfOf : null,
    customerId: typeof facts.customerId === 'string' ? facts.customerId : null,
    requestId: ctx.request.id,
    causeSeq,
    reason,
    subjects: fillAll(event.subjects, facts),
    data: facts,
  };
}

/** The end of a write: its key and what a repeat will be answered. */
export interface Ending {
  /** Where the key was looked up at the beginning. */
  workspaceId: Id | null;
  key: Id | null;
  inputHash: Buffer | null;
  output: unknown;
  actor: Actor;
}

/**
 * The last statement of a command: numbers the events of each workspace, remembers the key, queues the jobs, commits.
 * Returns each workspace's new head.
 */
export async function flushAndCommit(
  kernel: Kernel,
  client: pg.PoolClient,
  write: Flushed,
  contract: CommandContract,
  end: Ending,
): Promise<Map<Id, number>> {
  const finished = end.key && {
    key: end.key,
    command: contract.name,
    actorId: actorId(end.actor),
    inputHash: end.inputHash?.toString('hex'),
    output: withoutSecrets(end.output, contract.secrets),
  };
  const json = (value: unknown) => `${client.escapeLiteral(JSON.stringify(value))}::jsonb`;
  const workspaces = touched(write, finished ? end.workspaceId : null);
  let current = write.workspaceId;
  const by = end.actor.kind === 'person' && end.actor.keyId ? { byKey: end.actor.keyId } : undefined;
  const flushes = workspaces.map((workspaceId) => {
    const own = write.events.filter((event) => event.workspaceId === workspaceId);
    // Also what Heed did in consequence came by the key.
    const events = by ? own.map((event) => ({ ...event, data: { ...event.data, ...by } })) : own;
    const jobs = write.jobs.filter((job) => (job.workspaceId ?? workspaces[0]) === workspaceId);
    const enter =
      workspaceId === current ? '' : `${scopeSql({ workspaceId, customerId: null }, kernel.clock.shifted())}; `;
    current = workspaceId;
    const key = finished && workspaceId === end.workspaceId ? json(finished) : 'NULL';
    return `${enter}SELECT heed_flush(${json(events)}, ${key}, ${json(jobs)}) AS head; `;
  });
  // One round trip: the stream's lock is held only while PostgreSQL itself works, never while we talk to it.
  const last = `${flushes.join('')}COMMIT`;
  const answer = await kernel.database.turnstile(workspaces[0], async () => {
    return (await client.query(last)) as unknown as pg.QueryResult | pg.QueryResult[];
  });
  const heads = [answer]
    .flat()
    .flatMap((result) => (result.rows[0] && 'head' in result.rows[0] ? [Number(result.rows[0].head)] : []));
  return new Map(workspaces.map((workspaceId, index) => [workspaceId, heads[index] ?? 0]));
}

/** Workspaces with something to flush; nearly always one. */
function touched(write: Flushed, keyed: Id | null): Id[] {
  const all = [...write.events.map((event) => event.workspaceId), ...write.jobs.map((job) => job.workspaceId), keyed];
  return [...new Set(all.filter((id) => id !== null))];
}

function withoutSecrets(output: unknown, secrets: readonly string[]): unknown {
  if (secrets.length === 0) return output;
  const copy = { ...(output as Record<string, unknown>) };
  for (const field of secrets) copy[field] = null;
  return copy;
}
