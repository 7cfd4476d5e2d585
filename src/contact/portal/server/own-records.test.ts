import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logContact } from '#contact/channels-call/contract.ts';
import { reply, startConversation, writeNote } from '#contact/conversations/contract.ts';
import { createCustomer, timeline } from '#contact/customers/contract.ts';
import { listConsents, noteConsent, publishNotice } from '#contact/privacy/contract.ts';
import { hashPassphrase } from '#foundation/people/index.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed, testPassphrase } from '#kernel/test/heed.ts';
import * as portal from '../contract.ts';
import { portalWords } from '../portal/words/index.ts';

let heed: TestHeed;
let owner: Client;
let ines: Client;
let inesId: string;
let otto: Client;
let secret: string;
const at = '/portal/fennick';

/** A customer who is signed in to the portal. */
async function customer(name: string): Promise<{ client: Client; customerId: string }> {
  const address = `${name.toLowerCase()}@kaldor.example`;
  const addresses = [{ kind: 'email' as const, value: address }];
  const { customerId } = await owner.call(createCustomer, { name, addresses });
  await asOwner(
    heed.ownerUrl,
    `INSERT INTO portal_passphrase (workspace_id, address_key, secret)
     SELECT workspace_id, $2, $3 FROM customer WHERE id = $1`,
    [customerId, address, secret],
  );
  const client = heed.anonymous();
  await client.call(portal.enterByPassphrase, { key: 'fennick', address, passphrase: testPassphrase });
  return { client, customerId };
}

beforeAll(async () => {
  heed = await startTestHeed();
  ({ owner } = await heed.setUp());
  secret = await hashPassphrase(testPassphrase);
  await owner.call(portal.addBrand, { key: 'fennick', name: 'Fennick & Rowe' });
  ({ client: ines, customerId: inesId } = await customer('Ines'));
  const { client, customerId: ottoId } = await customer('Otto');
  otto = client;
  const begin = (customerId: string, text: string) => owner.call(startConversation, { customerId, text });
  const { conversationId } = await begin(inesId, 'The café kettle leaks at the spout');
  await owner.call(reply, { conversationId, text: 'Please send us a photograph of the <spout>.' });
  await owner.call(writeNote, { conversationId, text: 'She is a zebra breeder' });
  await begin(inesId, 'Where is my invoice?');
  await begin(ottoId, 'My kettle leaks too');
  await owner.call(logContact, { kind: 'call', customerId: inesId, text: 'Zebra again on the phone' });
});
afterAll(() => heed.stop());

const page = async (by: Client, path: string, headers = {}) => (await by.raw('GET', at + path, { headers })).text();
const found = async (search: string, by = ines) =>
  (await by.call(portal.portalConversations, { search })).conversations.map((one) => one.subject);

describe('searching one’s own conversations', () => {
  it('finds what all the words stand in, in any case and without accents, in subjects and messages', async () => {
    expect(await found('CAFE')).toEqual(['The café kettle leaks at the spout']);
    expect(await found('photograph kettle')).toHaveLength(1);
    expect(await found('photograph invoice')).toEqual([]);
    expect(await found('invoi')).toEqual(['Where is my invoice?']);
    expect(await found("%' OR 1=1 --")).toEqual([]);
  });

  it('shows nobody else’s, and nothing that is for colleagues', async () => {
    expect(await found('kettle', otto)).toEqual(['My kettle leaks too']);
    expect(await found('invoice', otto)).toEqual([]);
    expect(await found('zebra')).toEqual([]);
  });

  it('works without script, marks what was found and leads to it, in five languages', async () => {
    const html = await page(ines, '?search=photograph');
    expect(html).toContain('Please send us a <mark>photograph</mark> of the &lt;spout&gt;.');
    expect(html).toMatch(/conversations\/[0-9a-f-]{36}#m-2"/);
    expect(html).not.toMatch(/<script|style=/);
    for (const [language, words] of Object.entries(portalWords)) {
      const spoken = await page(ines, '?search=giraffe', { 'Accept-Language': language });
      expect(spoken).toContain(words.noneFound);
      expect(spoken).toContain(words.found('giraffe'));
    }
    expect(await page(ines, `?search=${'x'.repeat(3_000)}`)).toContain('Nothing found');
  });
});

describe('what one agreed to', () => {
  const takeBack = (by: Client, purpose: string) =>
    by.raw('POST', `${at}/account/consents`, {
      body: new URLSearchParams({ purpose }).toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });

  it('stands in one’s account with the words of then, and is taken back with a record of time and channel', async () => {
    const purpose = 'News by mail';
    const { noticeId } = await owner.call(publishNotice, { purpose, channel: 'any', text: 'We write once a month.' });
    const given = { purpose, channel: 'phone' as const, isGiven: true, noticeId };
    await owner.call(noteConsent, { customerId: inesId, ...given });
    const account = await page(ines, '/account');
    expect(account).toContain('We write once a month.');
    expect(await page(otto, '/account')).not.toContain('News by mail');
    expect((await takeBack(otto, purpose)).status).toBe(303);

    expect((await takeBack(ines, purpose)).headers.get('location')).toBe(`${at}/account?done=back`);
    expect((await takeBack(ines, purpose)).status).toBe(303);
    const after = await page(ines, '/account?done=back');
    expect([after.includes('You have taken it back.'), after.includes(purpose)]).toEqual([true, false]);
    const { consents } = await owner.call(listConsents, { customerId: inesId });
    expect(consents.map(({ isGiven, channel, notedBy, isLatest }) => [isGiven, channel, notedBy, isLatest])).toEqual([
      [false, 'portal', null, true],
      [true, 'phone', 'Olive Owner', false],
    ]);
    expect(Date.parse(consents[0]?.at ?? '')).toBeGreaterThan(Date.now() - 60_000);
    await expect(ines.call(portal.takeBackConsent, { purpose })).rejects.toMatchObject({ code: 'portal.no_consent' });
  });

  it('is seen by colleagues in the customer’s timeline', async () => {
    const { entries } = await owner.call(timeline, { customerId: inesId });
    expect(JSON.stringify(entries)).toContain('noted a consent by portal (given: false)');
  });
});
