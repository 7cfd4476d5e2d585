import type { Role } from '#foundation/people/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext, Slot } from '#kernel/server/capability.ts';
import type { Tx } from '#kernel/server/sql.ts';
import type { Asks, Importance } from '../contract.ts';

/** What a notice keeps of what happened: ids, codes, numbers and ISO dates, never what a person wrote. */
export type NoticeData = Readonly<Record<string, string | number | boolean | null>>;

/** A record as its capability calls it. `link` is a path of the desk. */
export interface Described {
  id: Id;
  reference: string;
  title: string;
  link: string | null;
}

/** What words are made of besides the data. */
export interface NoticeNames {
  /** The record that it is about; null when nobody describes it (any more). */
  about: Described | null;
  /** Name of a person whose id stands in the data; "Somebody" when there is none. */
  person(id: unknown): string;
  /** An ISO instant in words of the workspace's time zone: `14:05` on the day of the notice, else `Mon 23 Nov, 14:05`. */
  time(instant: unknown): string;
  /** What a code of the data is called: a kind of decision, e.g. "Export customers". The code itself where unknown. */
  called(code: unknown): string;
  /** What was promised in somebody's own words, by the id of the promise; null for clocks that have none. */
  promised(id: unknown): string | null;
  /** How many of one kind this line stands for, when they are about different things; 1 otherwise. */
  many: number;
}

export interface NoticeWords {
  /** What happened, in one sentence without a full stop. */
  words: string;
  /** A second, quieter line. */
  detail?: string | null;
  /** Where to look; by default the record that it is about. */
  link?: string | null;
}

/** A kind of notice, declared once by the capability that sends it. `words` is pure. */
export interface NoticeKind {
  /** E.g. `promise.broken`. */
  name: string;
  /** In the settings: "A promise is broken". */
  label: string;
  help: string;
  importance: Importance;
  asks: Asks;
  /** Minutes after which who was asked and did not answer is reminded; 60 when absent. Only where it asks. */
  chaseAfterMinutes?: number;
  words(data: NoticeData, names: NoticeNames): NoticeWords;
  /** It comes to devices alone (`nudge`), as the desk shows it anyway. */
  isForDevices?: boolean;
  /** Roles that may ever get it; everybody when absent. Nobody is offered settings for what cannot come to them. */
  roles?: readonly Role[];
}

/** Something to follow, e.g. `promises:broken`: who hears of it is chosen by role and by person. */
export interface NoticeTopic {
  name: string;
  label: string;
  help: string;
  /** Roles that hear of it as long as nobody chose otherwise. */
  roles: readonly Role[];
  /** Roles that may follow it at all. */
  hearers: readonly Role[];
}

/** Describes records of one kind for the words of notices, e.g. conversations. */
export interface NoticeSubject {
  /** The `kind` of `about`. */
  name: string;
  describe(tx: Tx, workspaceId: Id, ids: readonly Id[]): Promise<Described[]>;
}

export const noticeKinds: Slot<NoticeKind> = { slot: 'notices.kinds' };
export const noticeTopics: Slot<NoticeTopic> = { slot: 'notices.topics' };
export const noticeSubjects: Slot<NoticeSubject> = { slot: 'notices.subjects' };

/** The kind of this name. @throws when no capability declares it: a mistake of whoever sends it */
export function kindNamed(ctx: QueryContext, name: string): NoticeKind {
  const kind = ctx.contributed(noticeKinds).find((one) => one.name === name);
  if (!kind) throw new Error(`no capability declares the kind of notice ${name}`);
  return kind;
}
