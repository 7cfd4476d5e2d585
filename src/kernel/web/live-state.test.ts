import { describe, expect, it } from 'vitest';
import { backoff, firstState, heard, type LiveState, lost, withoutSilent } from './live-state.ts';

const up: LiveState = { ...firstState, connection: 'up', cursor: '7' };
const topic = 'conversation:018f3c2a-0000-7000-8000-000000000001';

describe('live state', () => {
  it('loads what is on screen when the server could not resume, and nothing when it could', () => {
    const fresh = heard(firstState, { t: 'welcome', cursor: '7', resumed: false }, 0);
    expect(fresh).toEqual({ state: up, effects: [{ do: 'refetch-all' }] });
    expect(heard(lost(up).state, { t: 'welcome', cursor: '9', resumed: true }, 0).effects).toEqual([]);
  });

  it('keeps the cursor of a hint and refetches its subjects', () => {
    const { state, effects } = heard(up, { t: 'hint', cursor: '8', subjects: ['inbox'] }, 0);
    expect(state.cursor).toBe('8');
    expect(effects).toEqual([{ do: 'refetch', subjects: ['inbox'] }]);
  });

  it('offers its messages again to a server that knows less than it told', () => {
    const { state, effects } = heard(up, { t: 'regressed', cursor: '3' }, 0);
    expect(state.cursor).toBe('3');
    expect(effects).toEqual([{ do: 'offer-again' }, { do: 'refetch-all' }]);
  });

  it('connects again when the socket is lost, but not after signing out', () => {
    const { state, effects } = lost(up);
    expect(state).toMatchObject({ connection: 'down', cursor: '7', failures: 1 });
    expect(effects[0]).toMatchObject({ do: 'connect' });
    const out = heard(up, { t: 'bye', reason: 'signed_out' }, 0);
    expect(out.effects).toEqual([{ do: 'sign-in' }]);
    expect(lost(out.state).effects).toEqual([]);
  });

  it('comes back when a leaving server says so', () => {
    expect(heard(up, { t: 'bye', reason: 'restart', retryInMs: 1_200 }, 0).effects).toEqual([
      { do: 'connect', afterMs: 1_200 },
    ]);
  });

  it('shows who types until they stop or fall silent', () => {
    const who = { kind: 'customer', id: 'c1', name: 'Ines' } as const;
    const typing = heard(up, { t: 'typing', topic, who, on: true }, 1_000).state;
    expect(typing.typing[topic]).toEqual([{ ...who, until: 9_000 }]);
    expect(withoutSilent(typing, 8_999)).toBe(typing);
    expect(withoutSilent(typing, 9_000).typing[topic]).toEqual([]);
    expect(heard(typing, { t: 'typing', topic, who, on: false }, 2_000).state.typing[topic]).toEqual([]);
  });

  it('waits longer after each failure, up to half a minute', () => {
    expect([1, 2, 3, 20].map((failures) => backoff(failures, () => 0.5))).toEqual([500, 1_000, 2_000, 20_000]);
  });
});
