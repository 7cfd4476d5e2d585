import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { z } from 'zod';
import {
  type CommandContract,
  type EventContract,
  fill,
  type InputOf,
  type OutputOf,
} from '#kernel/contract/contract.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { type Actor, actorId, type Identity, system } from './actor.ts';
import type { CommandContext, CommandHandler, Whisper } from './capability.ts';
import { abandon, type Scope, scopeOf, scopeSql, translate } from './database.ts';
import type { HttpRequest } from './http/request.ts';
import type { Kernel } from './kernel.ts';
import { Problem, refuse } from './problem.ts';
import { txOf } from './sql.ts';

interface Buffered {
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

export interface CommandCall {
  identity: Identity;
  request: HttpRequest;
  key: Id | undefined;
  /** The event whose reaction this is. */
  causeSeq?: number;
}

export interface CommandResult {
  output: unknown;
  cookie: string | null | undefined;
}

interface QueuedJob {
  workspaceId: Id | null;
  task: string;
  payload: Record<string, unknown>;
  key: string | null;
}

/** One write in progress: its context and what is to be flushed with it. */
interface Write {
  ctx: CommandContext;
  /** The workspace in which the connection works just now. */
  workspaceId: Id | null;
  events: Buffered[];
  jobs: QueuedJob[];
  whispers: Whisper[];
  cookie: string | null | undefined;
}

/**
 * Runs a command: one transaction with access, policy, guards, steps and inline reactions; then one last statement
 * that numbers the events, remembers the key and commits. Input must already be parsed by the contract.
 * @throws Problem with a declared code; the transaction is then rolled back and nothing was written.
 */
export async function runCommand(
  kernel: Kernel,
  handler: CommandHandler,
  input: Record<string, unknown>,
  call: CommandCall,
): Promise<CommandResult> {
  const { contract } = handler;
  const { actor, workspaceId } = call.identity;
  if (contract.fresh) demandFreshProof(actor, kernel.now());
  const inputHash = contract.keyed ? hashOf(contract.name, input) : null;
  const prepared = await handler.prepare?.(kernel, input, call);
  const client = await kernel.database.connect();
  try {
    const finished = await begin(
      kernel,
      client,
      scopeOf(actor, workspaceId),
      contract.keyed ? (call.key ?? null) : null,
    );
    if (finished) {
      await client.query('ROLLBACK');
      client.release();
      return { output: replay(finished, contract, inputHash, actor), cookie: undefined };
    }
    const write = openWrite(kernel, client, call);
    const output = await perform(kernel, write, handler, input, prepared);
    const heads = await commit(kernel, client, write, contract, {
      workspaceId,
      key: contract.keyed ? (call.key ?? null) : null,
      inputHash,
      output,
      actor,
    });
    client.release();
    for (const [workspace, head] of heads) kernel.committed(workspace, head);
    if (write.workspaceId) for (const whisper of write.whispers) kernel.whisper(write.workspaceId, whisper);
    return { output, cookie: write.cookie };
  } catch (error) {
    await abandon(client, error);
    // Two repeats of one write at the same time: the later one waits for the first, then gets its result.
    if (isDuplicateKey(error) && call.key) return runCommand(kernel, handler, input, call);
    throw translate(error);
  }
}

interface Finished {
  command: string;
  actor_id: Id | null;
  input_hash: Buffer;
  output: Record<string, unknown>;
}

async function begin(
  kernel: Kernel,
  client: pg.PoolClient,
  scope: Scope,
  key: Id | null,
): Promise<Finished | undefined> {
  const lookUp =
    key && scope.workspaceId
      ? `; SELECT command, actor_id, input_hash, output FROM finished_write WHERE workspace_id = '${scope.workspaceId}' AND key = ${client.escapeLiteral(key)}`
      : '';
  const results = (await client.query(
    `BEGIN; ${scopeSql(scope, kernel.clock.shifted())}${lookUp}`,
  )) as unknown as pg.QueryResult[];
  return lookUp ? (results.at(-1)?.rows[0] as Finished | undefined) : undefined;
}

function replay(finished: Finished, contract: CommandContract, inputHash: Buffer | null, actor: Actor): unknown {
  const isSame =
    finished.command === contract.name &&
    inputHash?.equals(finished.input_hash) &&
    finished.actor_id === actorId(actor);
  if (!isSame) {
    refuse(
      'input.key_reused',
      'This key belongs to an earlier write with another content. Make a new UUID for this one.',
    );
  }
  return finished.output;
}

function openWrite(kernel: Kernel, client: pg.PoolClient, call: CommandCall): Write {
  const write: Write = {
    workspaceId: call.identity.workspaceId,
    events: [],
    jobs: [],
    whispers: [],
    cookie: undefined,
    ctx: undefined as unknown as CommandContext,
  };
  let causeSeq = call.causeSeq ?? null;
  const ctx: CommandContext = {
    actor: call.identity.actor,
    workspaceId: call.identity.workspaceId ?? '',
    tx: txOf(client),
    request: call.request,
    now: kernel.now(),
    decided: false,
    key: call.key ?? newId(),
    emit: (event, data, more) => write.events.push(buffer(ctx, event, data, more?.reason ?? null, causeSeq)),
    enqueue: (task, payload, key) =>
      write.jobs.push({ workspaceId: write.workspaceId, task, payload, key: key ?? null }),
    whisper: (frame) => write.whispers.push(frame),
    inner: (contract, input) => inner(kernel, write, contract, input),
    enter: async (workspaceId, actor) => {
      write.workspaceId = workspaceId;
      ctx.workspaceId = workspaceId;
      if (actor) ctx.actor = actor;
      causeSeq = null;
      await client.query(scopeSql(scopeOf(ctx.actor, workspaceId), kernel.clock.shifted()));
    },
    setCookie: (value) => {
      write.cookie = value;
    },
  };
  write.ctx = ctx;
  return write;
}

function buffer<Data extends EventContract['data']>(
  ctx: CommandContext,
  event: EventContract<string, Data>,
  data: z.input<Data>,
  reason: string | null,
  causeSeq: number | null,
): Buffered {
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
    subjects: event.subjects.map((subject) => fill(subject, facts)),
    data: facts,
  };
}

/** Guards, the command itself, then inline reactions to what it emitted, including what those emit. */
async function perform(
  kernel: Kernel,
  write: Write,
  handler: CommandHandler,
  input: Record<string, unknown>,
  prepared: unknown,
): Promise<unknown> {
  const { contract } = handler;
  for (const guard of kernel.guardsOf(contract.name)) await guard.check(write.ctx, input);
  const output = await handler.run(write.ctx, input, prepared);
  if (!write.ctx.decided) throw new Error(`${contract.name} ended without asking policy`);
  for (let i = 0; i < write.events.length; i++) {
    const event = write.events[i];
    if (!event) break;
    for (const reaction of kernel.reactionsTo(event.type)) {
      if (reaction.inline) {
        if (event.workspaceId !== write.workspaceId) await write.ctx.enter(event.workspaceId);
        await asSystem(write.ctx, () => reaction.run(write.ctx, event.data));
      } else {
        const payload = { workspaceId: event.workspaceId, ...pick(event) };
        write.jobs.push({ workspaceId: event.workspaceId, task: `react:${reaction.name}`, payload, key: null });
      }
    }
  }
  return output;
}

function pick(event: Buffered): Record<string, unknown> {
  return { requestId: event.requestId, onBehalfOf: event.actorId, data: event.data };
}

async function inner<C extends CommandContract>(
  kernel: Kernel,
  write: Write,
  contract: C,
  input: InputOf<C>,
): Promise<OutputOf<C>> {
  const handler = kernel.commandNamed(contract.name);
  if (handler.prepare) throw new Error(`${contract.name} prepares itself and cannot run inside another command`);
  return asSystem(
    write.ctx,
    async () => (await handler.run(write.ctx, input as Record<string, unknown>)) as OutputOf<C>,
  );
}

/** Policy was asked of the outer command; inside it, Heed acts on behalf of the same person. */
async function asSystem<T>(ctx: CommandContext, work: () => Promise<T>): Promise<T> {
  const { actor, key } = ctx;
  ctx.actor = { ...system, onBehalfOf: actorId(actor) };
  ctx.key = newId();
  try {
    return await work();
  } finally {
    ctx.actor = actor;
    ctx.key = key;
  }
}

interface Ending {
  /** Where the key was looked up at the beginning. */
  workspaceId: Id | null;
  key: Id | null;
  inputHash: Buffer | null;
  output: unknown;
  actor: Actor;
}

async function commit(
  kernel: Kernel,
  client: pg.PoolClient,
  write: Write,
  contract: CommandContract,
  end: Ending,
): Promise<Map<Id, number>> {
  if (kernel.config.strict) await demandEvent(client, write, contract);
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
  const flushes = workspaces.map((workspaceId) => {
    const events = write.events.filter((event) => event.workspaceId === workspaceId);
    const jobs = write.jobs.filter((job) => (job.workspaceId ?? workspaces[0]) === workspaceId);
    const enter =
      workspaceId === current ? '' : `${scopeSql({ workspaceId, customerId: null }, kernel.clock.shifted())}; `;
    current = workspaceId;
    const key = finished && workspaceId === end.workspaceId ? json(finished) : 'NULL';
    return `${enter}SELECT heed_flush(${json(events)}, ${key}, ${json(jobs)}) AS head; `;
  });
  // One round trip: the stream's lock is held only while PostgreSQL itself works, never while we talk to it.
  const answer = (await client.query(`${flushes.join('')}COMMIT`)) as unknown as pg.QueryResult | pg.QueryResult[];
  const heads = [answer]
    .flat()
    .flatMap((result) => (result.rows[0] && 'head' in result.rows[0] ? [Number(result.rows[0].head)] : []));
  return new Map(workspaces.map((workspaceId, index) => [workspaceId, heads[index] ?? 0]));
}

/** Workspaces with something to flush; nearly always one. */
function touched(write: Write, keyed: Id | null): Id[] {
  const all = [...write.events.map((event) => event.workspaceId), ...write.jobs.map((job) => job.workspaceId), keyed];
  return [...new Set(all.filter((id) => id !== null))];
}

async function demandEvent(client: pg.PoolClient, write: Write, contract: CommandContract): Promise<void> {
  for (const event of write.events) {
    const isDeclared = contract.emits.includes(event.type) || event.actorKind === 'system';
    if (!isDeclared) throw new Error(`${contract.name} emitted ${event.type}, which its contract does not name`);
  }
  if (contract.quiet || write.events.length > 0) return;
  const result = await client.query('SELECT pg_current_xact_id_if_assigned() AS id');
  if (result.rows[0]?.id) throw new Error(`${contract.name} changed rows and emitted nothing`);
}

function withoutSecrets(output: unknown, secrets: readonly string[]): unknown {
  if (secrets.length === 0) return output;
  const copy = { ...(output as Record<string, unknown>) };
  for (const field of secrets) copy[field] = null;
  return copy;
}

function hashOf(name: string, input: unknown): Buffer {
  return createHash('sha256').update(name).update(JSON.stringify(input)).digest();
}

function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'constraint' in error && error.constraint === 'finished_write_pkey';
}

function demandFreshProof(actor: Actor, now: Date): void {
  const fresh = actor.kind === 'person' && now.getTime() - actor.provedAt.getTime() < 5 * 60_000;
  if (!fresh)
    throw new Problem('access.fresh_proof_needed', 'Give your passphrase again, then repeat this within five minutes.');
}
