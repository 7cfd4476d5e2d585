import type { attachWords } from './attach-words.ts';
import type { laterWords } from './later-words.ts';
import { numbersIn } from './words/plural.ts';

const { number, plural } = numbersIn('en');

/**
 * Every word the panel shows, in English; the one list of messages. Each other language is a file of `words/` with the
 * same messages (the type `Words` refuses one with a gap) and is put over these before the panel is drawn.
 * Read them when drawing (`words.send`), never once when a file is loaded.
 */
export const panelWords = {
  answer: 'We answer as soon as we can',
  replies: (time: string) => `Usually replies within ${time}`,
  closed: 'Closed now',
  backAt: (time: string) => `Closed now. We are back at ${time}`,
  backOn: (day: string, time: string) => `Closed now. We are back on ${day} at ${time}`,
  next: 'You are next.',
  before: (count: number) => plural(count, { one: 'One person waits before you.', other: '# people wait before you.' }),
  rate: 'How did we do? Rate this conversation',
  earlier: 'Your conversations',
  closeChat: 'Close chat',
  messages: 'Messages',
  today: 'Today',
  yesterday: 'Yesterday',
  you: 'You',
  sending: 'sending',
  kept: 'kept, goes out when you are back',
  sent: 'sent',
  seen: 'seen',
  notSent: 'Not sent.',
  notSentReason: 'We could not take this message.',
  retry: 'Try again',
  remove: 'Remove',
  typing: (name: string) => `${name} is typing`,
  offline: 'You are offline. Your messages are kept and go out when you are back.',
  again: 'Connecting again. Your messages are kept.',
  loading: 'Loading your messages',
  unread: (count: number) => plural(count, { one: '# new message', other: '# new messages' }),
  yourMessage: 'Your message',
  write: 'Write a message',
  send: 'Send',
  attach: 'Attach a file',
  waits: 'Goes out when its files are here.',
  notAttached: 'Files cannot be attached just now. Try again.',
  left: (count: number) => plural(count, { one: '# character left', other: '# characters left' }),
  tooLong: (over: number, limit: number) =>
    `${plural(over, { one: 'Too long by # character.', other: 'Too long by # characters.' })} ` +
    `A message may have ${number(limit)}; please send it in two parts.`,
  sound: 'Sound for new answers',
};

/** What every language must say. */
export type Words = typeof panelWords;

export type FileWords = typeof attachWords;

export type LaterWords = typeof laterWords;

/** The words of a language, for a locale such as `de-AT` that says how numbers are written. */
export type WordsIn = (locale: string) => Words & { files: FileWords; later: LaterWords };
