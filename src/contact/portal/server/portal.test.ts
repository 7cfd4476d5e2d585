import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logContact } from '#contact/channels-call/contract.ts';
import { openBox, sendBy } from '#contact/channels-email/test/post.ts';
import { type Relay, startRelay } from '#contact/channels-email/test/relay.ts';
import {
  getConversation,
  listMessages,
  listWrapUpReasons,
  reply,
  resolve,
  startConversation,
  writeNote,
} from '#contact/conversations/contract.ts';
import { addAddress, createCustomer, getCustomer, removeAddress } from '#contact/customers/contract.ts';
import { changeSettings } from '#contact/feedback/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import * as portal from '../contract.ts';
import { portalWords } from '../portal/words/index.ts';

let clock = new Date('2026-11-02T00:00:00Z');
let heed: TestHeed;
let owner: Client;
let relay: Relay;
let ines: string;
let kettle: string;

const at = '/portal/fennick';
const later = (minutes: number) => {
  clock = new Date(clock.getTime() + minutes * 60_000);
};

beforeAll(async () => {
  heed = await startTestHeed({ now: () => clock, environment: { HEED_EGRESS_ALLOW: '127.0.0.1' } });
  ({ owner } = await heed.setUp());
  relay = await startRelay();
  const box = await openBox(owner, 'support@fennick.example');
  await sendBy(owner, box, 2, relay.port);
  await owner.call(portal.addBrand, { key: 'fennick', name: 'Fennick & Rowe', accent: '#225588' });
  await owner.call(changeSettings, { version: 0, isOn: true, restDays: 0 });
  const addresses = [{ kind: 'email' as const, value: 'Ines@kaldor.example' }];
  ({ customerId: ines } = await owner.call(createCustomer, { name: 'Ines Kaldor', addresses }));
  const started = { customerId: ines, channel: 'chat' as const, text: 'The kettle leaks. <b>Help</b>' };
  ({ conversationId: kettle } = await owner.call(startConversation, started));
});
afterAll(async () => {
  await heed.stop();
  await relay.stop();
});

const form = 'application/x-www-form-urlencoded';
/** A form as a browser sends it, from a page without any script. */
function post(by: Client, path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) {
  return by.raw('POST', at + path, {
    body: new URLSearchParams(fields).toString(),
    headers: { 'Content-Type': form, ...headers },
  });
}
async function postWithFile(by: Client, path: string, fields: Record<string, string>, file: File) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  data.append('files', file);
  const whole = new Response(data);
  const headers = { 'Content-Type': whole.headers.get('content-type') ?? '' };
  return by.raw('POST', at + path, { body: new Uint8Array(await whole.arrayBuffer()), headers });
}
const get = (by: Client, path = '', headers: Record<string, string> = {}) => by.raw('GET', at + path, { headers });
const textOf = async (by: Client, path = '') => (await get(by, path)).text();

const linksTo = (address: string) =>
  relay.taken.filter((mail) => mail.to.includes(address) && mail.seen.subject.startsWith('Sign in'));
/** The path that a mailed link leads to, below the portal. */
async function mailedLink(address: string, count: number): Promise<string> {
  await expect.poll(() => linksTo(address).length).toBe(count);
  const url = /https?:\/\/\S+\/enter\/\S+/.exec(linksTo(address)[count - 1]?.seen.text ?? '')?.[0] ?? '';
  return new URL(url).pathname.slice(at.length);
}
let asked = 0;
async function signedIn(address = 'ines@kaldor.example'): Promise<Client> {
  later(21);
  const by = heed.anonymous();
  const before = linksTo(address).length;
  expect((await post(by, '/link', { address })).status).toBe(303);
  const path = await mailedLink(address, before + 1);
  asked++;
  const token = path.slice('/enter/'.length);
  const entered = await post(by, '/enter', { token });
  expect([entered.status, entered.headers.get('location')]).toEqual([303, at]);
  return by;
}

describe('signing in', () => {
  it('shows a door that works without script, is small and speaks five languages', async () => {
    const page = await get(heed.anonymous());
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).not.toMatch(/<script|style=/);
    const rules = page.headers.get('content-security-policy');
    expect(rules).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(rules).not.toMatch(/script-src|unsafe/);
    const css = await (await heed.anonymous().raw('GET', '/portal.css')).text();
    expect(gzipSync(html + css).length).toBeLessThan(15_000);
    expect(await textOf(heed.anonymous(), '/look.css')).toContain('--accent: #225588');
    for (const [language, words] of Object.entries(portalWords)) {
      const spoken = await (await get(heed.anonymous(), '', { 'Accept-Language': language })).text();
      expect(spoken).toContain(words.mailLink);
      expect(spoken).toContain(`lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`);
    }
    expect((await heed.anonymous().raw('GET', '/portal/nobody')).status).toBe(404);
  });

  it('mails a link that is used up by pressing the button, not by looking, and works once', async () => {
    const by = heed.anonymous();
    await post(by, '/link', { address: ' INES@kaldor.example ' });
    const path = await mailedLink('ines@kaldor.example', 1);
    const token = path.slice('/enter/'.length);
    for (let i = 0; i < 3; i++) {
      const looked = await get(heed.anonymous(), path);
      expect([looked.status, looked.headers.get('set-cookie')]).toEqual([200, null]);
    }
    const wrong = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`;
    expect((await post(by, '/enter', { token: wrong })).status).toBe(410);
    const entered = await post(by, '/enter', { token });
    expect(entered.headers.get('set-cookie')).toMatch(/^__Host-heed-portal=.*HttpOnly; SameSite=Lax; .*Secure$/);
    expect(await textOf(by)).toContain('Hello Ines, what do you need?');
    expect((await post(heed.anonymous(), '/enter', { token })).status).toBe(410);
  });

  it('lets a link go after 15 minutes', async () => {
    later(60);
    const by = heed.anonymous();
    await post(by, '/link', { address: 'ines@kaldor.example' });
    const token = (await mailedLink('ines@kaldor.example', 2)).slice('/enter/'.length);
    later(16);
    expect((await post(by, '/enter', { token })).status).toBe(410);
  });

  it('answers alike whether anybody has the address, and mails nobody who is not known', async () => {
    later(60);
    const answers = await Promise.all(
      ['ines@kaldor.example', 'nobody@kaldor.example'].map(async (address) => {
        const by = heed.anonymous();
        const answer = await post(by, '/link', { address });
        return [answer.status, answer.headers.get('location'), await textOf(by, '?sent')];
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    await mailedLink('ines@kaldor.example', 3);
    expect(relay.taken.some((mail) => mail.to.includes('nobody@kaldor.example'))).toBe(false);
    const unreadable = await post(heed.anonymous(), '/link', { address: 'ines' });
    expect([unreadable.status, (await unreadable.text()).includes('value="ines"')]).toEqual([422, true]);
  });

  it('mails one address a few links and no more, and slows down a network that asks for many', async () => {
    later(120);
    const before = linksTo('ines@kaldor.example').length;
    const statuses: number[] = [];
    for (let i = 0; i < 24; i++)
      statuses.push((await post(heed.anonymous(), '/link', { address: 'ines@kaldor.example' })).status);
    expect(statuses.slice(0, 6)).toEqual([303, 303, 303, 303, 303, 303]);
    expect(statuses.at(-1)).toBe(429);
    await mailedLink('ines@kaldor.example', before + 3);
    later(61);
    await signedIn();
    expect(linksTo('ines@kaldor.example').length).toBe(before + 4);
  });

  it('counts only from its own page, and its cookie on no other site', async () => {
    const by = await signedIn();
    const elsewhere = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
    const once = newId();
    const forged = await post(by, `/conversations/${kettle}`, { text: 'Forged', once }, elsewhere);
    expect(forged.status).toBe(403);
    const api = by.call(portal.writeInPortal, { conversationId: kettle, text: 'Forged' }, { headers: elsewhere });
    await expect(api).rejects.toMatchObject({ code: 'access.signed_out' });
    expect((await post(by, '/enter', { token: 'x' }, elsewhere)).status).toBe(403);
    const { messages } = await owner.call(listMessages, { conversationId: kettle });
    expect(messages.map((one) => one.text)).not.toContain('Forged');
  });

  it('by a passphrase, if one likes: right and wrong ones take the same way, and few tries are left to guess', async () => {
    const by = await signedIn();
    const other = await signedIn();
    expect((await post(by, '/account', { passphrase: 'password1234' })).status).toBe(422);
    const passphrase = 'seven green kettles sing';
    expect((await post(by, '/account', { passphrase })).headers.get('location')).toBe(`${at}/account?done=set`);
    // Whoever else was signed in by this address is not any more.
    expect((await get(other, '/account')).status).toBe(303);
    expect((await get(by, '/account')).status).toBe(200);
    const fresh = heed.anonymous();
    const address = 'ines@kaldor.example';
    expect((await post(fresh, '/passphrase', { address, passphrase })).status).toBe(303);
    expect(await textOf(fresh)).toContain('Hello Ines');
    const wrongs = await Promise.all([
      post(heed.anonymous(), '/passphrase', { address, passphrase: 'seven green kettles sang' }),
      post(heed.anonymous(), '/passphrase', { address: 'nobody@kaldor.example', passphrase }),
    ]);
    const shown = await Promise.all(wrongs.map(async (one) => (await one.text()).replaceAll('nobody@', 'ines@')));
    expect([wrongs.map((one) => one.status), shown[0] === shown[1]]).toEqual([[401, 401], true]);
    const tries: number[] = [];
    for (let i = 0; i < 6; i++)
      tries.push((await post(heed.anonymous(), '/passphrase', { address, passphrase: `wrong number ${i}` })).status);
    expect(tries.at(-1)).toBe(429);
    await post(fresh, '/leave');
    expect((await get(fresh, '/account')).status).toBe(303);
  });

  it('ends when the address is no longer theirs', async () => {
    const { customerId } = await owner.call(createCustomer, { name: 'Bea Berger' });
    const { addressId } = await owner.call(addAddress, { customerId, kind: 'email', value: 'bea@berger.example' });
    const by = await signedIn('bea@berger.example');
    expect(await textOf(by)).toContain('Hello Bea');
    await owner.call(removeAddress, { customerId, addressId });
    expect((await get(by, '/new')).status).toBe(303);
    expect((await owner.call(getCustomer, { customerId })).addresses).toEqual([]);
  });
});

describe('what is inside', () => {
  it('shows one’s own conversations alone, and of them no note', async () => {
    const by = await signedIn();
    const { customerId } = await owner.call(createCustomer, { name: 'Otto Other' });
    const other = await owner.call(startConversation, { customerId, text: 'A secret of Otto' });
    await owner.call(writeNote, { conversationId: kettle, text: 'A note for colleagues' });
    await owner.call(reply, {
      conversationId: kettle,
      text: 'Which **model** is it? See https://help.example/kettles',
    });
    const home = await textOf(by);
    expect(home).toContain('New answer');
    expect(home).not.toContain('Otto');
    const shown = await textOf(by, `/conversations/${kettle}`);
    expect(shown).toContain('The kettle leaks. &lt;b&gt;Help&lt;/b&gt;');
    expect(shown).toContain('<b>model</b>');
    expect(shown).toContain('href="https://help.example/kettles"');
    expect(shown).not.toContain('A note for colleagues');
    expect(await textOf(by)).not.toContain('New answer');
    expect((await owner.call(getConversation, { conversationId: kettle })).customerSeen).toBeGreaterThan(1);
    expect((await get(by, `/conversations/${other.conversationId}`)).status).toBe(404);
    const foreign = await post(by, `/conversations/${other.conversationId}`, { text: 'Hello', once: newId() });
    expect(foreign.status).toBe(404);
    // A visitor of the widget is a customer of whom nothing is known.
    expect((await get(heed.anonymous(), `/conversations/${kettle}`)).headers.get('location')).toBe(at);
  });

  it('shows nothing of what colleagues wrote down of a call', async () => {
    const text = 'Sounded upset; a new lid at no cost if she asks.';
    const { conversationId } = await owner.call(logContact, { kind: 'call', customerId: ines, text });
    const by = await signedIn();
    expect(await textOf(by)).not.toContain('Sounded upset');
    const opened = await get(by, `/conversations/${conversationId}`);
    expect(opened.status).toBe(404);
    expect(await opened.text()).not.toContain('Sounded upset');
  });

  it('writes into the same thread, with files, once however often it is sent', async () => {
    const by = await signedIn();
    const once = newId();
    const file = new File(['It is the K-77.'], 'model.txt', { type: 'text/plain' });
    const fields = { text: 'It is the K-77.', once };
    const [sent, again] = [
      await postWithFile(by, `/conversations/${kettle}`, fields, file),
      await postWithFile(by, `/conversations/${kettle}`, fields, file),
    ];
    expect([sent.status, again.status]).toEqual([303, 303]);
    const { messages } = await owner.call(listMessages, { conversationId: kettle });
    const mine = messages.filter((one) => one.text === 'It is the K-77.');
    expect(mine).toMatchObject([{ kind: 'customer', channel: 'portal', attachments: [{ name: 'model.txt' }] }]);
    expect((await owner.call(getConversation, { conversationId: kettle })).status).toBe('open');
    const download = await by.raw('GET', `/api/v1/files/${mine[0]?.attachments[0]?.id}`);
    expect(await download.text()).toBe('It is the K-77.');
    expect((await heed.anonymous().raw('GET', `/api/v1/files/${mine[0]?.attachments[0]?.id}`)).status).toBe(401);
    const edited = await post(by, `/conversations/${kettle}`, { text: 'It is the K-78.', once });
    expect([edited.status, (await edited.text()).includes('Your earlier words have arrived')]).toEqual([409, true]);
    await postWithFile(by, `/conversations/${kettle}`, { text: '', once: newId() }, file);
    const { messages: now } = await owner.call(listMessages, { conversationId: kettle });
    expect([now.length, now.at(-1)?.text, now.at(-1)?.attachments.length]).toEqual([messages.length + 1, '', 1]);
    const empty = await post(by, `/conversations/${kettle}`, { text: ' ', once: newId() });
    expect([empty.status, (await empty.text()).includes('Write something')]).toEqual([422, true]);
    const page = new File(['<!doctype html><script>1</script>'], 'page.html');
    const refused = await postWithFile(by, `/conversations/${kettle}`, { text: 'Kept words', once: newId() }, page);
    expect([refused.status, (await refused.text()).includes('Kept words')]).toEqual([422, true]);
  });

  it('begins a conversation, which is answered here and by mail', async () => {
    const by = await signedIn();
    const begun = await post(by, '/new', { subject: 'Gift wrapping', text: 'Green ribbon please', once: newId() });
    const conversationId = /conversations\/([0-9a-f-]{36})/.exec(begun.headers.get('location') ?? '')?.[1] ?? '';
    const conversation = await owner.call(getConversation, { conversationId });
    expect(conversation).toMatchObject({ channel: 'portal', subject: 'Gift wrapping', customerId: ines });
    await owner.call(reply, { conversationId, text: 'Green it is.' });
    expect(await textOf(by, `/conversations/${conversationId}`)).toContain('Green it is.');
    const mail = () => relay.taken.find((one) => one.seen.text.includes('Green it is.'))?.to;
    await expect.poll(mail).toEqual(['Ines@kaldor.example']);
  });

  it('asks how it went where it was solved, and goes on when one writes again', async () => {
    const by = await signedIn();
    const begun = await post(by, '/new', { text: 'Where is my invoice?', once: newId() });
    const conversationId = /conversations\/([0-9a-f-]{36})/.exec(begun.headers.get('location') ?? '')?.[1] ?? '';
    await owner.call(reply, { conversationId, text: 'Here it is.' });
    const wrapUpReasonId = (await owner.call(listWrapUpReasons, {})).reasons[0]?.id ?? '';
    const { version } = await owner.call(getConversation, { conversationId });
    await owner.call(resolve, { conversationId, version, wrapUpReasonId });
    const solved = await textOf(by, `/conversations/${conversationId}`);
    expect(solved).toContain('Solved');
    const rating = /href="([^"]*\/feedback\/[^"]+)"/.exec(solved)?.[1] ?? '';
    expect((await by.raw('GET', new URL(rating).pathname)).status).toBe(200);
    await post(by, `/conversations/${conversationId}`, { text: 'It is not the right one.', once: newId() });
    expect((await owner.call(getConversation, { conversationId })).status).toBe('open');
  });

  it('pages through many conversations without losing one', async () => {
    const by = await signedIn();
    for (let i = 0; i < 23; i++) {
      await owner.call(startConversation, { customerId: ines, text: `Question number ${i + 1}, please` });
    }
    const first = await textOf(by);
    const more = /href="\/portal\/fennick(\?after=[^"]+)"/.exec(first)?.[1] ?? '';
    const second = await textOf(by, more.replaceAll('&amp;', '&'));
    const idsIn = (html: string) => [...html.matchAll(/conversations\/([0-9a-f-]{36})"/g)].map((one) => one[1]);
    const all = [...idsIn(first), ...idsIn(second)];
    expect([idsIn(first).length, new Set(all).size]).toEqual([20, all.length]);
    expect(all.length).toBeGreaterThanOrEqual(26);
    expect(asked).toBeGreaterThan(5);
  });
});
