import type {
  CommandContract,
  EventContract,
  EventEnvelope,
  InputOf,
  OutputOf,
  QueryContract,
} from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { Actor, Identity } from './actor.ts';
import type { Scope } from './database.ts';
import type { App } from './http/app.ts';
import type { HttpRequest } from './http/request.ts';
import type { Kernel } from './kernel.ts';
import type { ProblemList } from './problem.ts';
import type { Tx } from './sql.ts';

/** What every read gets: who asks, where, on which connection. */
export interface QueryContext {
  actor: Actor;
  workspaceId: Id;
  tx: Tx;
  request: HttpRequest;
  now: Date;
  /** Set by `demand` (policy.ts). A command or query that ends without a decision fails. */
  decided: boolean;
  /** What upper capabilities put into a slot. */
  contributed<T>(slot: Slot<T>): readonly T[];
}

/** A named place that upper capabilities fill, e.g. the facts that a measure counts. Offered by the lower one. */
export interface Slot<T> {
  slot: string;
  /** Only carries the type. */
  item?: T;
}
export interface Contribution {
  slot: string;
  items: readonly unknown[];
}

/** Fills a slot of a lower capability. */
export function contribute<T>(to: Slot<T>, ...items: T[]): Contribution {
  return { slot: to.slot, items };
}

/** What every write gets on top. */
export interface CommandContext extends QueryContext {
  /** The write's key: unique for ever; use it as the id of what the write creates. */
  key: Id;
  emit<Type extends string, Data extends EventContract['data']>(
    event: EventContract<Type, Data>,
    data: import('zod').input<Data>,
    more?: { reason?: string },
  ): void;
  /** Queues a job in the same commit. `key` makes a later one replace the earlier. */
  enqueue(task: string, payload: Record<string, unknown>, key?: string): void;
  /** Sent to live sockets after commit and never stored: seen marks, presence. */
  whisper(frame: Whisper): void;
  /** A statement whose answer the command does not need: it has left, and its failure fails the write at its end. */
  unanswered(statement: Promise<unknown>): void;
  /** Runs another command inside this transaction, as the system on behalf of the actor. */
  inner<C extends CommandContract>(contract: C, input: InputOf<C>): Promise<OutputOf<C>>;
  /** Works in another workspace from here on; what is emitted there is numbered there (set-up opens two at once). */
  enter(workspaceId: Id, actor?: Actor): Promise<void>;
  setCookie(value: string | null): void;
}

/** An ephemeral frame for the sockets that watch one of the topics. */
export interface Whisper {
  topics: string[];
  audience: 'staff' | 'customer' | 'all';
  kind: string;
  data: Record<string, unknown>;
}

/** Who calls with which request, for work that happens before the transaction. */
export interface Caller {
  identity: Identity;
  request: HttpRequest;
}

export interface CommandHandler<C extends CommandContract = CommandContract> {
  contract: C;
  /**
   * Before the transaction and without holding its connection: slow work (hashing a passphrase) and tries that count
   * also when the write is refused. `run` gets what it returns. Only an outer command may have it.
   */
  prepare?(kernel: Kernel, input: InputOf<C>, caller: Caller): Promise<unknown>;
  run(ctx: CommandContext, input: InputOf<C>, prepared?: unknown): Promise<OutputOf<C>>;
}

export interface QueryHandler<Q extends QueryContract = QueryContract> {
  contract: Q;
  /** `kernel` is for what the capabilities say about themselves, such as abilities. */
  run(ctx: QueryContext, input: InputOf<Q>, kernel: Kernel): Promise<OutputOf<Q>>;
}

/** Joins a command's contract and its handler. */
export function handle<C extends CommandContract>(contract: C, run: CommandHandler<C>['run']): CommandHandler {
  return { contract, run } as unknown as CommandHandler;
}

/** The same for a command that has something to do before its transaction. */
export function handlePrepared<C extends CommandContract, Prepared>(
  contract: C,
  prepare: (kernel: Kernel, input: InputOf<C>, caller: Caller) => Promise<Prepared>,
  run: (ctx: CommandContext, input: InputOf<C>, prepared: Prepared) => Promise<OutputOf<C>>,
): CommandHandler {
  return { contract, prepare, run } as unknown as CommandHandler;
}

/** Joins a query's contract and its answer. */
export function answer<Q extends QueryContract>(contract: Q, run: QueryHandler<Q>['run']): QueryHandler {
  return { contract, run } as unknown as QueryHandler;
}

/** A guard may refuse a lower command by throwing a named problem. */
export interface Guard {
  command: string;
  check(ctx: CommandContext, input: unknown): Promise<void>;
}

/** A reaction acts on a past event: in the same transaction where `inline`, otherwise as a job. */
export interface Reaction {
  event: string;
  inline: boolean;
  name: string;
  run(ctx: CommandContext, data: Record<string, unknown>): Promise<void>;
  /** Instead of `run` for all events of this type in one write at once. Only where `inline`. */
  runAll?(ctx: CommandContext, data: Record<string, unknown>[]): Promise<void>;
}

/** Data that travels on the socket beside the hint of an event. */
export interface Push {
  event: string;
  /** Where it goes; nothing is loaded when nobody watches there. */
  topics(data: Record<string, unknown>): string[];
  load(tx: Tx, workspaceId: Id, events: EventEnvelope[]): Promise<Pushed[]>;
}
export interface Pushed {
  topic: string;
  to: 'staff' | 'customer';
  kind: string;
  data: unknown;
}

/** A kind of live topic, e.g. `conversation`: who may watch it. The same policy as for reading applies. */
export interface TopicKind {
  kind: string;
  /** Those of the ids that the actor may watch, asked in one query; the others are left out. */
  mayWatch(ctx: QueryContext, ids: Id[]): Promise<Map<Id, TopicAccess>>;
}
export interface TopicAccess {
  /** Further topics that hear what is typed here (the customer's own). */
  mirrors: readonly string[];
  /** Whether others are told that the actor types here. */
  mayType: boolean;
  /** The topic in which it is shown that the actor looks at this one; absent: nobody is told. */
  shownIn?: string;
  /** Whoever begins to watch this topic is told who looks at what is shown in it. */
  showsPresence?: boolean;
}

/** A deadline that came due: its effect, in the transaction that marks it fired. */
export interface DeadlineKind {
  kind: string;
  fire(ctx: CommandContext, ref: Id): Promise<void>;
  /** Instead of `fire` for many that came due together; when it fails, they are fired in halves. */
  fireAll?(ctx: CommandContext, refs: Id[]): Promise<void>;
}

export interface Job {
  task: string;
  /** Cron pattern (UTC) when it runs by the clock. */
  cron?: string;
  /** Much work that nobody waits for: of all such jobs one runs at a time, in all processes together. */
  isUpkeep?: boolean;
  run(kernel: Kernel, payload: Record<string, unknown>): Promise<void>;
}

/** What must hold of a capability's rows whenever nobody writes; `heed verify` asks for what breaks it. */
export interface Invariant {
  /** What holds, e.g. `messages are numbered without gaps`. */
  name: string;
  /** `SELECT what`: a line of words for each place in workspace $1 where it does not hold. Runs as owner. */
  broken: string;
}

/** Tells who a request or socket is; the first that answers counts. */
export interface Identifier {
  name: string;
  /** From an HTTP request's cookie or authorization header. */
  fromRequest(kernel: Kernel, request: HttpRequest): Promise<Identity | null>;
  /** From the first frame of a socket. */
  fromHello(kernel: Kernel, hello: Record<string, unknown>, request: HttpRequest): Promise<Identity | null>;
}

/** One folder of the house, as the server sees it. Floors and order are those of `floors.json`. */
export interface Capability {
  name: string;
  problems?: ProblemList;
  events?: EventContract[];
  commands?: CommandHandler[];
  queries?: QueryHandler[];
  guards?: Guard[];
  reactions?: Reaction[];
  pushes?: Push[];
  topics?: TopicKind[];
  deadlines?: DeadlineKind[];
  contributes?: Contribution[];
  jobs?: Job[];
  invariants?: Invariant[];
  identifiers?: Identifier[];
  /** Told of each commit of this process which commands it holds, to forget what they may have changed. */
  committed?: (kernel: Kernel, commands: readonly string[]) => void;
  /** Names of the actions that a role has at all, e.g. `people.invite`, for `GET /me`. */
  abilities?: (role: string) => string[];
  /** Routes that are files or pages rather than commands and queries. */
  routes?: (app: App, kernel: Kernel) => void;
  /** Runs once after migrations, e.g. to print the set-up link. */
  started?: (kernel: Kernel) => Promise<void>;
  /** Runs when the process stops, before jobs and the database do. */
  stopping?: (kernel: Kernel) => Promise<void>;
}

export type { Scope };
