import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getConversation, listConversations, listMessages } from '#contact/conversations/contract.ts';
import { getCustomer, listCustomers } from '#contact/customers/contract.ts';
import { createTeam, makeKey } from '#foundation/people/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import {
  addMailbox,
  changeMailbox,
  listMailboxes,
  listMailToLookAt,
  mailsOfConversation,
  originalOfMessage,
  retireMailbox,
  retryMail,
  setMailAside,
} from '../contract.ts';
import { ingestPath } from '../contract-words.ts';
import { type Box, deliver, mail, openBox, post, posted, settled } from '../test/post.ts';

let heed: TestHeed;
let owner: Client;
let box: Box;
let teamId: string;

beforeAll(async () => {
  heed = await startTestHeed();
  ({ owner, teamId } = await heed.setUp());
  box = await openBox(owner, 'support@fennick.example', { teamId });
});
afterAll(() => heed.stop());

const messagesOf = async (conversationId: string) => (await owner.call(listMessages, { conversationId })).messages;
const toLookAt = async () => (await owner.call(listMailToLookAt, {})).mails;
let count = 0;
/** A mail from somebody who never wrote before. */
const fresh = (headers: Record<string, string> = {}, text?: string) => {
  const name = `kim${++count}`;
  const own = { From: `Kim Kaldor <${name}@kaldor.example>`, To: box.address, Subject: `Question ${count}` };
  return mail({ ...own, 'Message-ID': `<${name}@kaldor.example>`, ...headers }, text);
};

describe('an address for mail', () => {
  it('is added with a relay whose password nobody ever reads again', async () => {
    const secret = 'brass kettle on the hob';
    const given = { address: 'Returns@Fennick.example', name: 'Returns', relayHost: 'smtp.fennick.example' };
    const { mailboxId } = await owner.call(addMailbox, { ...given, relayUser: 'returns', relaySecret: secret });
    const { mailboxes, ingestUrl } = await owner.call(listMailboxes, {});
    const shown = mailboxes.find((one) => one.id === mailboxId);
    expect(shown).toMatchObject({ address: 'Returns@Fennick.example', hasRelaySecret: true, relayUser: 'returns' });
    expect(ingestUrl).toBe(`${heed.url}${ingestPath}`);
    const kept = await asOwner(
      heed.ownerUrl,
      'SELECT mailbox::text AS row FROM mailbox UNION ALL SELECT event::text FROM event',
    );
    expect(JSON.stringify([mailboxes, kept])).not.toContain(secret);
    // It was given for one server; another that somebody enters later does not get it.
    await owner.call(changeMailbox, { mailboxId, version: 1, relayHost: 'smtp.elsewhere.example' });
    const after = (await owner.call(listMailboxes, {})).mailboxes.find((one) => one.id === mailboxId);
    expect(after?.hasRelaySecret).toBe(false);
  });

  it('is whole, is there once, and belongs to a team that exists', async () => {
    const add = (address: string, more = {}) => owner.call(addMailbox, { address, name: 'Again', ...more });
    await expect(add('SUPPORT@fennick.example')).rejects.toMatchObject({ code: 'mail.address_taken' });
    await expect(add('support')).rejects.toMatchObject({ code: 'mail.address_unreadable' });
    await expect(add('support+sales@fennick.example')).rejects.toMatchObject({ code: 'mail.address_unreadable' });
    const nowhere = { teamId: '01900000-0000-7000-8000-000000000009' };
    await expect(add('other@fennick.example', nowhere)).rejects.toMatchObject({ code: 'mail.unknown_team' });
  });

  it('takes nothing in any more once it was taken off, and may then be added anew', async () => {
    const { teamId: other } = await owner.call(createTeam, { name: 'Old team' });
    const old = await openBox(owner, 'old@fennick.example', { teamId: other });
    expect((await deliver(heed, old, fresh())).status).toBe(202);
    await owner.call(retireMailbox, { mailboxId: old.mailboxId });
    const refused = await deliver(heed, old, fresh());
    expect([refused.status, (await refused.json()).code]).toEqual([401, 'mail.unknown_token']);
    await openBox(owner, 'old@fennick.example');
  });
});

describe('a mail that a gateway delivers', () => {
  it('MEM16003-R-liaison-email: is one conversation with its customer, subject, team and the words written now', async () => {
    const text =
      'Does it come in red?\n\nOn Sun, 1 Nov 2026 at 10:00, Shop <shop@fennick.example> wrote:\n> New kettles!';
    const headers = { From: 'Bea Berger <bea@berger.example>', Subject: 'Kettle', To: box.address };
    const conversationId = await posted(heed, box, mail({ ...headers, 'Message-ID': '<1@berger.example>' }, text));
    const conversation = await owner.call(getConversation, { conversationId });
    expect(conversation).toMatchObject({ channel: 'email', subject: 'Kettle', customerName: 'Bea Berger', teamId });
    const [message] = await messagesOf(conversationId);
    expect(message).toMatchObject({ kind: 'customer', channel: 'email', text: 'Does it come in red?' });
    const { mails } = await owner.call(mailsOfConversation, { conversationId });
    expect(mails).toMatchObject([{ way: 'in', hasMore: true, kind: 'message', subject: 'Kettle', delivery: null }]);
    const whole = await owner.call(originalOfMessage, { conversationId, messageId: message?.id ?? '' });
    expect(whole.text).toContain('> New kettles!');
    const { addresses } = await owner.call(getCustomer, { customerId: conversation.customerId });
    expect(addresses.map((one) => one.value)).toEqual(['bea@berger.example']);
    const more = { ...headers, 'In-Reply-To': '<1@berger.example>', 'Message-ID': '<2@berger.example>' };
    expect(await posted(heed, box, mail(more, 'Or in blue?'))).toBe(conversationId);
  });

  it('is answered after the commit, with the raw mail on the disk, and with the same words however often it comes', async () => {
    const raw = fresh();
    const first = await deliver(heed, box, raw);
    const { mailId } = (await first.json()) as { mailId: string };
    const [row] = await asOwner<{ sha: string; workspace_id: string }>(
      heed.ownerUrl,
      "SELECT encode(sha256, 'hex') AS sha, workspace_id FROM mail WHERE id = $1",
      [mailId],
    );
    const { dataDir } = heed.running.kernel.config;
    const path = join(dataDir, 'files', row?.workspace_id ?? '', row?.sha.slice(0, 2) ?? '', row?.sha ?? '');
    expect((await stat(path)).size).toBe(Buffer.byteLength(raw));
    const repeats = await Promise.all([deliver(heed, box, raw), deliver(heed, box, raw)]);
    for (const again of repeats) {
      expect(again.status).toBe(200);
      expect(await again.json()).toEqual({ mailId });
    }
    const { conversation_id: conversationId } = await settled(heed, mailId);
    expect(await messagesOf(conversationId ?? '')).toHaveLength(1);
    const back = await owner.raw('GET', `/api/v1/mail/${mailId}/raw`);
    expect([back.status, back.headers.get('content-disposition')]).toEqual([
      200,
      expect.stringContaining('attachment'),
    ]);
    expect(await back.text()).toBe(raw);
    for (const [scope, status] of Object.entries({ 'mail:read': 200, 'customers:read': 403 })) {
      const { apiKey } = await owner.call(makeKey, { name: 'Archive', scopes: [scope], days: 30 });
      const program = Object.assign(heed.anonymous(), { headers: { Authorization: `Bearer ${apiKey}` } });
      expect((await program.raw('GET', `/api/v1/mail/${mailId}/raw`)).status, scope).toBe(status);
    }
  });

  it('is one message when it comes twice by two ways, and two when only its Message-ID is the same', async () => {
    const headers = {
      From: 'Ira <ira@ira.example>',
      To: box.address,
      Subject: 'Twice',
      'Message-ID': '<same@ira.example>',
    };
    const raw = mail(headers);
    const conversationId = await posted(heed, box, raw);
    const repeat = await post(heed, box, `Received: from a by b; Mon, 2 Nov 2026 09:00:01 +1100\r\n${raw}`);
    expect(repeat).toMatchObject({ state: 'repeat', conversation_id: conversationId });
    const other = await post(heed, box, mail(headers, 'Another question altogether.'));
    expect(other.state).toBe('message');
    const { customerId } = await owner.call(getConversation, { conversationId });
    const { conversations } = await owner.call(listConversations, { view: 'all', customerId });
    const texts = await Promise.all(conversations.map(async ({ id }) => (await messagesOf(id)).map((one) => one.text)));
    expect(texts.flat().sort()).toEqual(['Another question altogether.', 'Does it come in red?']);
  });

  it('keeps its files, and names those that are not accepted', async () => {
    const part = (type: string, name: string, body: string) =>
      `--x\r\nContent-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(body).toString('base64')}\r\n`;
    const body = `--x\r\nContent-Type: text/plain\r\n\r\nSee the files.\r\n${part('text/plain', 'list.txt', 'one\ntwo\n')}${part('text/html', 'page.html', '<html><script>alert(1)</script>')}--x--`;
    const conversationId = await posted(heed, box, fresh({ 'Content-Type': 'multipart/mixed; boundary=x' }, body));
    const [message] = await messagesOf(conversationId);
    expect(message?.text).toBe('See the files.');
    expect(message?.attachments).toMatchObject([{ name: 'list.txt', type: 'text/plain', size: 8 }]);
    const file = await owner.raw('GET', `/api/v1/files/${message?.attachments[0]?.id}`);
    expect(await file.text()).toBe('one\ntwo\n');
    const { mails } = await owner.call(mailsOfConversation, { conversationId });
    expect(mails[0]?.leftOut).toEqual([{ name: 'page.html', reason: 'file.kind_refused' }]);
  });

  it('is laid out on a page that can do nothing, and is for whoever may read its conversation', async () => {
    const raw = fresh({ 'Content-Type': 'text/html' }, '<p>Red <b>kettle</b></p><script>alert(1)</script>');
    const [message] = await messagesOf(await posted(heed, box, raw));
    const path = `/api/v1/mail/${message?.id}/page`;
    const page = await owner.raw('GET', path);
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox(?! allow-scripts)/);
    const html = await page.text();
    expect([html.includes('<b>kettle</b>'), html.includes('script')]).toEqual([true, false]);
    const assessor = await heed.member('assessor');
    expect((await assessor.raw('GET', path)).status).toBe(403);
    expect((await heed.anonymous().raw('GET', path)).status).toBe(401);
  });

  it('of a web form is from whom it asks to answer', async () => {
    const raw = fresh({ From: 'Web form <no-reply@forms.example>', 'Reply-To': 'Uma <uma@uma.example>' });
    const conversationId = await posted(heed, box, raw);
    expect((await owner.call(getConversation, { conversationId })).customerName).toBe('Uma');
  });

  it('without words, from a name that never ends, with signs no database takes, is a message all the same', async () => {
    const raw = fresh({ From: `${'N'.repeat(500)} <n@n.example>`, Subject: 'Only a subject\u0000' }, '\u0000');
    const [message] = await messagesOf(await posted(heed, box, raw));
    expect(message?.text).toBe('Only a subject');
    const { customers } = await owner.call(listCustomers, { find: 'NNNN' });
    expect(customers[0]?.name.length).toBe(120);
  });
});

describe('what a gateway is refused', () => {
  it.each([
    ['without a token', {}, 401, 'mail.unknown_token'],
    ['with a token that nobody was given', { Authorization: 'Bearer hm_guess' }, 401, 'mail.unknown_token'],
  ])('%s', async (_, headers, status, code) => {
    const answer = await heed.anonymous().raw('POST', ingestPath, { body: fresh(), headers });
    expect([answer.status, (await answer.json()).code]).toEqual([status, code]);
  });

  it('says what would be accepted', async () => {
    const send = (body: string | Uint8Array, headers: Record<string, string>) =>
      heed.anonymous().raw('POST', ingestPath, { body, headers: { Authorization: `Bearer ${box.token}`, ...headers } });
    const json = await send('{}', { 'Content-Type': 'application/json' });
    expect([json.status, (await json.json()).code]).toEqual([415, 'mail.not_raw']);
    const empty = await send(new Uint8Array(), { 'Content-Type': 'message/rfc822' });
    expect([empty.status, (await empty.json()).code]).toEqual([422, 'file.empty']);
  });
});

describe('a mail that cannot become a message', () => {
  it('waits to be looked at with the reason and the raw mail, and holds nobody up', async () => {
    const poison = `Content-Type: multipart/mixed; boundary=x\r\nFrom: eve@eve.example\r\n\r\n${'--x\r\n\r\na\r\n'.repeat(500)}--x--`;
    const answers = await Promise.all(
      [poison, 'nothing that is a mail', ...Array.from({ length: 10 }, () => fresh())].map((raw) =>
        post(heed, box, raw),
      ),
    );
    expect(answers.slice(2).map((one) => one.state)).toEqual(Array(10).fill('message'));
    const waiting = await toLookAt();
    expect(waiting.map((one) => one.reason).sort()).toEqual(['no_sender', 'too_much']);
    const one = waiting.find(({ reason }) => reason === 'too_much');
    expect(one).toMatchObject({ from: 'eve@eve.example', mailbox: box.address, via: 'ingest' });
    const raw = await owner.raw('GET', `/api/v1/mail/${one?.id}/raw`);
    expect(await raw.text()).toBe(poison);
  });

  it('is read again when somebody asks, and goes from the list when nothing is to come of it', async () => {
    const [first, second] = await toLookAt();
    await owner.call(retryMail, { mailId: first?.id ?? '' });
    expect(await settled(heed, first?.id ?? '')).toMatchObject({ state: 'look', reason: first?.reason });
    await owner.call(setMailAside, { mailId: second?.id ?? '' });
    expect((await toLookAt()).map((one) => one.id)).toEqual([first?.id]);
    const again = owner.call(retryMail, { mailId: second?.id ?? '' });
    await expect(again).rejects.toMatchObject({ code: 'mail.not_possible' });
  });

  it('from an address of our own is none of a customer', async () => {
    expect(await post(heed, box, fresh({ From: box.address }))).toMatchObject({ state: 'look', reason: 'own_address' });
  });
});
