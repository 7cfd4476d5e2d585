import { describe, expect, test } from 'vitest';
import { check, isKept, type Verdict } from './lib/checker.ts';
import { createHistory } from './lib/history.ts';
import type { StoredMessage } from './lib/stored.ts';

const good: StoredMessage[] = [1, 2, 3].map((number) => ({ conversationId: 'c', number, token: `m${number}` }));

/** One visitor who wrote m1, m2, m3 and read them; `change` spoils the outcome. */
function decide(change: (all: ReturnType<typeof parts>) => void = () => {}): Verdict {
  const all = parts();
  change(all);
  return check(all.history, all.stored, new Map([['visitor', new Set(['c'])]]));
}

function parts() {
  const history = createHistory();
  for (const { number, token, conversationId } of good) {
    history.note({ type: 'send', client: 'visitor', token, attempt: 1 });
    history.note({ type: 'ack', client: 'visitor', token, conversationId, number });
    history.note({ type: 'receive', reader: 'visitor', connection: 1, conversationId, number });
    history.note({ type: 'take', reader: 'visitor', conversationId, number, token });
  }
  return { history, stored: { messages: [...good], lastNumbers: new Map([['c', 3]]), brokenStreams: 0 } };
}

const remove = <T>(list: T[], index: number) => list.splice(index, 1);

describe('the checker', () => {
  test('passes a run without a fault', () => {
    expect(isKept(decide())).toBe(true);
  });

  test('finds what was acknowledged and is not there', () => {
    expect(decide(({ stored }) => remove(stored.messages, 2))).toMatchObject({ lost: 1, gaps: 1 });
  });

  test('finds an acknowledgement that names another place', () => {
    const swap = ({ stored }: ReturnType<typeof parts>) => {
      stored.messages = stored.messages.map((one, index) => ({ ...one, token: `m${[2, 1, 3][index]}` }));
    };
    expect(decide(swap)).toMatchObject({ lost: 2, outOfOrder: 1, missed: 2 });
  });

  test('finds what is stored twice', () => {
    const double = ({ stored }: ReturnType<typeof parts>) => {
      stored.messages.push({ conversationId: 'c', number: 4, token: 'm3' });
      stored.lastNumbers.set('c', 4);
    };
    expect(decide(double)).toMatchObject({ twice: 1, gaps: 0, missed: 1 });
  });

  test('finds what was never acknowledged, and what nobody sent', () => {
    const strange = ({ history, stored }: ReturnType<typeof parts>) => {
      history.note({ type: 'send', client: 'visitor', token: 'm4', attempt: 1 });
      stored.messages.push({ conversationId: 'c', number: 4, token: 'x' });
    };
    expect(decide(strange)).toMatchObject({ unacknowledged: 1, unknown: 1, gaps: 1 });
  });

  test('finds a reader without the last message, and one whose socket skipped a number', () => {
    const isTaken = (type: string, number: number) => (one: { type: string; number?: number }) =>
      one.type === type && one.number === number;
    const drop = (type: string, number: number) => (all: ReturnType<typeof parts>) => {
      all.history.records = all.history.records.filter((one) => !isTaken(type, number)(one));
    };
    expect(decide(drop('take', 3))).toMatchObject({ missed: 1, skippedLive: 0 });
    expect(decide(drop('receive', 2))).toMatchObject({ missed: 0, skippedLive: 1 });
  });

  test('finds a database that went back, and events with a gap', () => {
    const restored = ({ stored }: ReturnType<typeof parts>) => {
      remove(stored.messages, 2);
      stored.lastNumbers.set('c', 2);
      stored.brokenStreams = 1;
    };
    expect(decide(restored)).toMatchObject({ lost: 1, wentBack: 1, gaps: 1 });
  });
});
