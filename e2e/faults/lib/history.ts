/** What clients saw, in the order they saw it; the checker decides by it. `at` is in milliseconds of one clock. */
export type HistoryRecord =
  | { type: 'send'; at: number; client: string; token: string; attempt: number }
  | { type: 'ack'; at: number; client: string; token: string; conversationId: string; number: number }
  | { type: 'refused'; at: number; client: string; token: string; status: number; hasRetryAfter: boolean }
  | { type: 'cut'; at: number; client: string; token: string }
  | { type: 'welcome'; at: number; reader: string; connection: number; resumed: boolean }
  | { type: 'receive'; at: number; reader: string; connection: number; conversationId: string; number: number }
  | { type: 'take'; at: number; reader: string; conversationId: string; number: number; token: string };

type WithoutAt<T> = T extends unknown ? Omit<T, 'at'> : never;

export interface History {
  records: HistoryRecord[];
  note(record: WithoutAt<HistoryRecord>): void;
  count(type: HistoryRecord['type']): number;
}

/**
 * A new, empty history. `send` and `ack` are about writes (`token` is a message's text, unique in the run), `cut` an
 * attempt without an answer. `receive` is a frame as it came on a connection, `take` what a reader added to its log.
 */
export function createHistory(): History {
  const records: HistoryRecord[] = [];
  const counts = new Map<string, number>();
  return {
    records,
    note: (record) => {
      records.push({ at: performance.now(), ...record } as HistoryRecord);
      counts.set(record.type, (counts.get(record.type) ?? 0) + 1);
    },
    count: (type) => counts.get(type) ?? 0,
  };
}

/** The longest time in milliseconds without an acknowledgement, between the first and the last. */
export function longestPause(history: History): number {
  const acks = history.records.filter((record) => record.type === 'ack').map((record) => record.at);
  let longest = 0;
  for (let i = 1; i < acks.length; i++) longest = Math.max(longest, (acks[i] ?? 0) - (acks[i - 1] ?? 0));
  return Math.round(longest);
}
