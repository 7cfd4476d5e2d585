import { type ItemRow, itemsOfKinds } from '#foundation/library/index.ts';
import { type PublishedClause, publishedClauses } from '#foundation/standards/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { type ConditionKind, type LinkTarget, most } from '../contract.ts';

/** Where a standard says what a condition speaks of. */
const sections: Partial<Record<ConditionKind, PublishedClause['section']>> = {
  response_times: 'response_times',
  communication_styles: 'style',
  complaints: 'complaints',
  reporting_issues: 'reporting',
};

/** What could be linked: clauses of versions in force, and codes of practice of the library. */
export interface Offer {
  clauses: PublishedClause[];
  codes: ItemRow[];
}

/** @param versionIds further versions whose clauses are to be there as well, in force or not. Policy is the caller's. */
export async function offerOf(ctx: QueryContext, versionIds: readonly Id[] = []): Promise<Offer> {
  const codes = await itemsOfKinds(ctx, ['code']);
  return {
    clauses: await publishedClauses(ctx, versionIds),
    codes: codes.filter((one) => one.retired_at === null),
  };
}

export interface Suggested {
  to: LinkTarget;
  where: string | null;
  title: string;
  /** Of the version; null for an item. */
  contentHash: string | null;
}

/** `Customer service standard 1.0, 5.2` */
const whereOf = ({ standardName, major, minor, number }: PublishedClause) =>
  `${standardName} ${major}.${minor}, ${number}`;

/** What obviously meets a condition, in reading order. */
export function suggestedFor(kind: ConditionKind, { clauses, codes }: Offer): Suggested[] {
  if (kind === 'professional_standards') {
    return codes.slice(0, most).map(({ id, title }) => {
      return { to: { is: 'item', itemId: id }, where: null, title, contentHash: null };
    });
  }
  const fitting = clauses.filter((one) => one.isInForce && one.section === sections[kind]).slice(0, most);
  return fitting.map((clause) => ({
    to: { is: 'clause', versionId: clause.versionId, clauseId: clause.id },
    where: whereOf(clause),
    title: clause.title,
    contentHash: clause.contentHash,
  }));
}
