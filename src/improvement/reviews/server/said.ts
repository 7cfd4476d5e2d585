import { feedbackIn, feedbackWords } from '#contact/feedback/index.ts';
import { wilson } from '#foundation/measures/index.ts';
import { commentsIn, commentWords } from '#foundation/standards/index.ts';
import type { ReviewSection } from './sections.ts';

const percent = (part: number, all: number) => (all === 0 ? '–' : `${Math.round((part * 100) / all)} %`);

/** What customers said: counts, by the reason of their conversation, and examples of the poor and the good. */
export const feedbackSection: ReviewSection = {
  name: 'feedback',
  title: 'What customers said',
  order: 20,
  gather: async (ctx, about) => {
    const { requests, ratings, themes, examples } = await feedbackIn(ctx, about);
    const all = ratings.reduce((sum, row) => sum + row.count, 0);
    const good = ratings.filter((row) => row.rating >= 4).reduce((sum, row) => sum + row.count, 0);
    const sure = wilson(good, all);
    const between = sure ? `${Math.round(sure.low * 100)}–${Math.round(sure.high * 100)} %` : '–';
    const counts = {
      caption: 'How many answered, and how',
      head: ['', 'Number', 'Share'],
      rows: [
        ['Asked', requests.asked, ''],
        ['Answered', requests.answered, percent(requests.answered, requests.asked)],
        ['Satisfied, 4 or 5 of 5', good, `${percent(good, all)} (${between})`],
        ...ratings.map(({ rating, count }) => [`${rating} of 5`, count, percent(count, all)]),
      ],
    };
    const byReason = {
      caption: 'What it was about',
      head: ['Reason', 'Answers', 'Good', 'Poor'],
      rows: themes.map(({ name, answers, good, poor }) => [name ?? 'No reason given', answers, good, poor]),
    };
    return {
      tables: all > 0 ? [counts, byReason] : requests.asked > 0 ? [counts] : [],
      quotes: examples.map((one) => ({
        id: one.id,
        about: `H-${one.number}, ${one.rating} of 5`,
        at: one.answered_at.toISOString(),
        link: `/inbox/all/${one.conversation_id}`,
      })),
      empty: 'No customer was asked in this period. Settings, Feedback says when they are.',
    };
  },
  wordsOf: feedbackWords,
};

const became = { taken: 'taken in', partly: 'taken in partly', declined: 'declined' } as const;

/** What those who work by the standard said of it. */
export const commentsSection: ReviewSection = {
  name: 'comments',
  title: 'What we said of the standard ourselves',
  order: 40,
  gather: async (ctx, about) => ({
    quotes: (await commentsIn(ctx, about.standardId, about)).slice(0, 20).map((one) => ({
      id: one.id,
      about: `${one.title ?? 'The whole of it'}, ${one.disposition ? became[one.disposition] : 'no answer yet'}`,
      at: one.at.toISOString(),
      link: `/standards/${about.standardId}`,
    })),
    empty: 'Nobody commented on a clause in this period.',
  }),
  wordsOf: commentWords,
};
