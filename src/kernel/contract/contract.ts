import { z } from 'zod';
import { Id, Instant } from './ids.ts';

/**
 * The contract table. `command()`, `query()` and `event()` describe what can be asked, what may happen and what is
 * remembered. Routes, OpenAPI, the typed client, the access matrix, hints and tests all derive from these objects.
 */

/** Who may call: `nobody` needs no identity, `customer` a visitor of the widget, `staff` a signed-in person. */
export type Caller = 'nobody' | 'customer' | 'staff';

export type Shape = z.ZodObject;

interface Common<Name extends string, In extends Shape, Out extends z.ZodType> {
  name: Name;
  /** Below /api/v1, with input fields in braces: `/conversations/{conversationId}/replies`. */
  path: `/${string}`;
  summary: string;
  for: readonly Caller[];
  input: In;
  output: Out;
  /** Problem codes besides those every route shares. */
  refuses: readonly string[];
}

export interface CommandContract<
  Name extends string = string,
  In extends Shape = Shape,
  Out extends z.ZodType = z.ZodType,
> extends Common<Name, In, Out> {
  kind: 'command';
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Event types it may emit. Empty only for `quiet` commands (read marks, presence), which hint without an event. */
  emits: readonly string[];
  quiet: boolean;
  /** False where no workspace is known yet (sign-in, set-up): such a write is safe to repeat by its own rule. */
  keyed: boolean;
  /** Output fields that are secrets: given once, never stored, null when the write is repeated. */
  secrets: readonly string[];
  /** Needs the caller's passphrase or second factor within the last five minutes. */
  fresh: boolean;
  /** The body may hold 1 MB instead of 64 KB, e.g. for a calendar file. */
  large: boolean;
}

export interface QueryContract<
  Name extends string = string,
  In extends Shape = Shape,
  Out extends z.ZodType = z.ZodType,
> extends Common<Name, In, Out> {
  kind: 'query';
  method: 'GET';
  /** What the answer depends on, with input fields in braces: `conversation:{conversationId}`, `inbox`. */
  subjects: readonly string[];
}

export type Contract = CommandContract | QueryContract;
export type InputOf<C extends Contract> = z.output<C['input']>;
export type OutputOf<C extends Contract> = z.output<C['output']>;

type CommandOptions<In extends Shape, Out extends z.ZodType> = Omit<
  CommandContract<string, In, Out>,
  'kind' | 'name' | 'method' | 'quiet' | 'keyed' | 'secrets' | 'fresh' | 'large' | 'refuses'
> &
  Partial<Pick<CommandContract, 'method' | 'quiet' | 'keyed' | 'secrets' | 'fresh' | 'large' | 'refuses'>>;

/**
 * Declares a write. Its output holds ids, numbers, codes and instants only, never what a person wrote: it is kept
 * with the idempotency key so that a repeat gets the same answer, also after the person was erased.
 */
export function command<const Name extends string, In extends Shape, Out extends z.ZodType>(
  name: Name,
  options: CommandOptions<In, Out>,
): CommandContract<Name, In, Out> {
  return {
    method: 'POST',
    quiet: false,
    keyed: true,
    secrets: [],
    fresh: false,
    large: false,
    refuses: [],
    ...options,
    kind: 'command',
    name,
  };
}

/** Declares a read. */
export function query<const Name extends string, In extends Shape, Out extends z.ZodType>(
  name: Name,
  options: Omit<QueryContract<string, In, Out>, 'kind' | 'name' | 'method' | 'refuses'> &
    Partial<Pick<QueryContract, 'refuses'>>,
): QueryContract<Name, In, Out> {
  return { refuses: [], ...options, kind: 'query', method: 'GET', name };
}

/** Who may be told that an event happened. `customer` means staff and the customer whom it concerns. */
export type Audience = 'staff' | 'customer';

export interface EventContract<Type extends string = string, Data extends Shape = Shape> {
  kind: 'event';
  type: Type;
  /** Ids, codes, numbers, dates and flags only; personal text stays in its row. */
  data: Data;
  /** What changed, with data fields in braces; queries with the same subject are refetched. */
  subjects: readonly string[];
  audience: Audience;
  /** The ability without which a desk is not told; by default what lists or reads the records of its capability. */
  needs?: string;
  /** The sentence of the audit log, e.g. `resolved conversation {reference}`. */
  sentence: string;
}

/** Declares a fact in the past tense, e.g. `conversation.resolved`. A field `customerId` puts it on the timeline. */
export function event<const Type extends string, Data extends Shape>(
  type: Type,
  options: Omit<EventContract<Type, Data>, 'kind' | 'type'>,
): EventContract<Type, Data> {
  return { ...options, kind: 'event', type };
}

export { fieldsOf, fill, fillAll } from './template.ts';

/** The shape in which an event leaves the server: the log, exports, webhooks and the timeline. */
export const EventEnvelope = z.object({
  seq: z.int(),
  type: z.string(),
  at: Instant,
  actorKind: z.enum(['person', 'customer', 'system', 'nobody']),
  actorId: Id.nullable(),
  onBehalfOf: Id.nullable(),
  reason: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
});
export type EventEnvelope = z.output<typeof EventEnvelope>;
