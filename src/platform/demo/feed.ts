import { assign, markRead, reply, resolve, writeNote } from '#contact/conversations/contract.ts';
import type { CommandContract, InputOf, OutputOf } from '#kernel/contract/contract.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import type { Actor } from '#kernel/server/actor.ts';
import type { CommandHandler } from '#kernel/server/capability.ts';
import { runCommand } from '#kernel/server/command.ts';
import { openDatabase } from '#kernel/server/database.ts';
import { internalRequest } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { openAsCustomer, writeAsCustomer } from './commands.ts';
import type { DemoConversation, DemoMessage } from './types.ts';

/** Ids of what the plan names by key. */
export interface Cast {
  workspaceId: Id;
  customers: ReadonlyMap<string, Id>;
  advisers: ReadonlyMap<string, Actor & { kind: 'person' }>;
  teams: ReadonlyMap<string, Id>;
  reasons: ReadonlyMap<string, Id>;
}

/** A kernel whose clock, here and in SQL, shows the time that is being played. */
export interface PlayedKernel {
  kernel: Kernel;
  at(time: Date): void;
  close(): Promise<void>;
}

export function playedKernel(kernel: Kernel): PlayedKernel {
  let time = kernel.now();
  const shifted = () => time;
  const url = String(kernel.database.pool.options.connectionString);
  const database = openDatabase(url, 2, () => {}, shifted);
  const clock = { now: shifted, shifted, align: async () => {} };
  // Nobody watches while the past is played; the live hub finds it at its next look.
  const played: Kernel = { ...kernel, database, clock, now: shifted, committed: () => {}, whisper: () => {} };
  const at = (next: Date) => {
    time = next;
  };
  return { kernel: played, at, close: () => database.close() };
}

/** Runs a command by its contract as an actor, at the played time. */
export async function play<C extends CommandContract>(
  stage: PlayedKernel,
  workspaceId: Id | null,
  actor: Actor,
  contract: C,
  input: InputOf<C>,
): Promise<OutputOf<C>> {
  const handler = stage.kernel.commandNamed(contract.name);
  return (await playHandler(stage, workspaceId, actor, handler, input as Record<string, unknown>)) as OutputOf<C>;
}

async function playHandler(
  stage: PlayedKernel,
  workspaceId: Id | null,
  actor: Actor,
  handler: CommandHandler,
  input: Record<string, unknown>,
): Promise<unknown> {
  const call = { identity: { actor, workspaceId }, request: internalRequest(newId()), key: newId() };
  return (await runCommand(stage.kernel, handler, input, call)).output;
}

const lanes = 4;

/**
 * Plays conversations through commands, each in its order and all of one customer one after the other. Several lanes
 * run side by side. `onProgress` hears how many are done.
 */
export async function feed(
  kernel: Kernel,
  cast: Cast,
  conversations: Iterable<DemoConversation>,
  onProgress: (done: number) => void,
): Promise<void> {
  const stages = Array.from({ length: lanes }, () => playedKernel(kernel));
  const queues: Promise<void>[] = stages.map(() => Promise.resolve());
  const waiting = stages.map(() => 0);
  let done = 0;
  let failed: unknown;
  for (const conversation of conversations) {
    const lane = laneOf(conversation.customerKey);
    const stage = stages[lane];
    if (!stage || failed) break;
    waiting[lane] = (waiting[lane] ?? 0) + 1;
    const work = (queues[lane] ?? Promise.resolve())
      .then(() => playConversation(stage, cast, conversation))
      .then(() => {
        waiting[lane] = (waiting[lane] ?? 1) - 1;
        onProgress(++done);
      })
      .catch((error: unknown) => {
        failed ??= error;
      });
    queues[lane] = work;
    // The plan is made while it is read; this keeps it from running far ahead of the database.
    if ((waiting[lane] ?? 0) > 20) await work;
  }
  await Promise.all(queues);
  await Promise.all(stages.map((stage) => stage.close()));
  if (failed) throw failed;
}

function laneOf(key: string): number {
  let sum = 0;
  for (const sign of key) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % lanes;
}

async function playConversation(stage: PlayedKernel, cast: Cast, plan: DemoConversation): Promise<void> {
  const customerId = known(cast.customers, plan.customerKey);
  const customer: Actor = { kind: 'customer', id: customerId, visitId: newId() };
  const [first, ...rest] = plan.messages;
  if (!first) return;
  stage.at(first.at);
  const opening = { customerId, text: first.text, subject: plan.subject, teamId: known(cast.teams, plan.teamKey) };
  const { conversationId } = (await playHandler(stage, cast.workspaceId, customer, openAsCustomer, opening)) as {
    conversationId: Id;
  };
  // Versions move with each message of the customer; the tally follows them so that nothing must be read back.
  let version = 2;
  if (plan.assigneeKey) {
    const adviser = known(cast.advisers, plan.assigneeKey);
    const input = { conversationId, version, assigneeId: adviser.id };
    ({ version } = await play(stage, cast.workspaceId, adviser, assign, input));
  }
  let status: 'open' | 'waiting' = 'open';
  for (const message of rest) {
    stage.at(message.at);
    const next = await playMessage(stage, cast, conversationId, customer, message);
    if (message.by === 'customer' || (message.by === 'adviser' && status !== 'waiting')) version++;
    status = next ?? status;
  }
  await finish(stage, cast, plan, { conversationId, version });
}

async function playMessage(
  stage: PlayedKernel,
  cast: Cast,
  conversationId: Id,
  customer: Actor & { kind: 'customer' },
  message: DemoMessage,
): Promise<'open' | 'waiting' | undefined> {
  if (message.by === 'customer') {
    const input = { customerId: customer.id, conversationId, text: message.text };
    await playHandler(stage, cast.workspaceId, customer, writeAsCustomer, input);
    return 'open';
  }
  const adviser = known(cast.advisers, message.adviserKey);
  if (message.by === 'note') {
    await play(stage, cast.workspaceId, adviser, writeNote, { conversationId, text: message.text });
    return undefined;
  }
  await play(stage, cast.workspaceId, adviser, reply, { conversationId, text: message.text, status: 'waiting' });
  return 'waiting';
}

async function finish(
  stage: PlayedKernel,
  cast: Cast,
  plan: DemoConversation,
  at: { conversationId: Id; version: number },
): Promise<void> {
  const adviser = plan.assigneeKey ? known(cast.advisers, plan.assigneeKey) : undefined;
  if (adviser && !plan.unread && !plan.resolvedAt) {
    const input = { conversationId: at.conversationId, number: plan.messages.length };
    await play(stage, cast.workspaceId, adviser, markRead, input);
  }
  if (!plan.resolvedAt || !plan.wrapUpReasonKey || !adviser) return;
  stage.at(plan.resolvedAt);
  const wrapUpReasonId = known(cast.reasons, plan.wrapUpReasonKey);
  await play(stage, cast.workspaceId, adviser, resolve, { ...at, wrapUpReasonId });
}

/** The value behind a key of the plan; a missing one is a mistake in the plan. */
export function known<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the plan names ${key}, which nobody made`);
  return value;
}
