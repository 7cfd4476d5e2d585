import { addDays, dayIn, daysBetween, freshnessOf, measureNamed, reckon, scopeOf } from '#foundation/measures/index.ts';
import { type StandardRead, standardRead } from '#foundation/standards/index.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import type { Coverage, Pack, PackSection } from '../contract.ts';
import { leastDays } from '../contract-words.ts';
import type { ReviewRow } from './rows.ts';
import { type Reviewed, type ReviewSection, reviewSections } from './sections.ts';

const beginning = '2000-01-01';

/** Assembles the pack of a review from the sections that capabilities contribute. */
export async function packOf(ctx: QueryContext, review: ReviewRow): Promise<Pack> {
  const about = await aboutOf(ctx, review);
  const standard = await standardRead(ctx, review.standard_id, review.version_id);
  const sections: PackSection[] = [];
  for (const section of sectionsOf(ctx)) {
    const { metrics = [], tables = [], quotes = [], empty } = await section.gather(ctx, about);
    const hasAny = metrics.length + tables.length + quotes.length > 0;
    sections.push({
      name: section.name,
      title: section.title,
      metrics,
      tables,
      quotes: quotes.map((quote) => ({ ...quote, words: null })),
      empty: hasAny ? null : empty,
    });
  }
  return { coverage: await coverageOf(ctx, about, standard), sections };
}

const sectionsOf = (ctx: QueryContext): ReviewSection[] =>
  ctx.contributed(reviewSections).toSorted((one, other) => one.order - other.order);

async function aboutOf(ctx: QueryContext, review: ReviewRow): Promise<Reviewed> {
  const { timeZone } = await scopeOf(ctx, {});
  const { standard_id: standardId, version_id: versionId, from_day: from, to_day: to } = review;
  return { standardId, versionId, from, to, timeZone };
}

/** The pack with the words of those who are quoted, as they are known now. */
export async function withWords(ctx: QueryContext, pack: Pack): Promise<Pack> {
  const byName = new Map(sectionsOf(ctx).map((section) => [section.name, section]));
  const sections = await Promise.all(
    pack.sections.map(async (section) => {
      const ids = section.quotes.map((quote) => quote.id);
      const words = (await byName.get(section.name)?.wordsOf?.(ctx, ids)) ?? new Map<string, string>();
      return { ...section, quotes: section.quotes.map((quote) => ({ ...quote, words: words.get(quote.id) ?? null })) };
    }),
  );
  return { ...pack, sections };
}

/**
 * How many days are behind the numbers: from the first on which a version of the standard was in force and a customer
 * had come, up to today. A day without contacts counts, as nothing was promised wrongly on it, and is told.
 */
async function coverageOf(ctx: QueryContext, about: Reviewed, { since }: StandardRead): Promise<Coverage> {
  const { from, to, timeZone } = about;
  const today = dayIn(timeZone, ctx.now);
  const end = to < today ? to : today;
  const days = end < from ? new Map() : await contactsByDay(ctx, from, end);
  const firstContact = (await hadContactBefore(ctx, from)) ? from : [...days].find(([, n]) => n > 0)?.[0];
  const isCounting = (await freshnessOf(ctx)).state === 'counting';
  const none = { days: 0, needed: leastDays, missing: leastDays, from: null, silent: 0, isCounting };
  if (!firstContact || !since) return none;
  const inForce = dayIn(timeZone, since);
  const first = [from, firstContact, inForce].toSorted().at(-1) ?? from;
  if (first > end) return none;
  const covered = daysBetween(first, end);
  const silent = [...days].filter(([day, n]) => day >= first && n === 0).length;
  return { ...none, days: covered, missing: Math.max(0, leastDays - covered), from: first, silent };
}

const contacts = () => measureNamed('contacts');

async function contactsByDay(ctx: QueryContext, from: string, to: string): Promise<Map<string, number>> {
  const { groups } = await reckon(ctx, contacts(), { scope: await scopeOf(ctx, {}), from, to, by: 'day' });
  return new Map([...groups].map(([day, { n }]) => [day, n]));
}

async function hadContactBefore(ctx: QueryContext, day: string): Promise<boolean> {
  const scope = await scopeOf(ctx, {});
  const { n } = await reckon(ctx, contacts(), { scope, from: beginning, to: addDays(day, -1), by: 'none' });
  return n > 0;
}
