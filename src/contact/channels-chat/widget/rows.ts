import type { WidgetMessage } from '../contract.ts';
import type { WidgetFile } from './attaching.ts';
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
      files: readonly WidgetFile[];
      ask?: WidgetMessage['ask'];
      /** What the customer answered to it, in words; undefined while it waits. */
      answered?: string;
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
  const answers = new Map<string | undefined, string>(messages.map((one) => [one.answers, one.text]));
  for (const { answer, refusal, text } of pending) if (!refusal) answers.set(answer?.messageId, text);
  let before: MessageRow | undefined;
  const add = (row: MessageRow) => {
    const newDay = before?.at.toDateString() !== row.at.toDateString();
    if (newDay) rows.push({ kind: 'day', key: `day ${row.key}`, at: row.at });
    const first = newDay || before?.by !== row.by || before.name !== row.name;
    before = { ...row, first };
    rows.push(before);
  };
  for (const message of messages) {
    const { id: key, by, name, text, attachments: files } = message;
    const state = by === 'staff' ? 'none' : seen(message) ? 'seen' : 'sent';
    const at = new Date(message.at);
    const row: MessageRow = { kind: 'message', key, by, name, text, files, at, first: true, state };
    if (message.ask) row.ask = message.ask;
    const answered = answers.get(key);
    if (answered !== undefined) row.answered = answered;
    add(row);
  }
  for (const { id: key, text, files = [], at, refusal } of pending) {
    const row: MessageRow = {
      kind: 'message',
      key,
      by: 'me',
      name: '',
      text,
      files,
      at: new Date(at),
      first: true,
      state: 'sending',
    };
    add(refusal ? { ...row, state: 'refused', refusal } : row);
  }
  return rows;
}
