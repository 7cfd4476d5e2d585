import { expect, test } from 'vitest';
import { backoff, passes, retryAfter } from './backoff.ts';
import { newId } from './new-id.ts';

test('waits double from half a second to thirty, less up to half by chance', () => {
  expect([0, 1, 2, 5, 6, 40].map((tries) => backoff(tries, 0))).toEqual([500, 1_000, 2_000, 16_000, 30_000, 30_000]);
  expect(backoff(6, 1)).toBe(15_000);
  for (let n = 0; n < 200; n++) expect(backoff(3)).toBeLessThanOrEqual(4_000);
});

test('reads Retry-After as seconds or as a date', () => {
  const now = Date.parse('2026-11-22T00:00:00Z');
  expect(retryAfter('3', now)).toBe(3_000);
  expect(retryAfter('Sun, 22 Nov 2026 00:00:10 GMT', now)).toBe(10_000);
  expect(retryAfter('Sat, 21 Nov 2026 00:00:00 GMT', now)).toBe(0);
  expect([retryAfter(null), retryAfter('soon')]).toEqual([null, null]);
});

test('knows which refusals pass by themselves', () => {
  expect([0, 408, 425, 429, 500, 503].every(passes)).toBe(true);
  expect([400, 401, 403, 404, 409, 413, 422].some(passes)).toBe(false);
});

test('makes UUIDv7 that sort by time', () => {
  const ids = Array.from({ length: 50 }, (_, n) => newId(1_800_000_000_000 + n));
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect([...ids].sort()).toEqual(ids);
});
