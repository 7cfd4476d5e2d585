import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeService, chatSend, getWidget, serviceSettings } from '#contact/channels-chat/contract.ts';
import { changeMailbox, listMailboxes, recipientsOfReply } from '#contact/channels-email/contract.ts';
import { type Box, mail, openBox, posted, sendBy } from '#contact/channels-email/test/post.ts';
import { type Relay, startRelay } from '#contact/channels-email/test/relay.ts';
import { form, linkIn } from '#contact/channels-email/test/taken.ts';
import { reply } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { newVisitor, openWidget } from '#kernel/test/stage.ts';
import * as portal from '../contract.ts';

let heed: TestHeed;
let owner: Client;
let relay: Relay;
let box: Box;
let clock = new Date('2026-11-02T00:00:00Z');

const at = '/portal/fennick';

beforeAll(async () => {
  heed = await startTestHeed({ now: () => clock, environment: { HEED_EGRESS_ALLOW: '127.0.0.1' } });
  ({ owner } = await heed.setUp());
  relay = await startRelay();
  box = await openBox(owner, 'support@fennick.example');
  await sendBy(owner, box, 2, relay.port);
  await owner.call(portal.addBrand, { key: 'fennick', name: 'Fennick & Rowe' });
  const addresses = [{ kind: 'email' as const, value: 'ines@kaldor.example' }];
  await owner.call(createCustomer, { name: 'Ines Kaldor', addresses });
});
afterAll(async () => {
  await heed.stop();
  await relay.stop();
});

/** What is answered under a host. */
function under(host: string, path = '/'): Promise<{ status: number; location: string | undefined; text: string }> {
  const { hostname, port } = new URL(heed.url);
  return new Promise((done, failed) => {
    const asked = request({ hostname, port, path, headers: { Host: host } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      const { statusCode: status = 0, headers } = answer;
      answer.on('end', () => done({ status, location: headers.location, text }));
    });
    asked.on('error', failed).end();
  });
}
const rootOf = async (host: string) => (await under(host)).location;

describe('a brand', () => {
  it('has a portal of its own under its host, is closed when it is closed, and shares no address with another', async () => {
    const { brandId, version } = await owner.call(portal.addBrand, {
      ...{ key: 'rowe-outlet', name: 'Rowe Outlet', host: 'help.rowe.example' },
    });
    const { brands } = await owner.call(portal.listBrands, {});
    expect(brands.map((one) => [one.name, new URL(one.url).host])).toContainEqual(['Rowe Outlet', 'help.rowe.example']);
    expect(await rootOf('help.rowe.example:443')).toBe('/portal/rowe-outlet');
    expect(await rootOf('Help.Rowe.example.')).toBe('/portal/rowe-outlet');
    const again = owner.call(portal.addBrand, { key: 'rowe-two', name: 'Two', host: 'help.rowe.example' });
    await expect(again).rejects.toMatchObject({ code: 'portal.key_taken' });
    expect(await (await heed.anonymous().raw('GET', '/portal/rowe-outlet')).text()).toContain('Rowe Outlet');
    await owner.call(portal.changeBrand, { brandId, version, isOpen: false });
    expect((await heed.anonymous().raw('GET', '/portal/rowe-outlet')).status).toBe(404);
  });

  it('is found under no wrong name: not under another brand’s host, and no host that nobody has leads to one', async () => {
    await owner.call(portal.addBrand, { key: 'rowe-hats', name: 'Rowe Hats', host: 'hats.rowe.example' });
    expect((await under('hats.rowe.example', '/portal/rowe-hats')).text).toContain('Rowe Hats');
    const other = await under('hats.rowe.example', at);
    expect([other.status, other.text.includes('Fennick')]).toEqual([404, false]);
    for (const host of ['elsewhere.example', '[::1]:80', 'xn--bcher-kva.example', 'a'.repeat(4_000), '.', "'; --"]) {
      const root = await under(host);
      expect([host, root.status < 500, root.location ?? '/desk/']).toEqual([host, true, '/desk/']);
    }
    const named = (host: string) => owner.call(portal.addBrand, { key: 'rowe-wrong', name: 'Wrong', host });
    for (const host of [
      '127.0.0.1',
      'help..example',
      '-a.example',
      'help.example:8080',
      'help.example/portal',
      'é.example',
    ]) {
      await expect(named(host)).rejects.toMatchObject({ code: 'input.invalid' });
    }
    // The desk of all workspaces is there.
    const { config } = heed.running.kernel;
    const own = config.publicUrl;
    config.publicUrl = heed.url.replace('127.0.0.1', 'localhost');
    const taken = named('localhost').finally(() => {
      config.publicUrl = own;
    });
    await expect(taken).rejects.toMatchObject({ code: 'portal.own_host' });
  });

  it('mails its links under no name that only a request brought', async () => {
    const sent = await new Promise<number>((done, failed) => {
      const { hostname, port } = new URL(heed.url);
      const headers = { Host: 'evil.example', 'Content-Type': 'application/x-www-form-urlencoded' };
      const asked = request({ hostname, port, method: 'POST', path: `${at}/link`, headers }, (answer) => {
        answer.resume();
        done(answer.statusCode ?? 0);
      });
      asked.on('error', failed).end('address=ines%40kaldor.example');
    });
    expect(sent).toBe(303);
    await expect
      .poll(() => relay.taken.some((one) => one.seen.text.includes('/enter/')), { timeout: 10_000 })
      .toBe(true);
    expect(relay.taken.map((one) => one.raw).join()).not.toContain('evil.example');
  });

  it('signs the mails of its address, unless that has a signature of its own', async () => {
    const { mailboxes } = await owner.call(listMailboxes, {});
    const { id: mailboxId = '', version = 0 } = mailboxes[0] ?? {};
    const { brandId, version: first } = await owner.call(portal.addBrand, {
      ...{ key: 'rowe-signed', name: 'Rowe Signed', mailboxId },
      signature: '{{adviser.name}}\nRowe & Daughters, for {{address.name}}',
    });
    const wrong = owner.call(portal.changeBrand, { brandId, version: first, signature: '{{adviser.phone}}' });
    await expect(wrong).rejects.toMatchObject({ code: 'mail.signature_field' });
    const conversationId = await posted(
      heed,
      box,
      mail({ From: 'bea@berger.example', To: box.address, 'Message-ID': '<sig@b>' }),
    );
    const below = async (text: string) => {
      await owner.call(reply, { conversationId, text });
      const find = () => relay.taken.find((one) => one.seen.text.includes(text));
      await expect.poll(() => find() !== undefined, { timeout: 10_000 }).toBe(true);
      return find()?.seen.text.split('\n-- \n')[1]?.trim();
    };
    const brands = 'Olive Owner\nRowe & Daughters, for Fennick & Rowe';
    expect((await owner.call(recipientsOfReply, { conversationId })).signature.text).toBe(brands);
    expect(await below('It does.')).toBe(brands);
    await owner.call(changeMailbox, { mailboxId, version, signature: 'Collins Street' });
    expect(await below('It does indeed.')).toBe('Collins Street');
    expect((await owner.call(portal.listBrands, {})).brands.at(-1)?.signature).toContain('Rowe & Daughters');
  });
});

describe('a chat of a brand', () => {
  it('goes on by mail from that brand’s address, in its name and under its signature', async () => {
    const box = await openBox(owner, 'hello@north.example', { name: 'North' });
    await sendBy(owner, box, 2, relay.port);
    const key = await openWidget(owner);
    const { id: widgetId } = await owner.call(getWidget, {});
    await owner.call(portal.addBrand, {
      ...{ key: 'north', name: 'North', mailboxId: box.mailboxId, signature: 'North, by the harbour' },
      entryIds: [widgetId],
    });
    const { version } = await owner.call(serviceSettings, {});
    const email = { key: 'mail', ask: 'email' as const, label: 'E-mail', isRequired: false };
    await owner.call(changeService, { version, questions: [email] });
    const visitor = await newVisitor(heed, key);
    const opening = { isAway: false, answers: { mail: 'nora@berger.example' } };
    const { conversationId } = await visitor.call(chatSend, { text: 'Is the ferry late?', opening });
    await owner.call(reply, { conversationId, text: 'By ten minutes.' });
    const mails = () => relay.taken.filter((one) => one.to[0] === 'nora@berger.example');
    const comes = (nth: number) => async () => {
      clock = new Date(clock.getTime() + 5 * 60_000);
      return mails().length >= nth;
    };
    await expect.poll(comes(1), { timeout: 15_000, interval: 500 }).toBe(true);
    const link = linkIn(mails()[0], 'onward');
    expect(await (await heed.anonymous().raw('GET', link)).text()).toContain('What North answers');
    await heed.anonymous().raw('POST', link, form('mine=yes'));
    await expect.poll(comes(2), { timeout: 15_000, interval: 500 }).toBe(true);
    expect(mails().map(({ seen }) => [seen.from.address, seen.subject])).toEqual([
      ['hello@north.example', 'Answers of North by mail?'],
      ['hello@north.example', 'Your chat with North'],
    ]);
    for (const { seen } of mails()) expect(seen.text).toContain('-- \nNorth, by the harbour');
  });
});
