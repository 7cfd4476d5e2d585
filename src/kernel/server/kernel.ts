import type { Logger } from 'pino';
import type { EventContract } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { Capability, CommandHandler, Guard, QueryHandler, Reaction, Whisper } from './capability.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Database } from './database.ts';
import type { Metrics } from './metrics.ts';
import { type ProblemList, problemList } from './problem.ts';

/** The running product: what the capabilities offer, and the resources they share. */
export interface Kernel {
  config: Config;
  log: Logger;
  metrics: Metrics;
  database: Database;
  capabilities: readonly Capability[];
  commands: ReadonlyMap<string, CommandHandler>;
  queries: ReadonlyMap<string, QueryHandler>;
  events: ReadonlyMap<string, EventContract>;
  problems: ProblemList;
  commandNamed(name: string): CommandHandler;
  guardsOf(command: string): readonly Guard[];
  reactionsTo(event: string): readonly Reaction[];
  /** Called after each commit with the workspace's new head: wakes the live hub here and elsewhere. */
  committed(workspaceId: Id, head: number): void;
  /** Sends an ephemeral frame to the sockets of every process. */
  whisper(workspaceId: Id, frame: Whisper): void;
  clock: Clock;
  /** The clock's time, for reckoning in this process; what is stored is stamped in SQL by the same clock. */
  now(): Date;
  /** Public address, without a slash at the end. */
  publicUrl(): string;
}

export interface KernelParts {
  config: Config;
  log: Logger;
  metrics: Metrics;
  database: Database;
  clock: Clock;
}

/** Joins the capabilities into one kernel. Throws when two offer the same name or one reacts to nothing known. */
export function createKernel(capabilities: readonly Capability[], parts: KernelParts): Kernel {
  const commands = table(
    capabilities.flatMap((one) => one.commands ?? []),
    (handler) => handler.contract.name,
  );
  const queries = table(
    capabilities.flatMap((one) => one.queries ?? []),
    (handler) => handler.contract.name,
  );
  const events = table(
    capabilities.flatMap((one) => one.events ?? []),
    (event) => event.type,
  );
  const guards = group(
    capabilities.flatMap((one) => one.guards ?? []),
    (guard) => guard.command,
  );
  const reactions = group(
    capabilities.flatMap((one) => one.reactions ?? []),
    (reaction) => reaction.event,
  );
  for (const name of guards.keys()) if (!commands.has(name)) throw new Error(`a guard names no command: ${name}`);
  for (const type of reactions.keys()) if (!events.has(type)) throw new Error(`a reaction names no event: ${type}`);
  return {
    ...parts,
    now: () => parts.clock.now(),
    capabilities,
    commands,
    queries,
    events,
    problems: problemList(capabilities.map((one) => one.problems ?? {})),
    commandNamed: (name) => {
      const handler = commands.get(name);
      if (!handler) throw new Error(`no command ${name}`);
      return handler;
    },
    guardsOf: (command) => guards.get(command) ?? [],
    reactionsTo: (event) => reactions.get(event) ?? [],
    committed: () => {},
    whisper: () => {},
    publicUrl: () => parts.config.publicUrl ?? `http://${parts.config.host}:${parts.config.port}`,
  };
}

function table<T>(items: T[], nameOf: (item: T) => string): Map<string, T> {
  const result = new Map<string, T>();
  for (const item of items) {
    if (result.has(nameOf(item))) throw new Error(`${nameOf(item)} is offered twice`);
    result.set(nameOf(item), item);
  }
  return result;
}

function group<T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> {
  const result = new Map<string, T[]>();
  for (const item of items) result.set(keyOf(item), [...(result.get(keyOf(item)) ?? []), item]);
  return result;
}
