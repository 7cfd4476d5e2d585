import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Version } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

/** Messages that the widget shows by itself: a word at the right moment, to be answered or put away. */
export const nudgeProblems = problems({
  'chat.too_many_nudges': {
    status: 409,
    title: 'There are as many messages as there can be',
    help: 'Remove one that is no longer needed; there can be 20.',
  },
  'chat.bad_pages': {
    status: 422,
    title: 'This is no pattern of pages',
    help: 'Write what stands behind the host, such as /kettles/*, one a line. * stands for anything.',
  },
});

export const NudgeCap = z.enum(['once', 'daily']);

const words = {
  text: z.string().trim().min(1).max(300),
  /** Patterns of paths, one a line: `/`, `/basket`, `/kettles/*`. */
  pages: z.string().trim().min(1).max(300),
  /** Seconds on the page. */
  afterS: z.int().min(0).max(3_600),
  /** How often one visitor sees it at most. Whoever puts it away never sees it again. */
  cap: NudgeCap,
  isOn: z.boolean(),
};

export const Nudge = z.object({ id: Id, ...words, shown: z.int(), answered: z.int(), version: Version });
export type Nudge = z.output<typeof Nudge>;

/** What a page is told of one that is on. */
export const PageNudge = z.object({ id: Id, text: z.string(), pages: z.string(), afterS: z.int(), cap: NudgeCap });

export const nudgeChanged = event('nudge.changed', {
  data: z.strictObject({ nudgeId: Id, what: z.enum(['added', 'changed', 'switched_on', 'switched_off', 'removed']) }),
  subjects: ['nudges'],
  audience: 'staff',
  needs: 'chat.see_widget',
  sentence: 'changed a message that the chat shows by itself ({what})',
});

export const listNudges = query('chat.nudges', {
  path: '/chat/nudges',
  summary: 'Messages that the widget shows by itself, with how often each was shown and answered; at most 20',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ nudges: z.array(Nudge) }),
  subjects: ['nudges'],
});

const about = z.object({ nudgeId: Id, version: Version });

export const addNudge = command('chat.add-nudge', {
  path: '/chat/nudges',
  summary: 'Add a message that the widget shows by itself; it is off until it is switched on',
  for: ['staff'],
  input: z.strictObject({ ...words, isOn: z.boolean().default(false) }),
  output: about,
  refuses: ['chat.too_many_nudges', 'chat.bad_pages'],
  emits: ['nudge.changed'],
});

export const changeNudge = command('chat.change-nudge', {
  path: '/chat/nudges/{nudgeId}',
  method: 'PATCH',
  summary: 'Change such a message, or switch it on or off',
  for: ['staff'],
  input: z.strictObject({ nudgeId: Id, version: Version, ...z.object(words).partial().shape }),
  output: about,
  refuses: ['record.stale', 'chat.bad_pages'],
  emits: ['nudge.changed'],
});

export const removeNudge = command('chat.remove-nudge', {
  path: '/chat/nudges/{nudgeId}',
  method: 'DELETE',
  summary: 'Remove such a message; conversations that began with it keep it',
  for: ['staff'],
  input: z.strictObject({ nudgeId: Id, version: Version }),
  output: about,
  refuses: ['record.stale'],
  emits: ['nudge.changed'],
});

// Counted by whoever sees it, before there is a visit: a figure to compare, not one to bill by.
export const nudgeShown = command('chat.nudge-shown', {
  path: '/chat/nudges/{nudgeId}/shown',
  summary: 'Count that a page showed it',
  for: ['nobody', 'customer', 'staff'],
  keyed: false,
  quiet: true,
  input: z.strictObject({ nudgeId: Id, key: z.string().regex(/^pk_[A-Za-z0-9_-]{16,60}$/, 'a key such as pk_…') }),
  output: z.object({ nudgeId: Id }),
  refuses: ['chat.unknown_key', 'access.origin'],
  emits: [],
});
