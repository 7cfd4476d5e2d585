import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBox, sendBy } from '#contact/channels-email/test/post.ts';
import { type Relay, startRelay } from '#contact/channels-email/test/relay.ts';
import { listConversations, listMessages, reply } from '#contact/conversations/contract.ts';
import { createCustomer, getCustomer } from '#contact/customers/contract.ts';
import { listConsents, publishNotice } from '#contact/privacy/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import * as forms from '../contract.ts';

let clock = new Date('2026-11-02T00:00:00Z');
let heed: TestHeed;
let owner: Client;
let relay: Relay;
let formId: string;

const later = (minutes: number) => {
  clock = new Date(clock.getTime() + minutes * 60_000);
};
const field = (id: string, kind: forms.FieldKind, label: string, more: Partial<forms.FormField> = {}) => ({
  ...{ id, kind, label, help: '', isRequired: false, options: [], isName: false, showWhen: null },
  ...more,
});
const definition: forms.FormDefinition = {
  title: 'Report a fault',
  intro: 'We repair what we sold.',
  fields: [
    field('name', 'text', 'Name', { isName: true }),
    field('mail', 'email', 'E-mail', { isRequired: true }),
    field('what', 'choice', 'What is it?', { isRequired: true, options: ['Kettle', 'Something "else"'] }),
    field('serial', 'text', 'Serial number', { isRequired: true, showWhen: { fieldId: 'what', is: 'Kettle' } }),
    field('words', 'long_text', 'What happened?', { isRequired: true }),
    field('photo', 'file', 'A picture'),
  ],
  noticePurpose: 'Repairs',
  consents: [{ purpose: 'News', label: 'Tell me what is new', isRequired: false }],
  thanks: 'We look at it today.',
  receipt: 'We have received your report and answer within a day.',
};

beforeAll(async () => {
  heed = await startTestHeed({ now: () => clock, environment: { HEED_EGRESS_ALLOW: '127.0.0.1' } });
  ({ owner } = await heed.setUp());
  relay = await startRelay();
  const box = await openBox(owner, 'support@fennick.example');
  await sendBy(owner, box, 2, relay.port);
  await owner.call(publishNotice, { purpose: 'Repairs', channel: 'form', text: 'We keep this for two years.' });
  await owner.call(publishNotice, { purpose: 'News', channel: 'any', text: 'One mail a month.' });
  const made = await owner.call(forms.createForm, { title: 'Report a fault', key: 'fault' });
  formId = made.formId;
  const saved = await owner.call(forms.saveForm, {
    ...{ formId, version: made.version, definition, teamId: null, allowedOrigins: ['https://shop.example/'] },
  });
  await owner.call(forms.publishForm, { formId, version: saved.version });
});
afterAll(async () => {
  await heed.stop();
  await relay.stop();
});

const get = (path = '/forms/fault', headers: Record<string, string> = {}) =>
  heed.anonymous().raw('GET', path, { headers });

const words = `It leaks <b>. ${'Drop by drop. '.repeat(200)}`.trim();
const typed = { 'f-mail': 'bea@berger.example', 'f-what': 'Kettle', 'f-serial': 'K-77', 'f-words': words };

/** A form as a browser sends it, from a page without any script. */
function send(fields: Record<string, string>, files: Record<string, File> = {}, path = '/forms/fault') {
  const data = new FormData();
  for (const [name, value] of Object.entries({ once: newId(), ...fields })) data.append(name, value);
  for (const [name, file] of Object.entries(files)) data.append(name, file);
  // Its length is announced, as browsers do.
  const whole = new Response(data);
  const headers = { 'Content-Type': whole.headers.get('content-type') ?? '' };
  return whole
    .arrayBuffer()
    .then((bytes) => heed.anonymous().raw('POST', path, { body: new Uint8Array(bytes), headers }));
}
const all = async () => (await owner.call(listConversations, { view: 'all' })).conversations;
const newest = async () => {
  const [conversation] = await all();
  if (!conversation) throw new Error('there is no conversation');
  const { messages } = await owner.call(listMessages, { conversationId: conversation.id });
  return { conversation, message: messages[0] };
};

describe('the page of a form', () => {
  it('works without script, under a policy of its own, and is small', async () => {
    const page = await get();
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).not.toMatch(/<script|style=/);
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(page.headers.get('content-security-policy')).not.toMatch(/script-src|unsafe/);
    const css = await (await get('/form-page.css')).text();
    expect(gzipSync(html + css).length).toBeLessThan(15_000);
    for (const said of [
      'We repair what we sold.',
      'We keep this for two years.',
      'Tell me what is new',
      'Serial number',
    ])
      expect(html).toContain(said);
    expect(html).toContain('Something &quot;else&quot;');
    expect(await (await get('/forms/fault/look.css')).text()).toContain('#q-serial { display: none; }');
  });

  it('speaks the reader’s language, and may be framed by the pages on its list alone', async () => {
    expect(await (await get('/forms/fault', { 'Accept-Language': 'de-AT,en;q=0.5' })).text()).toContain('>Senden<');
    expect(await (await get('/forms/fault', { 'Accept-Language': 'ar' })).text()).toContain('dir="rtl"');
    const framed = await get('/forms/fault?frame');
    const rules = framed.headers.get('content-security-policy');
    expect(rules).toContain("frame-ancestors 'self' https://shop.example;".slice(0, -1));
    expect(rules).toContain("script-src 'self'");
  });

  it('shows what was published, not what is being worked on, and is gone when it is archived', async () => {
    const { version } = await owner.call(forms.getForm, { formId });
    const draft = { ...definition, title: 'Not yet' };
    const saved = await owner.call(forms.saveForm, {
      ...{ formId, version, definition: draft, teamId: null, allowedOrigins: ['https://shop.example'] },
    });
    expect(await (await get()).text()).toContain('Report a fault');
    expect(await (await owner.raw('GET', `/form-preview/${formId}`)).text()).toContain('Not yet');
    expect((await get(`/form-preview/${formId}`)).status).toBe(404);
    await owner.call(forms.archiveForm, { formId, isArchived: true });
    expect((await get()).status).toBe(404);
    expect((await send(typed)).status).toBe(404);
    const back = await owner.call(forms.archiveForm, { formId, isArchived: false });
    const again = { formId, version: back.version, definition, teamId: null, allowedOrigins: ['https://shop.example'] };
    expect(back.version).toBeGreaterThan(saved.version);
    await owner.call(forms.publishForm, { formId, version: (await owner.call(forms.saveForm, again)).version });
  });

  it('is not published before it can be answered', async () => {
    const { formId: id, version } = await owner.call(forms.createForm, { title: 'Nothing', key: 'nothing' });
    const empty = { ...definition, fields: [field('a', 'text', 'A')] };
    const saved = await owner.call(forms.saveForm, {
      ...{ formId: id, version, definition: empty, teamId: null, allowedOrigins: [] },
    });
    const publishing = owner.call(forms.publishForm, { formId: id, version: saved.version });
    await expect(publishing).rejects.toMatchObject({ code: 'forms.not_ready' });
    const taken = owner.call(forms.createForm, { title: 'Again', key: 'fault' });
    await expect(taken).rejects.toMatchObject({ code: 'forms.key_taken' });
  });
});

describe('a form that is sent', () => {
  it('MEM16003-1.4: becomes one conversation with the answers in their order, the files and the consents', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const once = newId();
    const photo = new File([png], 'leak.png', { type: 'image/png' });
    const sent = await send({ ...typed, 'f-name': 'Bea Berger', consent: 'News', once }, { 'f-photo': photo });
    expect([sent.status, sent.headers.get('location')]).toEqual([
      303,
      expect.stringMatching(/^\/forms\/fault\?sent=H-/),
    ]);
    expect(await (await get(sent.headers.get('location') ?? '')).text()).toContain('We look at it today.');
    const { conversation, message } = await newest();
    expect(conversation).toMatchObject({ channel: 'form', subject: 'Report a fault', customerName: 'Bea Berger' });
    expect(message?.text).toBe(
      [
        'Name: Bea Berger',
        'E-mail: bea@berger.example',
        'What is it? Kettle',
        'Serial number: K-77',
        `What happened?\n${words}`,
        `A picture: ${message?.attachments[0]?.name}`,
      ].join('\n'),
    );
    expect(message?.attachments.map((one) => one.type)).toEqual(['image/png']);
    const { consents } = await owner.call(listConsents, { customerId: conversation.customerId });
    const given = { purpose: 'News', channel: 'form', isGiven: true, at: clock.toISOString() };
    expect(consents).toMatchObject([{ ...given, notice: { version: 1 } }]);
    // Of what was asked only name and address go to the customer's record.
    const customer = await owner.call(getCustomer, { customerId: conversation.customerId });
    expect([customer.name, customer.addresses.map((one) => one.value)]).toEqual(['Bea Berger', ['bea@berger.example']]);
    expect(JSON.stringify(customer)).not.toContain('K-77');
    const { forms: list } = await owner.call(forms.listForms, {});
    expect(list.find((one) => one.id === formId)).toMatchObject({
      submissions: 1,
      isPublished: true,
      hasChanges: false,
    });
  });

  it('sent twice is one, and a second with other words is not taken for the first', async () => {
    const once = newId();
    const before = (await all()).length;
    const sent = await Promise.all([send({ ...typed, once }), send({ ...typed, once }), send({ ...typed, once })]);
    expect(new Set(sent.map((one) => `${one.status} ${one.headers.get('location')}`)).size).toBe(1);
    expect((await all()).length).toBe(before + 1);
    const other = await send({ ...typed, 'f-words': 'Something else', once });
    expect([other.status, (await all()).length]).toEqual([409, before + 1]);
    const input = { key: 'fault', answers: { mail: 'cy@berger.example', what: 'Something "else"', words: 'Hello' } };
    const key = newId();
    const first = await heed.anonymous().call(forms.submitForm, input, { key });
    expect(await heed.anonymous().call(forms.submitForm, input, { key })).toEqual(first);
    expect((await all()).length).toBe(before + 2);
  });

  it('keeps what was typed when something is missing, and says what would be taken', async () => {
    const before = (await all()).length;
    const refused = await send({ ...typed, 'f-mail': 'bea at berger', 'f-serial': ' ' });
    const html = await refused.text();
    expect([refused.status, (await all()).length]).toEqual([422, before]);
    expect(html).toContain('Write the whole e-mail address');
    expect(html).toContain('value="bea at berger"');
    expect(html).toContain('It leaks &lt;b&gt;.');
    expect(html).toMatch(/value="Kettle"[^>]*checked/);
    expect(html.match(/aria-invalid="true"/g)).toHaveLength(2);
    // What is not asked is neither missing nor told.
    const unasked = await send({ ...typed, 'f-what': 'Something "else"', 'f-serial': 'K-78' });
    expect(unasked.status).toBe(303);
    expect((await newest()).message?.text).not.toContain('K-78');
    const page = new File(['<!doctype html><script>alert(1)</script>'], 'page.html');
    const file = await send(typed, { 'f-photo': page });
    expect([file.status, (await file.text()).includes('This file cannot be taken')]).toEqual([422, true]);
  });

  it('gives nobody anything for an address that was only typed', async () => {
    later(10);
    const { customerId } = await owner.call(createCustomer, {
      ...{ name: 'Ines Kaldor', addresses: [{ kind: 'email' as const, value: 'ines@kaldor.example' }] },
    });
    const known = await send({ ...typed, 'f-mail': 'Ines@Kaldor.example', 'f-name': 'Somebody' });
    const unknown = await send({ ...typed, 'f-mail': 'nobody@kaldor.example', 'f-name': 'Somebody' });
    const like = (text: string) => text.replace(/H-\d+/g, 'H');
    const pages = await Promise.all(
      [known, unknown].map(async (one) => like(await (await get(one.headers.get('location') ?? '')).text())),
    );
    expect(pages[0]).toBe(pages[1]);
    expect([known.headers.get('set-cookie'), pages[0]?.includes('Ines')]).toEqual([null, false]);
    const found = (await all()).find((one) => one.customerId === customerId);
    expect(found).toMatchObject({ customerName: 'Ines Kaldor', channel: 'form' });
  });

  it('is answered by mail', async () => {
    const { conversation } = await newest();
    await owner.call(reply, { conversationId: conversation.id, text: 'Bring it in.' });
    const answer = () => relay.taken.find((mail) => mail.seen.text.includes('Bring it in.'))?.to;
    await expect.poll(answer).toEqual(['nobody@kaldor.example']);
  });

  it('T-55: a flood in somebody’s name mails them once a day, in fixed words, and is slowed down', async () => {
    later(60);
    const mailed = () => relay.taken.filter((mail) => mail.to.includes('victim@kaldor.example'));
    const flood = {
      ...typed,
      'f-mail': 'victim@kaldor.example',
      'f-name': 'BUY NOW',
      'f-words': 'http://evil.example',
    };
    const statuses: number[] = [];
    for (let i = 0; i < 24; i++) statuses.push((await send(flood)).status);
    expect(new Set(statuses)).toEqual(new Set([303, 429]));
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(3);
    await expect.poll(() => mailed().length).toBe(1);
    later(23 * 60);
    await send(flood);
    later(2 * 60);
    await send(flood);
    await expect.poll(() => mailed().length).toBe(2);
    expect((await all()).filter((one) => one.customerName === 'BUY NOW').length).toBeGreaterThan(20);
    for (const mail of mailed()) {
      expect(mail.seen.text).toContain('We have received your report');
      expect(mail.raw).not.toMatch(/BUY NOW|evil\.example|It leaks/);
      expect(mail.header('Auto-Submitted')).toBe('auto-replied');
    }
  });
});
