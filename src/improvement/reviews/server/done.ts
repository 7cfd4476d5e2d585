import { suggestionsOf, suggestionWords } from '#foundation/standards/index.ts';
import { correctedIn } from '#improvement/monitoring/index.ts';
import { statement } from '#kernel/server/sql.ts';
import type { ReviewSection } from './sections.ts';

const hours = (value: number) => `${Math.round(value * 10) / 10} h`;

/** What was missed and corrected, and what disturbed the service meanwhile. */
export const correctionsSection: ReviewSection = {
  name: 'corrections',
  title: 'What was corrected, and what disturbed us',
  order: 35,
  gather: async (ctx, about) => {
    const { corrected, disturbed } = await correctedIn(ctx, about.standardId, about);
    const actions = {
      caption: 'Corrective actions',
      head: ['Promise', 'Weeks missed', 'Done', 'Effect'],
      rows: corrected.map(({ title, missed_weeks, is_done, is_effective }) => [
        ...[title, missed_weeks, is_done ? 'yes' : 'not yet'],
        is_effective === null ? 'not measured yet' : is_effective ? 'it helped' : 'it did not help',
      ]),
    };
    const issues = {
      caption: 'Issues of technology and of resources',
      head: ['Issue', 'Kind', 'Lasted', 'Goals affected', 'Corrected'],
      rows: disturbed.map(({ title, kind, hours: lasted, goals, has_fix }) => [
        ...[title, kind, hours(lasted), goals],
        has_fix ? 'an action exists' : 'no action',
      ]),
    };
    return {
      tables: [actions, issues].filter((table) => table.rows.length > 0),
      empty: 'Nothing was corrected in this period, and no issue was logged.',
    };
  },
};

const bounds = statement<{ starts: Date; ends: Date }>(
  'review_bounds',
  `SELECT $1::date::timestamp AT TIME ZONE $3 AS starts, ($2::date + 1)::timestamp AT TIME ZONE $3 AS ends`,
);

const became = { new: 'no answer yet', considered: 'being considered', taken: 'taken', declined: 'declined' } as const;
/** As many as somebody reads; the table counts them all. */
const mostQuotes = 20;

/** What people suggested to change, by the clause it was about; first what still waits for its answer. */
export const suggestionsSection: ReviewSection = {
  name: 'suggestions',
  title: 'What people suggested',
  order: 45,
  gather: async (ctx, { standardId, from, to, timeZone }) => {
    const found = await ctx.tx.first(bounds, [from, to, timeZone]);
    const all = found ? await suggestionsOf(ctx, standardId, found.starts, found.ends) : [];
    const titles = [...new Set(all.map((one) => one.clauseTitle))];
    const count = (title: string, states: readonly string[]) =>
      all.filter((one) => one.clauseTitle === title && states.includes(one.state)).length;
    const rows = titles.map((title) => [
      title,
      count(title, ['new', 'considered', 'taken', 'declined']),
      ...[count(title, ['taken']), count(title, ['declined']), count(title, ['new', 'considered'])],
    ]);
    const byClause = { caption: 'By clause', head: ['Clause', 'Suggested', 'Taken', 'Declined', 'Waiting'], rows };
    const isOpen = (one: (typeof all)[number]) => one.state === 'new' || one.state === 'considered';
    const inOrder = [...all.filter(isOpen), ...all.filter((one) => !isOpen(one))].slice(0, mostQuotes);
    return {
      tables: rows.length > 0 ? [byClause] : [],
      quotes: inOrder.map(({ id, clauseTitle, state, writtenAt }) => ({
        ...{ id, about: `${clauseTitle}, ${became[state]}`, at: writtenAt, link: `/standards/${standardId}` },
      })),
      empty: 'Nobody suggested a change in this period.',
    };
  },
  wordsOf: suggestionWords,
};
