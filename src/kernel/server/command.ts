import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { CommandContract, InputOf, OutputOf } from '#kernel/contract/contract.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { type Actor, actorId, type Identity, system } from './actor.ts';
import type { CommandContext, CommandHandler, Reaction, Whisper } from './capability.ts';
import { abandon, type Scope, scopeOf, scopeSql, sendBegin, translate } from './database.ts';
import { type BufferedEvent, bufferEvent, flushAndCommit, type QueuedJob } from './events.ts';
import { demandFreshProof } from './fresh.ts';
import type { HttpRequest } from './http/request.ts';
import type { Kernel } from './kernel.ts';
import { Problem, refuse } from './problem.ts';
import { statement, txOf } from './sql.ts';

export interface CommandCall {
  identity: Identity;
  request: HttpRequest;
  key: Id | undefined;
  /** True when the same call ran into another write just before and is tried once more. */
  isSecondTry?: boolean;
  /** The event whose reaction this is. */
  causeSeq?: number;
}

export interface CommandResult {
  output: unknown;
  cookie: string | null | undefined;
}

/** One write in progress: its context and what is to be flushed with it. */
interface Write {
  ctx: CommandContext;
  /** Names of the command and of those it ran inside. */
  commands: string[];
  /** The workspace in which the connection works just now. */
  workspaceId: Id | null;
  events: BufferedEvent[];
  jobs: QueuedJob[];
  whispers: Whisper[];
  /** Statements that have left and whose answers nobody needs. */
  unanswered: Promise<unknown>[];
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
  if (contract.fresh) demandFreshProof({ actor, now: kernel.now() });
  const inputHash = contract.keyed ? hashOf(contract.name, input) : null;
  const prepared = await handler.prepare?.(kernel, input, call);
  const client = await kernel.database.connect();
  try {
    const key = contract.keyed ? (call.key ?? null) : null;
    const begun = begin(kernel, client, scopeOf(actor, workspaceId), key);
    // It is awaited after the work; a failure in between must not count as unheard and end the process.
    begun.catch(() => {});
    const write = openWrite(kernel, client, contract, call);
    // Sent behind the look-up of the key without waiting for it; whatever comes of it, a finished write answers first.
    const [performed] = await Promise.allSettled([perform(kernel, write, handler, input, prepared)]);
    const finished = await begun;
    if (finished) {
      const output = replay(finished, contract, inputHash, actor);
      await client.query('ROLLBACK');
      client.release();
      return { output, cookie: undefined };
    }
    if (performed.status === 'rejected') throw performed.reason;
    const output = performed.value;
    if (kernel.config.strict) await demandEvent(client, write, contract);
    const end = { workspaceId, key, inputHash, output, actor };
    const heads = await settle(write, flushAndCommit(kernel, client, write, contract, end));
    client.release();
    for (const capability of kernel.capabilities) capability.committed?.(kernel, write.commands);
    for (const [workspace, head] of heads) kernel.committed(workspace, head);
    if (write.workspaceId) for (const whisper of write.whispers) kernel.whisper(write.workspaceId, whisper);
    return { output, cookie: write.cookie };
  } catch (error) {
    await abandon(client, error);
    if (contract.keyed && call.key) {
      // Of repeats of one write at the same time the later ones wait for the first, then get its result.
      const retries =
        !call.isSecondTry &&
        (isDuplicate(error) || (error instanceof Problem && (await isFinished(kernel, workspaceId, call.key))));
      if (retries) return runCommand(kernel, handler, input, { ...call, isSecondTry: true });
      if (isDuplicate(error) && /_(?:pkey|id_key)$/.test(error.constraint ?? '')) refuseReusedKey();
    }
    throw translate(error);
  }
}

/**
 * The commit together with what left before it. One of those that failed has ended the transaction, so the commit failed
 * too; it is the one that says why. Both are waited for: the connection must not be given back while one is under way.
 */
async function settle<T>(write: Write, commit: Promise<T>): Promise<T> {
  const [committed, ...others] = await Promise.allSettled([commit, ...write.unanswered]);
  for (const one of [...others, committed]) if (one.status === 'rejected') throw one.reason;
  return (committed as PromiseFulfilledResult<T>).value;
}

interface Finished {
  command: string;
  actor_id: Id | null;
  input_hash: Buffer;
  output: Record<string, unknown>;
}

const finishedWrite = statement<Finished>(
  'command_finished_write',
  'SELECT command, actor_id, input_hash, output FROM finished_write WHERE workspace_id = $1 AND key = $2',
);

/** Opens the transaction and looks the key up; both leave together. */
async function begin(
  kernel: Kernel,
  client: pg.PoolClient,
  scope: Scope,
  key: Id | null,
): Promise<Finished | undefined> {
  const begun = sendBegin(client, `BEGIN; ${scopeSql(scope, kernel.clock.shifted())}`);
  const isKnown = key && scope.workspaceId;
  const found = isKnown ? txOf(client).first(finishedWrite, [scope.workspaceId, key]) : undefined;
  const [, finished] = await Promise.all([begun, found]);
  return finished;
}

function replay(finished: Finished, contract: CommandContract, inputHash: Buffer | null, actor: Actor): unknown {
  const isSame =
    finished.command === contract.name &&
    inputHash?.equals(finished.input_hash) &&
    finished.actor_id === actorId(actor);
  if (!isSame) {
    refuseReusedKey();
  }
  return finished.output;
}

function refuseReusedKey(): never {
  return refuse(
    'input.key_reused',
    'This key belongs to an earlier write with another content. Make a new UUID for this one.',
  );
}

function openWrite(kernel: Kernel, client: pg.PoolClient, contract: CommandContract, call: CommandCall): Write {
  const write: Write = {
    commands: [contract.name],
    workspaceId: call.identity.workspaceId,
    events: [],
    jobs: [],
    whispers: [],
    unanswered: [],
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
    contributed: kernel.contributed,
    key: call.key ?? newId(),
    emit: (event, data, more) => write.events.push(bufferEvent(ctx, event, data, more?.reason ?? null, causeSeq)),
    enqueue: (task, payload, key) =>
      write.jobs.push({ workspaceId: write.workspaceId, task, payload, key: key ?? null }),
    whisper: (frame) => write.whispers.push(frame),
    unanswered: (statement) => {
      // Heard of at the end; should the command fail before, it must not count as unheard.
      statement.catch(() => {});
      write.unanswered.push(statement);
    },
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
  const answered = new Map<Reaction, number>();
  for (let i = 0; i < write.events.length; i++) await reactTo(kernel, write, i, answered);
  return output;
}

/** `answered` says up to which event a reaction that takes all at once has had its own. */
async function reactTo(kernel: Kernel, write: Write, at: number, answered: Map<Reaction, number>): Promise<void> {
  const event = write.events[at];
  if (!event) return;
  const { ctx } = write;
  for (const reaction of kernel.reactionsTo(event.type)) {
    if (!reaction.inline) {
      const payload = { workspaceId: event.workspaceId, ...pick(event) };
      write.jobs.push({ workspaceId: event.workspaceId, task: `react:${reaction.name}`, payload, key: null });
      continue;
    }
    if ((answered.get(reaction) ?? 0) > at) continue;
    if (event.workspaceId !== write.workspaceId) await ctx.enter(event.workspaceId);
    if (!reaction.runAll) {
      await asSystem(ctx, () => reaction.run(ctx, event.data));
      continue;
    }
    const alike = write.events
      .slice(at)
      .filter((one) => one.type === event.type && one.workspaceId === event.workspaceId);
    answered.set(reaction, write.events.length);
    const facts = alike.map((one) => one.data);
    await asSystem(ctx, async () => reaction.runAll?.(ctx, facts));
  }
}

function pick(event: BufferedEvent): Record<string, unknown> {
  return { requestId: event.requestId, onBehalfOf: event.actorId, data: event.data };
}

async function inner<C extends CommandContract>(
  kernel: Kernel,
  write: Write,
  contract: C,
  input: InputOf<C>,
): Promise<OutputOf<C>> {
  const handler = kernel.commandNamed(contract.name);
  write.commands.push(contract.name);
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

async function demandEvent(client: pg.PoolClient, write: Write, contract: CommandContract): Promise<void> {
  for (const event of write.events) {
    const isDeclared = contract.emits.includes(event.type) || event.actorKind === 'system';
    if (!isDeclared) throw new Error(`${contract.name} emitted ${event.type}, which its contract does not name`);
  }
  if (contract.quiet || write.events.length > 0) return;
  // A lock alone takes a transaction number too, so the rows themselves are asked.
  const tables = await client.query(
    `SELECT string_agg(format('SELECT %L AS name FROM %s WHERE xmin = pg_current_xact_id_if_assigned()::xid',
       relname, oid::regclass), ' UNION ALL ') AS rows
     FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relrowsecurity`,
  );
  const changed = await client.query(tables.rows[0]?.rows ?? 'SELECT WHERE false');
  if (changed.rows[0]) throw new Error(`${contract.name} changed a ${changed.rows[0].name} and emitted nothing`);
}

function hashOf(name: string, input: unknown): Buffer {
  return createHash('sha256').update(name).update(JSON.stringify(input)).digest();
}

/** The key is the id of what the write makes, so a repeat may meet the first write in any unique index. */
function isDuplicate(error: unknown): error is Error & { constraint?: string } {
  return error instanceof Error && 'code' in error && error.code === '23505';
}

const finishedKey = statement<{ key: Id }>(
  'command_finished',
  'SELECT key FROM finished_write WHERE workspace_id = $1 AND key = $2',
);

/** Whether a write of this key was finished while this one was refused. */
async function isFinished(kernel: Kernel, workspaceId: Id | null, key: Id): Promise<boolean> {
  if (!workspaceId) return false;
  const scope = { workspaceId, customerId: null };
  const found = await kernel.database.read(scope, (tx) => tx.first(finishedKey, [workspaceId, key]));
  return found !== undefined;
}
