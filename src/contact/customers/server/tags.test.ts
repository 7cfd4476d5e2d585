import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { addTag, changeTag, createCustomer, getCustomer, listCustomers, listTags, setTags } from '../contract.ts';

let heed: TestHeed;
let owner: Client;

beforeAll(async () => {
  heed = await startTestHeed();
  ({ owner } = await heed.setUp());
});
afterAll(() => heed.stop());

describe('tags of customers', () => {
  it('are put on and taken off as a whole, shown, and narrow the list', async () => {
    const { customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' });
    await owner.call(createCustomer, { name: 'Ben Ortiz' });
    const { tagId: trade } = await owner.call(addTag, { name: 'Trade' });
    const { tagId: press } = await owner.call(addTag, { name: 'Press' });
    await owner.call(setTags, { customerId, tagIds: [trade, press] });
    await owner.call(setTags, { customerId, tagIds: [press] });
    expect((await owner.call(getCustomer, { customerId })).tags).toEqual([{ id: press, name: 'Press' }]);
    const { customers } = await owner.call(listCustomers, { tag: press });
    expect(customers).toMatchObject([{ name: 'Ines Kaldor', tags: [{ name: 'Press' }] }]);
    expect((await owner.call(listCustomers, { tag: trade })).customers).toEqual([]);
    expect((await owner.call(listTags, {})).tags).toMatchObject([
      { name: 'Press', customers: 1 },
      { name: 'Trade', customers: 0 },
    ]);
  });

  it('keep their name for themselves, and one that is retired is kept by who bears it but not given', async () => {
    const [press] = (await owner.call(listTags, {})).tags;
    const tagId = press?.id ?? '';
    await expect(owner.call(addTag, { name: 'PRESS' })).rejects.toMatchObject({ code: 'customer.tag_taken' });
    await owner.call(changeTag, { tagId, retired: true });
    const { customers } = await owner.call(listCustomers, {});
    const [ben, ines] = customers;
    await owner.call(setTags, { customerId: ines?.id ?? '', tagIds: [tagId] });
    const given = owner.call(setTags, { customerId: ben?.id ?? '', tagIds: [tagId] });
    await expect(given).rejects.toMatchObject({ code: 'customer.unknown_tag' });
    await owner.call(addTag, { name: 'Press' });
    const back = owner.call(changeTag, { tagId, retired: false });
    await expect(back).rejects.toMatchObject({ code: 'customer.tag_taken' });
  });
});

describe('T-43: a name', () => {
  it.each([
    ['10,000 combining marks', `Z${'\u0301'.repeat(10_000)}`],
    ['nine marks on one letter', `Z${'\u0301'.repeat(9)}oe`],
    ['nothing that can be seen', '\u200b\u200d\u202e'],
  ])('with %s is refused with a plain word', async (_, name) => {
    const refused = owner.call(createCustomer, { name });
    await expect(refused).rejects.toMatchObject({ code: 'input.invalid', status: 422 });
  });

  it.each(['Nguyễn Thị Minh', 'נוֹעַם', 'གཟུགས་', '\u202eevil', 'Zoë 😀'])('%s is kept as it is', async (name) => {
    const { customerId } = await owner.call(createCustomer, { name });
    expect((await owner.call(getCustomer, { customerId })).name).toBe(name);
  });
});
