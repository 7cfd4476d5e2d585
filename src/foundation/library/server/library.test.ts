import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reply, startConversation } from '#contact/conversations/contract.ts';
import { sweepFiles } from '#contact/conversations/server/files/sweep.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { listNotices } from '#foundation/notices/contract.ts';
import { startDeadlines } from '#kernel/server/deadlines.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { smallPdf, uploaded } from '#kernel/test/upload.ts';
import * as contract from '../contract.ts';

let heed: TestHeed;
let owner: Client;
let adviser: Client;
let now = new Date('2026-11-23T22:00:00Z');

beforeAll(async () => {
  heed = await startTestHeed({ now: () => now });
  heed.running.kernel.holdsDeadlines = true;
  ({ owner } = await heed.setUp());
  adviser = await heed.member('adviser');
});
afterAll(() => heed.stop());

const add = (item: object) => owner.call(contract.addItem, { kind: 'code', title: 'A code', ...item });
const read = (itemId: string, by = owner) => by.call(contract.getItem, { itemId });
const refusal = <T>(work: Promise<T>) => work.catch((error) => error);
const tick = async () => {
  const clock = startDeadlines(heed.running.kernel);
  await clock.tick();
  await clock.stop();
};

describe('the library', () => {
  it('begins with the regulators’ pages on consumer law and privacy; they go stale after a year without a look', async () => {
    const { items } = await adviser.call(contract.listItems, { kind: 'regulator' });
    expect(items.map((one) => one.title)).toEqual([
      'Access to personal information: APP 12 (OAIC)',
      'What to do when a product or service is faulty (ACCC)',
    ]);
    expect(items.every((one) => one.address.startsWith('https://www.') && !one.isStale)).toBe(true);
    const old = await add({ kind: 'regulator', title: 'Rights of consumers', datedOn: '2025-11-24' });
    expect((await read(old.itemId)).isStale).toBe(true);
    await owner.call(contract.checkItem, { itemId: old.itemId, nextCheckOn: '2027-05-01' });
    expect(await read(old.itemId)).toMatchObject({
      isStale: false,
      checkedOn: '2026-11-24',
      nextCheckOn: '2027-05-01',
    });
  });

  it('is narrowed by kind, words and what is lacking, a page at a time, and taken away as CSV', async () => {
    const first = await owner.call(contract.listItems, { limit: 3 });
    const second = await owner.call(contract.listItems, { limit: 3, after: first.next ?? '' });
    const titles = [...first.items, ...second.items].map((one) => one.title.toLowerCase());
    expect(titles).toEqual([...titles].sort());
    expect(new Set(titles).size).toBe(6);
    await add({ title: '=1+1', licence: 'CC BY 4.0', copyrightOwner: 'The association' });
    const { csv, rows } = await adviser.call(contract.exportItems, { words: '1+1' });
    expect(rows).toBe(1);
    expect(csv).toContain("'=1+1");
    const { items } = await owner.call(contract.listItems, { kind: 'code', only: 'unlicensed' });
    expect(items).toEqual([]);
  });

  it('CEG007-KE-2: shows the public nothing without a right to it, and says what is lacking', async () => {
    const photo = { kind: 'media', title: 'Photo by a customer', isPublic: true };
    const refused = await refusal(add(photo));
    expect(refused.code).toBe('library.not_licensed');
    expect(refused.body.errors.map((one: { path: string }) => one.path)).toEqual(['copyrightOwner', 'licence']);
    const permission = 'By mail of 3 November, for the website';
    const { itemId } = await add({ ...photo, copyrightOwner: 'Ines Kaldor', permission });
    expect((await read(itemId)).isPublic).toBe(true);
    const { version } = await read(itemId);
    const without = { itemId, version, ...photo, kind: 'media' as const, copyrightOwner: 'Ines Kaldor' };
    await expect(owner.call(contract.changeItem, without)).rejects.toMatchObject({ code: 'library.not_licensed' });
    const behind = asOwner(heed.ownerUrl, `UPDATE library_item SET permission = '' WHERE id = $1`, [itemId]);
    await expect(behind).rejects.toThrow(/check constraint/);
  });

  it('CEG007-KE-4: tells whoever looks after a code when its day of review comes, until they checked it', async () => {
    const { itemId } = await add({
      title: 'Code of the retailers',
      nextCheckOn: '2026-12-01',
      ownerId: adviser.personId,
    });
    await tick();
    const words = async () =>
      (await adviser.call(listNotices, { personId: adviser.personId ?? '' })).notices.map((one) => one.words);
    expect(await words()).toEqual([]);
    now = new Date('2026-11-30T22:00:00Z');
    await tick();
    expect(await words()).toEqual(['Please check whether Code of the retailers still holds']);
    expect((await read(itemId)).isStale).toBe(true);
    await adviser.call(contract.checkItem, { itemId, nextCheckOn: '2027-12-01' });
    expect((await read(itemId)).isStale).toBe(false);
    const other = await add({ title: 'Nobody’s code' });
    const forbidden = adviser.call(contract.checkItem, { itemId: other.itemId, nextCheckOn: null });
    await expect(forbidden).rejects.toMatchObject({ code: 'access.forbidden' });
  });

  it.each([
    ['CEG003-AC-7', 'consumer law', 'What to do when a product or service is faulty (ACCC)'],
    ['CEG003-AC-8', 'privacy', 'Access to personal information: APP 12 (OAIC)'],
  ])('%s: the regulator’s page on %s has source and date, is stale after twelve months, and somebody is told', async (_, about, title) => {
    now = new Date('2026-11-30T22:00:00Z');
    const item = async () => {
      const { items } = await owner.call(contract.listItems, { kind: 'regulator' });
      return read(items.find((one) => one.title === title)?.id ?? '');
    };
    const { id: itemId, version, text, copyrightOwner, address, nextCheckOn } = await item();
    expect(address).toMatch(/^https:\/\/www\.(accc|oaic)\.gov\.au\//);
    expect(nextCheckOn).toBe('2027-11-23');
    const dated = { itemId, version, kind: 'regulator' as const, title, address, text, copyrightOwner, nextCheckOn };
    await owner.call(contract.changeItem, { ...dated, datedOn: '2025-12-02' });
    expect(await item()).toMatchObject({ datedOn: '2025-12-02', isStale: false });
    const told = async () =>
      (await owner.call(listNotices, { personId: owner.personId ?? '', limit: 100 })).notices
        .map((one) => one.words)
        .filter((words) => words === `Please check whether ${title} still holds`);
    // Opened a day later it is older than twelve months.
    now = new Date('2026-12-01T22:00:00Z');
    expect(await item(), about).toMatchObject({ isStale: true });
    const { items } = await adviser.call(contract.listItems, { only: 'stale' });
    expect(items.map((one) => one.title)).toContain(title);
    expect(await told()).toEqual([]);
    await owner.call(contract.checkItem, { itemId, nextCheckOn: '2026-12-09' });
    expect((await item()).isStale).toBe(false);
    now = new Date('2026-12-08T22:00:00Z');
    await tick();
    expect(await item()).toMatchObject({ isStale: true });
    expect(await told()).toHaveLength(1);
  });

  it('imports what holds offline, all lines or none, and names the line that cannot be read', async () => {
    const { itemId, version } = await add({ kind: 'offline', title: 'Shop handbook' });
    const rows = 'topic,value,unit,text\nRefund window,14,days,"At the counter, with receipt"';
    await owner.call(contract.importLines, { itemId, version, rows });
    const lines = [{ topic: 'Refund window', value: '14', unit: 'days', text: 'At the counter, with receipt' }];
    expect((await read(itemId)).lines).toEqual(lines);
    const bad = await refusal(
      owner.call(contract.importLines, { itemId, version: version + 1, rows: `${rows}\nLate fee` }),
    );
    expect(bad.code).toBe('library.bad_lines');
    expect(bad.body.errors).toEqual([{ path: 'rows', message: 'Line 3: The value is missing.' }]);
    expect((await read(itemId)).lines).toEqual(lines);
    await expect(refusal(owner.call(contract.importLines, { itemId, version, rows }))).resolves.toMatchObject({
      code: 'record.stale',
    });
    const code = await add({});
    await expect(refusal(owner.call(contract.importLines, { ...code, rows }))).resolves.toMatchObject({
      code: 'library.not_offline',
    });
  });

  it('carries a file, with its licence, for whoever may read the item; it goes with no message and stays', async () => {
    const rights = { copyrightOwner: 'The association', licence: 'CC BY 4.0', address: 'https://code.example/pdf' };
    const { itemId, version } = await add({ title: 'Code with a PDF', ...rights });
    const { id: fileId } = await uploaded(owner, smallPdf, 'code.pdf');
    const url = `/api/v1/files/${fileId}`;
    expect((await adviser.raw('GET', url)).status).toBe(404);
    const own = { itemId, version, fileId: (await uploaded(adviser, smallPdf, 'mine.pdf')).id };
    await expect(owner.call(contract.attachFile, own)).rejects.toMatchObject({ code: 'file.unknown' });
    await owner.call(contract.attachFile, { itemId, version, fileId });
    expect(await read(itemId, adviser)).toMatchObject({ file: { id: fileId, name: 'code.pdf' }, licence: 'CC BY 4.0' });
    const bytes = await adviser.raw('GET', url);
    expect([bytes.status, await bytes.text()]).toEqual([200, smallPdf]);
    expect((await heed.anonymous().raw('GET', url)).status).toBe(401);
    const other = await add({ title: 'Another code' });
    await expect(owner.call(contract.attachFile, { ...other, fileId })).rejects.toMatchObject({ code: 'file.unknown' });
    const { customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' });
    const { conversationId } = await owner.call(startConversation, { customerId, text: 'The lid is missing.' });
    const sent = owner.call(reply, { conversationId, text: 'See here.', fileIds: [fileId] });
    await expect(sent).rejects.toMatchObject({ code: 'file.unknown' });
    await asOwner(heed.ownerUrl, `UPDATE file SET at = at - interval '3 days'`);
    await sweepFiles(heed.running.kernel);
    expect((await adviser.raw('GET', url)).status).toBe(200);
    await owner.call(contract.attachFile, { itemId, version: version + 1, fileId: null });
    expect((await adviser.raw('GET', url)).status).toBe(404);
  });

  it('takes a file alone that a message takes at the same instant, or leaves it to that', async () => {
    const { customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' });
    const { conversationId } = await owner.call(startConversation, { customerId, text: 'Where is the code?' });
    for (let tries = 0; tries < 8; tries++) {
      const item = await add({ title: `Code ${tries}` });
      const { id: fileId } = await uploaded(owner, smallPdf, 'code.pdf');
      const taken = await Promise.allSettled([
        owner.call(contract.attachFile, { ...item, fileId }),
        owner.call(reply, { conversationId, text: 'See here.', fileIds: [fileId] }),
      ]);
      expect(taken.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    }
  });

  it('keeps what is retired to be read, and out of the list', async () => {
    const { itemId, version } = await add({ title: 'Old rules' });
    await owner.call(contract.retireItem, { itemId });
    expect((await read(itemId)).isRetired).toBe(true);
    const again = owner.call(contract.changeItem, { itemId, version, kind: 'code', title: 'New rules' });
    await expect(again).rejects.toMatchObject({ code: 'library.retired' });
    const list = async (only?: 'retired') =>
      (await owner.call(contract.listItems, { words: 'old rules', ...(only && { only }) })).items.length;
    expect([await list(), await list('retired')]).toEqual([0, 1]);
  });
});
