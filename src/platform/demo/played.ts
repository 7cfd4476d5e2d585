import type { CommandContract, InputOf, OutputOf, QueryContract } from '#kernel/contract/contract.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import type { Actor } from '#kernel/server/actor.ts';
import type { CommandHandler } from '#kernel/server/capability.ts';
import { runCommand } from '#kernel/server/command.ts';
import { openDatabase } from '#kernel/server/database.ts';
import { internalRequest } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { runQuery } from '#kernel/server/query.ts';

/** Ids of what the plan names by key. */
export interface Cast {
  workspaceId: Id;
  customers: ReadonlyMap<string, Id>;
  advisers: ReadonlyMap<string, Actor & { kind: 'person' }>;
  teams: ReadonlyMap<string, Id>;
  reasons: ReadonlyMap<string, Id>;
  brands: ReadonlyMap<string, Id>;
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

/** The same for a handler that is on no route. */
export async function playHandler(
  stage: PlayedKernel,
  workspaceId: Id | null,
  actor: Actor,
  handler: CommandHandler,
  input: Record<string, unknown>,
): Promise<unknown> {
  const call = { identity: { actor, workspaceId }, request: internalRequest(newId()), key: newId() };
  return (await runCommand(stage.kernel, handler, input, call)).output;
}

/** Asks a query by its contract as an actor, at the played time. */
export async function look<Q extends QueryContract>(
  stage: PlayedKernel,
  workspaceId: Id,
  actor: Actor,
  contract: Q,
  input: Record<string, unknown>,
): Promise<OutputOf<Q>> {
  const handler = stage.kernel.queries.get(contract.name);
  if (!handler) throw new Error(`no query ${contract.name}`);
  const asked = contract.input.parse(input);
  const output = await runQuery(stage.kernel, handler, asked, { actor, workspaceId }, internalRequest(newId()));
  return contract.output.parse(output) as OutputOf<Q>;
}

/** The value behind a key of the plan; a missing one is a mistake in the plan. */
export function known<T>(map: ReadonlyMap<string, T>, key: string): T {
  const value = map.get(key);
  if (value === undefined) throw new Error(`the plan names ${key}, which nobody made`);
  return value;
}
