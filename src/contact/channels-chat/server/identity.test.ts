import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getConversation, reply } from '#contact/conversations/contract.ts';
import { createCustomer, getCustomer } from '#contact/customers/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { expectRefusal } from '#kernel/test/refused.ts';
import { newVisitor, openWidget, shop } from '#kernel/test/stage.ts';
import * as chat from '../contract.ts';
import { type ShopKey, shopKey, tokenOf } from '../test/tokens.ts';

let heed: TestHeed;
let owner: Client;
let widgetKey: string;
let key: ShopKey;

beforeAll(async () => {
  heed = await startTestHeed();
  ({ owner } = await heed.setUp());
  widgetKey = await openWidget(owner);
  key = await shopKey(owner, widgetKey);
});
afterAll(() => heed.stop());

/** A page of the shop with nobody's visit on it. */
function page(): Client {
  return Object.assign(heed.anonymous(), { headers: { Origin: shop } });
}

/** Somebody signed in at the shop, on a device of their own. */
async function device(sub: string, more: object = {}, before = page()): Promise<Client> {
  const identity = await tokenOf(key, { sub, ...more });
  const { token } = await before.call(chat.identify, { key: widgetKey, identity });
  const headers = { Origin: shop, 'X-Heed-Key': widgetKey, Authorization: `Bearer ${token}` };
  return token === null ? before : Object.assign(page(), { headers });
}

async function customerBehind(conversationId: string) {
  const { customerId } = await owner.call(getConversation, { conversationId });
  return owner.call(getCustomer, { customerId });
}

const minutes = (count: number) => Math.floor(Date.now() / 1000) + count * 60;

/** T-52: what a token must not be, and the name under which it is refused. */
const bad: [what: string, code: string, make: () => Promise<string> | string][] = [
  ['one whose time is over', 'chat.identity_expired', () => tokenOf(key, { iat: minutes(-12), exp: minutes(-2) })],
  [
    'one of a server whose clock is ten minutes slow',
    'chat.identity_expired',
    () => tokenOf(key, {}, 'HS256', Date.now() - 600_000),
  ],
  [
    'one of a server whose clock is ten minutes fast',
    'chat.identity_too_early',
    () => tokenOf(key, {}, 'HS256', Date.now() + 600_000),
  ],
  ['one for another widget', 'chat.identity_audience', () => tokenOf(key, { aud: 'heed:pk_somebody-elses-widget' })],
  ['one that lives an hour', 'chat.identity_lifetime', () => tokenOf(key, { exp: minutes(60) })],
  [
    'one signed with another key',
    'chat.identity_signature',
    () => tokenOf({ ...key, secret: `hs_${'x'.repeat(43)}` }, {}),
  ],
  ['one without a name for the person', 'chat.identity_incomplete', () => tokenOf(key, { sub: undefined })],
  ['one that could be used twice', 'chat.identity_incomplete', () => tokenOf(key, { jti: undefined })],
  ['one with another HMAC', 'chat.identity_algorithm', () => tokenOf(key, {}, 'HS512')],
  [
    'an unsigned one (alg none)',
    'chat.identity_algorithm',
    () =>
      new UnsecuredJWT({
        sub: 'cust_42',
        aud: key.audience,
        jti: 'j'.repeat(10),
        iat: minutes(0),
        exp: minutes(5),
      }).encode(),
  ],
  [
    'one signed with a private key (HS and RS confused)',
    'chat.identity_algorithm',
    async () => {
      const { privateKey } = await generateKeyPair('RS256');
      const claims = { sub: 'cust_42', aud: key.audience, jti: 'r'.repeat(10), iat: minutes(0), exp: minutes(5) };
      return new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).sign(privateKey);
    },
  ],
  ['something else altogether', 'chat.identity_unreadable', () => 'cust_42'],
];

describe('T-52: a token of the shop’s server', () => {
  it.each(bad)('%s is refused as %s, and the desk says so in words', async (_, code, make) => {
    const identity = await make();
    const body = { key: widgetKey, identity };
    await expectRefusal(heed, code, page(), 'POST', '/api/v1/chat/identity', { body });
    const tried = await owner.call(chat.tryToken, { identity });
    expect(tried.code).toBe(code);
    expect(tried.detail.length).toBeGreaterThan(30);
  });

  it('counts once, also when two bring it at the same time', async () => {
    const identity = await tokenOf(key, { sub: 'cust_once' });
    expect(await owner.call(chat.tryToken, { identity })).toMatchObject({ code: null });
    const both = await Promise.allSettled([1, 2].map(() => page().call(chat.identify, { key: widgetKey, identity })));
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    await expectRefusal(heed, 'chat.identity_used', page(), 'POST', '/api/v1/chat/identity', {
      body: { key: widgetKey, identity },
    });
  });

  it('is taken from the shop’s own pages only', async () => {
    const evil = Object.assign(heed.anonymous(), { headers: { Origin: 'https://evil.example' } });
    const body = { key: widgetKey, identity: await tokenOf(key, {}) };
    await expectRefusal(heed, 'access.origin', evil, 'POST', '/api/v1/chat/identity', { body });
  });
});

describe('the secret', () => {
  it('is sealed at rest, shown once, and two are valid while one replaces the other', async () => {
    const old = key;
    key = await shopKey(owner, widgetKey);
    const rows = await asOwner<{ sealed: Buffer }>(heed.ownerUrl, 'SELECT sealed FROM widget_secret');
    for (const row of rows) expect(row.sealed.toString('latin1')).not.toContain(key.secret.slice(3));
    const settings = await owner.call(chat.identitySettings, {});
    expect(JSON.stringify(settings)).not.toContain(key.secret);
    expect(settings.secrets.map((one) => one.endsAt === null)).toEqual([true, false]);
    for (const one of [old, key]) {
      const identity = await tokenOf(one, {});
      expect(await owner.call(chat.tryToken, { identity })).toMatchObject({ code: null });
    }
    await owner.call(chat.endSecret, { secretId: settings.secrets[1]?.id ?? '' });
    const identity = await tokenOf(old, {});
    expect(await owner.call(chat.tryToken, { identity })).toMatchObject({ code: 'chat.identity_signature' });
  });
});

describe('somebody for whom the shop vouches', () => {
  it('is one customer on every device, known by the shop’s id', async () => {
    const laptop = await device('cust_7', { name: 'Ines Kaldor', email: 'ines@kaldor.example', email_verified: true });
    const { conversationId } = await laptop.call(chat.chatSend, { text: 'Where is my parcel?' });
    expect(await customerBehind(conversationId)).toMatchObject({
      name: 'Ines Kaldor',
      isVisitor: false,
      identities: [{ externalId: 'cust_7' }],
      addresses: [{ value: 'ines@kaldor.example', isVerified: true }],
    });
    expect((await owner.call(chat.chatOpening, { conversationId })).opening).toMatchObject({ externalId: 'cust_7' });
    const phone = await device('cust_7');
    expect(await phone.call(chat.chatHistory, {})).toMatchObject({
      conversationId,
      messages: [{ text: 'Where is my parcel?' }],
    });
  });

  it('is linked to the customer of an address that the shop has verified, and to nobody by one that it has not', async () => {
    const addresses = [{ kind: 'email' as const, value: 'bruno@kaldor.example' }];
    const { customerId } = await owner.call(createCustomer, { name: 'Bruno Kaldor', addresses });
    const claimed = await device('cust_claims', { email: 'bruno@kaldor.example' });
    const first = await claimed.call(chat.chatSend, { text: 'I am Bruno, show me his orders.' });
    expect((await customerBehind(first.conversationId)).id).not.toBe(customerId);
    const verified = await device('cust_bruno', { email: 'Bruno@Kaldor.example', email_verified: true });
    const second = await verified.call(chat.chatSend, { text: 'Hello, Bruno here.' });
    expect(await customerBehind(second.conversationId)).toMatchObject({
      id: customerId,
      addresses: [{ isVerified: true }],
    });
    // The address changed hands: the earlier owner's record is not the later one's.
    const later = await device('cust_later', { email: 'bruno@kaldor.example', email_verified: true });
    const third = await later.call(chat.chatSend, { text: 'I have this address now.' });
    expect((await customerBehind(third.conversationId)).id).not.toBe(customerId);
    expect((await later.call(chat.chatConversations, {})).conversations).toHaveLength(1);
  });

  it('sees their earlier conversations and opens one; whoever is not vouched for sees only their device’s', async () => {
    const laptop = await device('cust_9');
    const { conversationId: old } = await laptop.call(chat.chatSend, { text: 'The lid is missing.' });
    await laptop.call(chat.openChat, { conversationId: null });
    const { conversationId: recent } = await laptop.call(chat.chatSend, { text: 'Do you ship to Hobart?' });
    const phone = await device('cust_9');
    const { conversations, isVerified } = await phone.call(chat.chatConversations, { limit: 1 });
    expect([isVerified, conversations.map((one) => one.id)]).toEqual([true, [recent]]);
    await phone.call(chat.openChat, { conversationId: old });
    expect((await phone.call(chat.chatHistory, {})).conversationId).toBe(old);
    await owner.call(reply, { conversationId: old, text: 'It is on its way.' });
    expect((await phone.call(chat.chatHistory, {})).messages.map((one) => one.text)).toContain('It is on its way.');

    const stranger = await newVisitor(heed, widgetKey);
    const { conversationId: theirs } = await stranger.call(chat.chatSend, { text: 'I am only looking.' });
    const seen = await stranger.call(chat.chatConversations, {});
    expect([seen.isVerified, seen.conversations.map((one) => one.id)]).toEqual([false, [theirs]]);
    for (const id of [old, null]) {
      await expectRefusal(heed, 'record.not_found', stranger, 'PUT', '/api/v1/chat/conversation', {
        body: { conversationId: id },
      });
    }
    await expectRefusal(heed, 'record.not_found', phone, 'PUT', '/api/v1/chat/conversation', {
      body: { conversationId: theirs },
    });
  });

  it('goes on with the visit of their own device, and not with that of whoever sat there before', async () => {
    const laptop = await device('cust_11');
    const same = await device('cust_11', {}, laptop);
    expect(same).toBe(laptop);
    const visitor = await newVisitor(heed, widgetKey);
    const { conversationId } = await visitor.call(chat.chatSend, { text: 'Nobody knows me.' });
    const other = await device('cust_11', {}, visitor);
    expect(other).not.toBe(visitor);
    expect((await other.call(chat.chatConversations, {})).conversations.map((one) => one.id)).not.toContain(
      conversationId,
    );
  });

  it('is the only one served where the workspace wants it so', async () => {
    const before = await newVisitor(heed, widgetKey);
    const { version } = await owner.call(chat.serviceSettings, {});
    await owner.call(chat.changeService, { version, onlyVerified: true });
    await expectRefusal(heed, 'chat.identity_needed', page(), 'POST', '/api/v1/chat/visits', {
      body: { key: widgetKey },
    });
    await expectRefusal(heed, 'chat.identity_needed', before, 'POST', '/api/v1/chat/messages', {
      body: { text: 'Hello?' },
    });
    const known = await device('cust_12');
    await known.call(chat.chatSend, { text: 'Hello!' });
    await owner.call(chat.changeService, { version: version + 1, onlyVerified: false });
    await before.call(chat.chatSend, { text: 'Hello again.' });
  });
});
