import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '#kernel/test/database.ts';
import { addTask, keepPromise, listPromises } from '../contract.ts';
import { iso, minute, openPromiseShop, type PromiseShop, wednesday } from '../test/shop.ts';

let shop: PromiseShop;
beforeAll(async () => {
  shop = await openPromiseShop();
});
afterAll(() => shop.heed.stop());

const wordsOf = (list: { promises: { words: string | null }[] }) => list.promises.map((one) => one.words);

describe('the list of promises', () => {
  it('comes in due order a page at a time, and tells what is late and what was kept late apart', async () => {
    shop.at(wednesday);
    const ids = new Map<string, string>();
    for (const [words, minutes] of [
      ['third', 30],
      ['first', 10],
      ['second', 20],
      ['never late', 300],
    ] as const) {
      const { promiseId } = await shop.owner.call(addTask, { words, dueAt: iso(wednesday + minutes * minute) });
      ids.set(words, promiseId);
    }
    const page = await shop.owner.call(listPromises, { view: 'mine', limit: 2 });
    expect(wordsOf(page)).toEqual(['first', 'second']);
    const next = await shop.owner.call(listPromises, { view: 'mine', limit: 2, after: page.next ?? '' });
    expect(wordsOf(next)).toEqual(['third', 'never late']);

    shop.at(wednesday + 60 * minute);
    for (const words of ['first', 'second']) await shop.owner.call(keepPromise, { promiseId: ids.get(words) ?? '' });
    await asOwner(
      shop.heed.ownerUrl,
      "UPDATE promise SET state = 'broken', broken_at = due_at WHERE words = 'third'",
      [],
    );
    const late = (show: 'late' | 'kept_late', more = {}) =>
      shop.owner.call(listPromises, { view: 'mine', show, ...more });
    expect(wordsOf(await late('late'))).toEqual(['third']);
    expect(wordsOf(await late('kept_late'))).toEqual(['second', 'first']);
    const newest = await late('kept_late', { limit: 1 });
    expect(wordsOf(await late('kept_late', { limit: 1, after: newest.next ?? '' }))).toEqual(['first']);
    expect(wordsOf(await shop.owner.call(listPromises, { view: 'all', show: 'kept_late' }))).toEqual([
      'second',
      'first',
    ]);
  });
});
