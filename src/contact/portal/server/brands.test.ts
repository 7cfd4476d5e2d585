import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeService, chatSend, getWidget, serviceSettings } from '#contact/channels-chat/contract.ts';
import { changeMailbox, listMailboxes, recipientsOfReply } from '#contact/channels-email/contract.ts';
import { type Box, mail, openBox, posted, sendBy } from '#contact/channels-email/test/post.ts';
import { type Relay, startRelay } from '#contact/channels-email/test/relay.ts';
import { form, linkIn } from '#contact/channels-email/test/taken.ts';
import { getConversation, reply } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { newVisitor, openWidget } from '#kernel/test/stage.ts';
import { under as askUnder } from '#kernel/test/under.ts';
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

const under = (host: string, path = '/') => askUnder(heed.url, host, path);
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

  it('is that of what customers begin under its host, by whatever program', async () => {
    const { brandId } = await owner.call(portal.addBrand, {
      key: 'rowe-pots',
      name: 'Pots',
      host: 'pots.rowe.example',
    });
    const address = 'nora@kaldor.example';
    await owner.call(createCustomer, { name: 'Nora Kaldor', addresses: [{ kind: 'email', value: address }] });
    const nora = heed.anonymous();
    await nora.call(portal.askLink, { key: 'rowe-pots', address });
    const link = () => relay.taken.find((one) => one.to.includes(address))?.seen.text.match(/\/enter\/(\S+)/)?.[1];
    await expect.poll(link, { timeout: 10_000 }).toBeDefined();
    await nora.call(portal.enterByLink, { key: 'rowe-pots', token: link() ?? '' });
    const begun = async (host: string) => {
      const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': newId(), Cookie: nora.cookie ?? '' };
      const path = `/api/v1${portal.writeInPortal.path}`;
      const { text } = await askUnder(heed.url, host, path, { headers, body: { text: 'The lid is missing.' } });
      const { conversationId } = portal.writeInPortal.output.parse(JSON.parse(text));
      return (await owner.call(getConversation, { conversationId })).brandId;
    };
    expect(await begun('pots.rowe.example')).toBe(brandId);
    expect(await begun('elsewhere.example')).toBeNull();
    expect(await begun(new URL(heed.url).host)).toBeNull();
  });

  it('may have any entry there is, however many there are', async () => {
    const [last] = await asOwner<{ id: string }>(
      heed.ownerUrl,
      `WITH made AS (INSERT INTO phone_line (workspace_id, id, name, call_back_minutes)
         SELECT w.id, gen_random_uuid(), 'Line ' || to_char(n, 'FM000'), 60
         FROM workspace w, generate_series(1, 600) n WHERE w.kind = 'live' RETURNING id, name)
       SELECT id FROM made ORDER BY name DESC LIMIT 1`,
    );
    const entryIds = [last?.id ?? ''];
    const { brandId } = await owner.call(portal.addBrand, { key: 'rowe-calls', name: 'Calls', entryIds });
    const { brands, entries } = await owner.call(portal.listBrands, {});
    expect(brands.find((one) => one.id === brandId)?.entryIds).toEqual(entryIds);
    expect(entries.filter((one) => one.id === last?.id)).toMatchObject([{ brandId }]);
  });

  it('mails its links under no name that only a request brought', async () => {
    const { status } = await askUnder(heed.url, 'evil.example', `${at}/link`, {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'address=ines%40kaldor.example',
    });
    expect(status).toBe(303);
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
