import type { WidgetMessage } from '../contract.ts';
import type { Entry, Refusal } from './outbox.ts';

/** A day line, or a message with what is shown around it. */
export type Row =
  | { kind: 'day'; key: string; at: Date }
  | {
      kind: 'message';
      /** The message id, which the widget made: the same before and after the acknowledgement. */
      key: string;
      by: 'me' | 'staff';
      name: string;
      text: string;
      at: Date;
      /** The first of several by the same person shows the name. */
      first: boolean;
      state: 'sending' | 'refused' | 'sent' | 'seen' | 'none';
      refusal?: Refusal;
    };

type MessageRow = Extract<Row, { kind: 'message' }>;

/** What the log shows: acknowledged messages in the server's order, then what waits in the outbox. */
export function rowsOf(
  messages: readonly WidgetMessage[],
  pending: readonly Entry[],
  seen: (message: WidgetMessage) => boolean,
): Row[] {
  const rows: Row[] = [];
  let before: MessageRow | undefined;
  const add = (row: MessageRow) => {
    const newDay = before?.at.toDateString() !== row.at.toDateString();
    if (newDay) rows.push({ kind: 'day', key: `day ${row.key}`, at: row.at });
    const first = newDay || before?.by !== row.by || before.name !== row.name;
    before = { ...row, first };
    rows.push(before);
  };
  for (const message of messages) {
    const { id: key, by, name, text } = message;
    const state = by === 'staff' ? 'none' : seen(message) ? 'seen' : 'sent';
    add({ kind: 'message', key, by, name, text, at: new Date(message.at), first: true, state });
  }
  for (const { id: key, text, at, refusal } of pending) {
    const row: MessageRow = {
      kind: 'message',
      key,
      by: 'me',
      name: '',
      text,
      at: new Date(at),
      first: true,
      state: 'sending',
    };
    add(refusal ? { ...row, state: 'refused', refusal } : row);
  }
  return rows;
}

/** A piece of a text: plain, or a web address that can be followed. */
export interface Piece {
  /** Where it begins. */
  at: number;
  text: string;
  href?: string;
}

/** Finds the web addresses in a text; closing punctuation belongs to the sentence, not to the address. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"]+/g)) {
    const href = match[0].replace(/[.,;:!?)\]}'»”’]+$/, '');
    if (match.index > from) pieces.push({ at: from, text: text.slice(from, match.index) });
    pieces.push({ at: match.index, text: href, href });
    from = match.index + href.length;
  }
  if (from < text.length) pieces.push({ at: from, text: text.slice(from) });
  return pieces;
}

const timeOfDay = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });
const fullDay = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });

export function timeWords(at: Date): string {
  return timeOfDay.format(at);
}

/** "Today", "Yesterday", or the day by name and date. */
export function dayWords(at: Date, words: { today: string; yesterday: string }, now: Date = new Date()): string {
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (at.toDateString() === now.toDateString()) return words.today;
  return at.toDateString() === yesterday.toDateString() ? words.yesterday : fullDay.format(at);
}
