import type { History, HistoryRecord } from './history.ts';
import type { Stored, StoredMessage } from './stored.ts';

/** Counts of broken promises; all are 0 when the promises were kept. */
export interface Verdict {
  /** P1: acknowledged, and not in the database, or not where the acknowledgement said. */
  lost: number;
  /** P2: stored more than once. */
  twice: number;
  /** P3: stored in another order than its client wrote. */
  outOfOrder: number;
  /** P3: numbers missing in a conversation or in a workspace's events. */
  gaps: number;
  /** Never acknowledged, however often repeated. */
  unacknowledged: number;
  /** Stored, but never sent by anybody. */
  unknown: number;
  /** P4: messages that a reader does not have in the end, or has in another order. */
  missed: number;
  /** P4: frames of one connection that skip a number or go back. */
  skippedLive: number;
  /** P5: a client was told of a number that the database no longer reaches. */
  wentBack: number;
}

/** Which conversations each reader follows. */
export type Readers = ReadonlyMap<string, ReadonlySet<string>>;

/** Decides promises P1 to P5 from what the clients saw and what is stored. */
export function check(history: History, stored: Stored, readers: Readers): Verdict {
  const byConversation = groupBy(stored.messages, (message) => message.conversationId);
  const sends = ofType(history, 'send');
  const acks = ofType(history, 'ack');
  const sent = new Set(sends.map((record) => record.token));
  const acked = new Set(acks.map((record) => record.token));
  return {
    lost: countLost(acks, stored.messages),
    twice: stored.messages.length - new Set(stored.messages.map((message) => message.token)).size,
    outOfOrder: countOutOfOrder(sends, stored.messages),
    gaps: countGaps(byConversation, stored.lastNumbers) + stored.brokenStreams,
    unacknowledged: [...sent].filter((token) => !acked.has(token)).length,
    unknown: stored.messages.filter((message) => !sent.has(message.token)).length,
    missed: countMissed(ofType(history, 'take'), byConversation, readers),
    skippedLive: countSkippedLive(ofType(history, 'receive')),
    wentBack: acks.filter((ack) => ack.number > (stored.lastNumbers.get(ack.conversationId) ?? 0)).length,
  };
}

export function isKept(verdict: Verdict): boolean {
  return Object.values(verdict).every((count) => count === 0);
}

type OfType<Type> = Extract<HistoryRecord, { type: Type }>;

function ofType<Type extends HistoryRecord['type']>(history: History, type: Type): OfType<Type>[] {
  return history.records.filter((record): record is OfType<Type> => record.type === type);
}

function countLost(acks: OfType<'ack'>[], stored: StoredMessage[]): number {
  const places = new Map(stored.map((one) => [one.token, `${one.conversationId}:${one.number}`]));
  return acks.filter((ack) => places.get(ack.token) !== `${ack.conversationId}:${ack.number}`).length;
}

/** Each client writes one message after the other into a conversation, so its first attempts give the order. */
function countOutOfOrder(sends: OfType<'send'>[], stored: StoredMessage[]): number {
  const places = new Map(stored.map((one) => [one.token, one]));
  const last = new Map<string, number>();
  let wrong = 0;
  for (const send of sends.filter((record) => record.attempt === 1)) {
    const place = places.get(send.token);
    if (!place) continue;
    const stream = `${send.client} ${place.conversationId}`;
    if (place.number <= (last.get(stream) ?? 0)) wrong++;
    last.set(stream, place.number);
  }
  return wrong;
}

function countGaps(byConversation: Map<string, StoredMessage[]>, lastNumbers: Map<string, number>): number {
  let gaps = 0;
  for (const [id, last] of lastNumbers) {
    const numbers = (byConversation.get(id) ?? []).map((message) => message.number);
    if (numbers.length !== last || numbers.some((number, index) => number !== index + 1)) gaps++;
  }
  return gaps;
}

/** What a reader took, one after the other, must be the stored conversation from its first message to its last. */
function countMissed(takes: OfType<'take'>[], stored: Map<string, StoredMessage[]>, readers: Readers): number {
  const taken = groupBy(takes, (take) => `${take.reader} ${take.conversationId}`);
  let missed = 0;
  for (const [reader, conversations] of readers) {
    for (const id of conversations) {
      const mine = taken.get(`${reader} ${id}`) ?? [];
      const all = stored.get(id) ?? [];
      missed += all.filter((message, index) => mine[index]?.token !== message.token).length;
      missed += Math.max(0, mine.length - all.length);
    }
  }
  return missed;
}

function countSkippedLive(receives: OfType<'receive'>[]): number {
  const last = new Map<string, number>();
  let skipped = 0;
  for (const receive of receives) {
    const stream = `${receive.reader} ${receive.connection} ${receive.conversationId}`;
    const before = last.get(stream);
    if (before !== undefined && receive.number !== before + 1) skipped++;
    last.set(stream, receive.number);
  }
  return skipped;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
