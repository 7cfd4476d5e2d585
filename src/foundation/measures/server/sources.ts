import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext, Slot } from '#kernel/server/capability.ts';

/**
 * Where facts come from. Everything is set-based SQL that runs inside the follower's one statement, under the belt;
 * $1 is the workspace and $2 the ids (uuid[]) that are asked about.
 */
export interface FactSource {
  name: string;
  /** Raise it whenever `rows` counts otherwise than before: everything is then counted anew. */
  version: number;
  /** Every kind of fact that `rows` yields; no other source yields one of them. */
  kinds: readonly string[];
  /** Kinds whose values are durations in milliseconds, so that medians can be read from the roll-ups. */
  durations: readonly string[];
  /** Kinds that are also counted by the hour of the day. */
  hourly?: readonly string[];
  /** Events after which a subject is counted again: the field of their data that holds its id. */
  listens: Readonly<Record<string, string>>;
  /** For an event type: further subjects that it changes, as `SELECT id` from those that the events named. */
  spreads?: Readonly<Record<string, string>>;
  /** Further subjects that the events from after $2 up to $3 may have changed, as `SELECT id`. */
  also?: string;
  /**
   * The facts of the subjects: `SELECT kind, subject_id, ordinal, at, value, channel, team_id, person_id, reason_id,
   * brand_id, excluded`. It may depend on stored rows and events only, never on the present time.
   */
  rows: string;
  /** All subjects in the order of their ids, a page at a time: `SELECT id` after $2 (uuid or null), at most $3. */
  all: string;
  /** How people call subjects, and where in the desk they open. */
  describe(ctx: QueryContext, subjectIds: readonly Id[]): Promise<Map<Id, { reference: string; link: string }>>;
  /** Names of reasons: `SELECT id, name`. */
  reasonNames?: string;
}

/** Kinds whose reasons are also counted by channel, by team and by brand. */
export const mixedKinds: readonly string[] = ['clause'];

/** What upper capabilities count. */
export const factSources: Slot<FactSource> = { slot: 'measures.facts' };
