import type { z } from 'zod';
import type { Contract } from '#kernel/contract/contract.ts';
import type { Client } from './client.ts';
import { type Caller, callers, type Stage } from './stage.ts';

/**
 * How a command or query is called rightly. The access matrix, the test of hints and the fuzz all play these; a
 * capability keeps its own in `test/scenarios.ts` and says in `test/access.ts` who may.
 */
export interface Scenario {
  contract: Contract;
  /** Prepares what is needed and returns an input that is accepted now. `by` will call, or the owner when refused. */
  prepare(stage: Stage, by: Client): Promise<Record<string, unknown>>;
  /** What it prepares is the same whoever will call. */
  isForAnybody: boolean;
  /** Other inputs with which the desk opens this query. */
  screens(stage: Stage): Record<string, unknown>[];
  /** It is called from a page that bears the widget. */
  isFromPage: boolean;
  /** It ends or moves the caller's session. */
  isAboutSession: boolean;
  /** A customer who may call it, where the visitor of a widget may not. */
  customer: ((stage: Stage) => Promise<Client>) | undefined;
}

type Given<C extends Contract> = z.input<C['input']>;

interface More<C extends Contract> {
  screens?: (stage: Stage) => Given<C>[];
  isFromPage?: boolean;
  isAboutSession?: boolean;
  customer?: (stage: Stage) => Promise<Client>;
}

/** Declares a scenario; the input is checked against the contract's type. */
export function scenario<C extends Contract>(
  contract: C,
  prepare: (stage: Stage, by: Client) => Given<C> | Promise<Given<C>>,
  more: More<C> = {},
): Scenario {
  const { screens = () => [], isFromPage = false, isAboutSession = false, customer } = more;
  return {
    contract,
    prepare: async (stage, by) => (await prepare(stage, by)) as Record<string, unknown>,
    isForAnybody: prepare.length < 2 && !isAboutSession,
    screens: (stage) => screens(stage) as Record<string, unknown>[],
    isFromPage,
    isAboutSession,
    customer,
  };
}

/** What is made once for a stage and then used again, for whatever may be done to it more than once. */
export function once<T>(make: (stage: Stage) => Promise<T>): (stage: Stage) => Promise<T> {
  const made = new WeakMap<Stage, Promise<T>>();
  return (stage) => {
    const found = made.get(stage) ?? make(stage);
    made.set(stage, found);
    return found;
  };
}

/**
 * Who may: `yes`; `own`: yes, and it shows nothing of this workspace or conversation; `no`: access.forbidden;
 * `none`: told that there is no such record; `out`: asked to sign in; otherwise the code of the refusal.
 */
export type Access = Map<string, Record<Caller, string>>;

/** Reads a table of access: a first line with the callers, then one line for each name. Bars are for the eye. */
export function accessTable(text: string): Access {
  const [head = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split(/[\s|]+/).filter(Boolean));
  if (head.join() !== callers.join()) throw new Error(`the first line names ${callers.join(' ')}`);
  const table: Access = new Map();
  for (const [name = '', ...marks] of rows) {
    if (marks.length !== callers.length || table.has(name))
      throw new Error(`${name}: one line, ${callers.length} marks`);
    table.set(name, Object.fromEntries(callers.map((caller, i) => [caller, marks[i]])) as Record<Caller, string>);
  }
  return table;
}

/** Topics by their kind: who may watch, and the id of one that concerns the visitor on stage. */
export interface TopicAccess {
  table: Access;
  ids: Record<string, (stage: Stage) => string>;
}
