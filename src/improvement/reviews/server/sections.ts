import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext, Slot } from '#kernel/server/capability.ts';
import type { PackMetric, PackQuote, PackTable } from '../contract.ts';

/** What a section is asked about. */
export interface Reviewed {
  standardId: Id;
  versionId: Id;
  /** Days of the time zone, both counted. */
  from: string;
  to: string;
  timeZone: string;
}

/** What a section puts into the pack. Words that somebody wrote are left to `wordsOf`. */
export interface Gathered {
  metrics?: PackMetric[];
  tables?: PackTable[];
  quotes?: Omit<PackQuote, 'words'>[];
  /** Said when there is nothing. */
  empty: string;
}

/**
 * A part of the pack of a review. Contributed by whoever knows: what is said of a period, in numbers and tables.
 * Sections stand in their order; a metric of a section wants its evaluation like every other.
 */
export interface ReviewSection {
  name: string;
  title: string;
  order: number;
  gather(ctx: QueryContext, about: Reviewed): Promise<Gathered>;
  /** The words of its quotes, by id; what was erased is not there any more. */
  wordsOf?(ctx: QueryContext, ids: readonly Id[]): Promise<Map<Id, string>>;
}

export const reviewSections: Slot<ReviewSection> = { slot: 'reviews.sections' };
