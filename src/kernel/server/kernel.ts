import type { Logger } from 'pino';
import type { EventContract } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { Capability, CommandHandler, Guard, QueryHandler, Reaction, Slot, Whisper } from './capability.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Database } from './database.ts';
import { createRequestLimits, type RequestLimits } from './http/limits.ts';
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
  /** What callers may ask of this process, by requests and by sockets. */
  limits: RequestLimits;
  commandNamed(name: string): CommandHandler;
  guardsOf(command: string): readonly Guard[];
  reactionsTo(event: string): readonly Reaction[];
  /** Whether desks of this role are told that such an event happened. */
  isFor(event: string, role: string): boolean;
  contributed<T>(slot: Slot<T>): readonly T[];
  /** Called after each commit with the workspace's new head: wakes the live hub here and elsewhere. */
  committed(workspaceId: Id, head: number): void;
  /** Sends an ephemeral frame to the sockets of every process. */
  whisper(workspaceId: Id, frame: Whisper): void;
  clock: Clock;
  /** Set while the past is played: nothing falls due in this process meanwhile. */
  holdsDeadlines?: boolean;
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
  const slots = group(
    capabilities.flatMap((one) => one.contributes ?? []),
    (contribution) => contribution.slot,
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
    limits: createRequestLimits(),
    problems: problemList(capabilities.map((one) => one.problems ?? {})),
    commandNamed: (name) => {
      const handler = commands.get(name);
      if (!handler) throw new Error(`no command ${name}`);
      return handler;
    },
    guardsOf: (command) => guards.get(command) ?? [],
    reactionsTo: (event) => reactions.get(event) ?? [],
    isFor: hearing(capabilities),
    contributed: <T>(to: Slot<T>) => (slots.get(to.slot) ?? []).flatMap((one) => one.items as T[]),
    committed: () => {},
    whisper: () => {},
    publicUrl: () => parts.config.publicUrl ?? `http://${parts.config.host}:${parts.config.port}`,
  };
}

/**
 * Desks hear of an event when their role has the ability that it names, or else one that lists or reads the records of
 * the capability it belongs to. Where a capability has no such ability, its events are for everybody who works here.
 */
function hearing(capabilities: readonly Capability[]): Kernel['isFor'] {
  const known = new Map<string, boolean>();
  const isFor = (type: string, role: string) => {
    const owner = capabilities.filter((one) => one.events?.some((event) => event.type === type));
    const needs = owner[0]?.events?.find((event) => event.type === type)?.needs;
    if (needs) return capabilities.some((one) => one.abilities?.(role).includes(needs));
    const isLooking = (ability: string) => /\.(list|read)$/.test(ability);
    const looksAs = (name: string) => owner.some((one) => one.abilities?.(name).some(isLooking));
    return looksAs(role) || !looksAs('owner');
  };
  return (type, role) => {
    const key = `${type} ${role}`;
    const answer = known.get(key) ?? isFor(type, role);
    known.set(key, answer);
    return answer;
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
