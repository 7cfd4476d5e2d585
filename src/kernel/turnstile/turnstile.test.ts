import { describe, expect, test, vi } from 'vitest';
import { Problem } from '../server/problem.ts';
import { createTurnstile } from './turnstile.ts';

const here = '01890000-0000-7000-8000-000000000001';
const elsewhere = '01890000-0000-7000-8000-000000000002';
const pause = (ms = 1) => new Promise((resolve) => setTimeout(resolve, ms));

/** Work that says when it begins and ends when it is told to. */
function works() {
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const work = (name: string) => () =>
    new Promise<string>((resolve, reject) => {
      begun.push(name);
      ends.set(name, (error) => (error ? reject(error) : resolve(name)));
    });
  return { begun, end: (name: string, error?: Error) => ends.get(name)?.(error), work };
}

describe('the turnstile', () => {
  test('lets two of a workspace in, the others in the order of their coming, and holds up no other workspace', async () => {
    const turnstile = createTurnstile({ room: 2, patienceMs: 1_000 });
    const { begun, end, work } = works();
    const all = ['a', 'b', 'c', 'd'].map((name) => turnstile(here, work(name)));
    const other = turnstile(elsewhere, work('other'));
    const free = turnstile(undefined, work('free'));
    await pause();
    expect(begun).toEqual(['a', 'b', 'other', 'free']);
    end('b');
    await pause();
    expect(begun.at(-1)).toBe('c');
    end('a');
    await pause();
    expect(begun.at(-1)).toBe('d');
    for (const name of ['c', 'd', 'other', 'free']) end(name);
    expect(await Promise.all([...all, other, free])).toEqual(['a', 'b', 'c', 'd', 'other', 'free']);
  });

  test('goes on after a failure', async () => {
    const turnstile = createTurnstile({ room: 1, patienceMs: 1_000 });
    const { begun, end, work } = works();
    const first = turnstile(here, work('first'));
    const second = turnstile(here, work('second'));
    end('first', new Error('lost'));
    await expect(first).rejects.toThrow('lost');
    await pause();
    expect(begun).toEqual(['first', 'second']);
    end('second');
    expect(await second).toBe('second');
  });

  test('tells who has waited too long to come back, and keeps the place of the next', async () => {
    const turnstile = createTurnstile({ room: 1, patienceMs: 20 });
    const { begun, end, work } = works();
    const hung = turnstile(here, work('hung'));
    await expect(turnstile(here, work('impatient'))).rejects.toMatchObject({ code: 'service.unavailable' });
    const next = turnstile(here, work('next'));
    end('hung');
    await hung;
    await pause();
    expect(begun).toEqual(['hung', 'next']);
    end('next');
    expect(await next).toBe('next');
  });

  test('refuses a crowd by its own word while it moves, and as unavailable where nothing does', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const refusal = () => new Problem('limit.too_many', 'Too many at once.');
    const turnstile = createTurnstile({ room: 1, queue: 0, patienceMs: 1_000, refusal });
    const { end, work } = works();
    const first = turnstile(here, work('first'));
    await expect(turnstile(here, work('second'))).rejects.toMatchObject({ code: 'limit.too_many' });
    vi.advanceTimersByTime(3_000);
    await expect(turnstile(here, work('third'))).rejects.toMatchObject({ code: 'service.unavailable' });
    vi.useRealTimers();
    end('first');
    expect(await first).toBe('first');
  });
});
