import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getConversation, reply, startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { keepSessions } from '#foundation/measures/test/caught-up.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { changeMailbox, listMailboxes, mailsOfConversation, sendAgain } from '../contract.ts';
import { type Box, mail, openBox, post, posted, sendBy } from '../test/post.ts';
import { type Relay, startRelay } from '../test/relay.ts';

let clock = new Date('2026-11-02T00:00:00Z');
let heed: TestHeed;
let owner: Client;
let box: Box;
let relay: Relay;

beforeAll(async () => {
  heed = await startTestHeed({ now: () => clock, environment: { HEED_EGRESS_ALLOW: '127.0.0.1' } });
  ({ owner } = await heed.setUp());
  await keepSessions(heed);
  relay = await startRelay();
  box = await openBox(owner, 'support@fennick.example', { signature: 'Fennick & Rowe\nCollins Street' });
  await sendBy(owner, box, 2, relay.port);
});
afterAll(async () => {
  await heed.stop();
  await relay.stop();
});

const later = (minutes: number) => {
  clock = new Date(clock.getTime() + minutes * 60_000);
};
let count = 0;
/** A conversation that somebody began by mail. */
const begun = (headers: Record<string, string> = {}) => {
  const name = `kim${++count}`;
  const own = {
    From: `Kim <${name}@kaldor.example>`,
    To: box.address,
    Subject: 'Kettle',
    'Message-ID': `<${name}@kaldor.example>`,
  };
  return posted(heed, box, mail({ ...own, ...headers }, 'Does it come in red?'));
};
const deliveryOf = async (conversationId: string) => {
  const { mails } = await owner.call(mailsOfConversation, { conversationId });
  return mails.findLast((one) => one.way === 'out')?.delivery;
};
/** The delivery of the last reply once it is as far as this. */
async function reaches(conversationId: string, state: string) {
  for (let waited = 0; waited < 15_000; waited += 50) {
    const delivery = await deliveryOf(conversationId);
    if (delivery?.state === state && (state !== 'queued' || delivery.reason !== '')) return delivery;
    await new Promise((done) => setTimeout(done, 50));
  }
  return deliveryOf(conversationId);
}
const last = async (before: number) => (await relay.until(before + 1))[before];
const versionOf = async () => {
  const { mailboxes } = await owner.call(listMailboxes, {});
  return mailboxes.find((one) => one.id === box.mailboxId)?.version ?? 0;
};

describe('a reply by mail', () => {
  it('reaches whoever wrote, in their thread, signed, as text and as HTML, and is accepted', async () => {
    const conversationId = await begun();
    const before = relay.taken.length;
    const { messageId } = await owner.call(reply, { conversationId, text: 'It **does**: <red> & blue.' });
    const got = await last(before);
    expect(got?.to).toEqual([`kim${count}@kaldor.example`]);
    expect(got?.seen).toMatchObject({
      ...{ from: { name: 'Fennick & Rowe', address: box.address }, subject: 'Re: Kettle' },
      ...{ inReplyTo: `<kim${count}@kaldor.example>`, references: [`<kim${count}@kaldor.example>`] },
      text: expect.stringContaining('It **does**: <red> & blue.\n\n-- \nFennick & Rowe\nCollins Street'),
      html: expect.stringContaining('<b>does</b>: &lt;red&gt; &amp; blue.'),
    });
    expect(got?.seen.replyTo[0]?.address).toMatch(/^support\+[a-z2-7]{26}@fennick\.example$/);
    expect(got?.from).toBe(got?.seen.replyTo[0]?.address);
    expect(got?.seen.messageId).toMatch(/^<heed\.[a-z2-7]{26}\.[0-9a-f]{32}@fennick\.example>$/);
    expect(got?.header('Auto-Submitted')).toBeUndefined();
    expect(await reaches(conversationId, 'accepted')).toMatchObject({ state: 'accepted', reason: '' });
    const { mails } = await owner.call(mailsOfConversation, { conversationId });
    expect(mails.at(-1)).toMatchObject({
      messageId,
      way: 'out',
      recipients: [{ address: `kim${count}@kaldor.example` }],
    });
  });

  it('carries its files', async () => {
    const conversationId = await begun();
    const fileId = newId();
    const headers = { 'X-Heed-File-Name': 'list.txt', Origin: heed.url, 'Content-Type': 'application/octet-stream' };
    await owner.raw('PUT', `/api/v1/files/${fileId}`, { body: Buffer.from('one\ntwo\n'), headers });
    const before = relay.taken.length;
    await owner.call(reply, { conversationId, text: 'Here.', fileIds: [fileId] });
    const [file] = (await last(before))?.seen.attachments ?? [];
    expect([file?.name, Buffer.from(file?.content ?? []).toString()]).toEqual(['list.txt', 'one\ntwo\n']);
  });

  it('quotes what it answers only where the address says so', async () => {
    const conversationId = await begun();
    await owner.call(changeMailbox, { mailboxId: box.mailboxId, version: await versionOf(), quotesHistory: true });
    const before = relay.taken.length;
    await owner.call(reply, { conversationId, text: 'It does.' });
    expect((await last(before))?.seen.text).toContain('> Does it come in red?');
    await owner.call(changeMailbox, { mailboxId: box.mailboxId, version: await versionOf(), quotesHistory: false });
  });

  it('has one recipient, whatever their name holds', async () => {
    const name = 'Kim\r\nBcc: evil@evil.example, "x" <y@z.example>';
    const addresses = [{ kind: 'email' as const, value: 'nim@kaldor.example' }];
    const { customerId } = await owner.call(createCustomer, { name: name.replace('\r\n', ' '), addresses });
    const before = relay.taken.length;
    const first = {
      customerId,
      channel: 'email' as const,
      from: 'staff' as const,
      subject: 'Your order',
      text: 'It is here.',
    };
    await owner.call(startConversation, first);
    const got = await last(before);
    expect([got?.to, got?.seen.to.length, got?.seen.cc, got?.header('Bcc')]).toEqual([
      ['nim@kaldor.example'],
      1,
      [],
      undefined,
    ]);
    expect(got?.seen.subject).toBe('Your order');
  });
});

describe('a relay that does not take it', () => {
  it('part of T-30: for now is tried again with the same Message-ID, and the message says why it waits', async () => {
    const conversationId = await begun();
    const before = relay.taken.length;
    relay.answers.push(451, 'drop');
    await owner.call(reply, { conversationId, text: 'It does.' });
    expect((await reaches(conversationId, 'queued'))?.reason).toContain('does not take it now');
    later(2);
    await relay.until(before + 1);
    expect((await reaches(conversationId, 'queued'))?.state).toBe('queued');
    later(3);
    const taken = (await relay.until(before + 2)).slice(before);
    expect((await reaches(conversationId, 'accepted'))?.state).toBe('accepted');
    expect(new Set(taken.map((one) => one.seen.messageId)).size).toBe(1);
    expect(taken).toHaveLength(2);
  });

  it('for good fails with its words, until somebody sends it again', async () => {
    const conversationId = await begun();
    relay.answers.push(550);
    const { messageId } = await owner.call(reply, { conversationId, text: 'It does.' });
    expect((await reaches(conversationId, 'failed'))?.reason).toContain('5.1.1 No such person here');
    const before = relay.taken.length;
    await owner.call(sendAgain, { conversationId, messageId });
    await relay.until(before + 1);
    expect((await reaches(conversationId, 'accepted'))?.state).toBe('accepted');
    await expect(owner.call(sendAgain, { conversationId, messageId })).rejects.toMatchObject({
      code: 'mail.not_possible',
    });
  });

  it('part of T-51: is called nowhere inside the own network, and signs in as it was told', async () => {
    const guarded = await startRelay(['desk:brass kettle']);
    const other = await openBox(owner, 'guarded@fennick.example');
    const signIn = { relayUser: 'desk', relaySecret: 'brass kettle' };
    await sendBy(owner, other, 2, guarded.port, signIn);
    const own = { From: 'g@kaldor.example', To: other.address, Subject: 'Kettle', 'Message-ID': '<g@kaldor.example>' };
    const conversationId = await posted(heed, other, mail(own));
    await owner.call(reply, { conversationId, text: 'It does.' });
    expect(await guarded.until(1)).toHaveLength(1);
    const inside = { mailboxId: other.mailboxId, version: 3, relayHost: '10.0.0.1' };
    await owner.call(changeMailbox, { ...inside, relayUser: '' });
    await owner.call(reply, { conversationId, text: 'It does indeed.' });
    expect((await reaches(conversationId, 'failed'))?.reason).toContain('not on the public internet');
    await guarded.stop();
  });
});

describe('a mail that comes back', () => {
  const report = (messageId: string, status: string, action: string) =>
    `--b\r\nContent-Type: text/plain\r\n\r\nIt was not delivered.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; kim@kaldor.example\r\nAction: ${action}\r\nStatus: ${status}\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: ${messageId}\r\nSubject: Re: Kettle\r\n\r\nIt does.\r\n--b--`;
  const bounce = (messageId: string, status = '5.1.1', action = 'failed') =>
    mail(
      {
        ...{ From: 'MAILER-DAEMON@mx.example', To: box.address, Subject: 'Undelivered Mail Returned to Sender' },
        'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
        'Message-ID': `<b${++count}@mx.example>`,
      },
      report(messageId, status, action),
    );

  it('part of T-29: makes the message failed, with whom it did not reach and the status, and is owed again', async () => {
    const conversationId = await begun();
    const before = relay.taken.length;
    await owner.call(reply, { conversationId, text: 'It does.' });
    const got = await last(before);
    await reaches(conversationId, 'accepted');
    expect(await post(heed, box, bounce(got?.seen.messageId ?? ''))).toMatchObject({
      state: 'told',
      conversation_id: conversationId,
    });
    expect((await deliveryOf(conversationId))?.state).toBe('failed');
    expect((await deliveryOf(conversationId))?.reason).toContain('kim@kaldor.example cannot be reached (5.1.1)');
    expect((await owner.call(getConversation, { conversationId })).status).toBe('open');
  });

  it('for now says so and fails nothing; of a mail that we never sent it says nothing', async () => {
    const conversationId = await begun();
    const before = relay.taken.length;
    await owner.call(reply, { conversationId, text: 'It does.' });
    const got = await last(before);
    await reaches(conversationId, 'accepted');
    await post(heed, box, bounce(got?.seen.messageId ?? '', '4.4.1', 'delayed'));
    expect(await deliveryOf(conversationId)).toMatchObject({
      state: 'accepted',
      reason: expect.stringContaining('4.4.1'),
    });
    const guessed = (got?.seen.messageId ?? '').replace(/\.[a-z2-7]{26}\./, `.${'a'.repeat(26)}.`);
    expect((await post(heed, box, bounce(guessed))).state).toBe('look');
    expect((await deliveryOf(conversationId))?.state).toBe('accepted');
  });
});

describe('the acknowledgement', () => {
  const words = 'Thank you. We answer within a day.';
  const automatic = () => relay.taken.filter((one) => one.header('Auto-Submitted') === 'auto-replied');

  it('goes once a day to whoever writes first, with fixed words, and says that nobody wrote it', async () => {
    await owner.call(changeMailbox, { mailboxId: box.mailboxId, version: await versionOf(), acknowledgement: words });
    const before = relay.taken.length;
    const own = { From: 'ann@ann.example', Subject: 'Buy cheap pills' };
    await begun({ ...own, 'Message-ID': '<1@ann.example>' });
    await last(before);
    await begun({ ...own, 'Message-ID': '<2@ann.example>' });
    const conversationId = await begun();
    await owner.call(reply, { conversationId, text: 'It does.' });
    await relay.until(before + 3);
    const [got, ...more] = automatic().filter((one) => one.to[0] === 'ann@ann.example');
    expect(more).toEqual([]);
    expect(got?.seen.text).toContain(words);
    expect(got?.raw).not.toContain('pills');
    expect(got?.header('X-Auto-Response-Suppress')).toBe('All');
    expect(got?.seen.mayBeAnswered).toBe(false);
  });

  it.each([
    ['an automatic reply', { 'Auto-Submitted': 'auto-replied' }],
    ['a list', { 'List-Id': '<kettles.example>', 'List-Unsubscribe': '<mailto:off@kettles.example>' }],
    ['bulk', { Precedence: 'bulk' }],
    ['whoever asks for none', { 'X-Auto-Response-Suppress': 'All' }],
    ['a machine', { From: 'no-reply@machine.example' }],
    ['an invitation', { 'Content-Type': 'text/calendar; method=REQUEST; charset=utf-8' }],
  ])('part of T-29: never goes to %s', async (_, headers) => {
    const before = automatic().length;
    const conversationId = await begun(headers);
    const [row] = await asOwner<{ count: number }>(
      heed.ownerUrl,
      'SELECT count(*)::int AS count FROM mail_out WHERE conversation_id = $1',
      [conversationId],
    );
    expect([row?.count, automatic().length]).toEqual([0, before]);
  });
});

describe('what cannot be sent', () => {
  it('says at once what is lacking', async () => {
    const { customerId } = await owner.call(createCustomer, { name: 'Nobody Reachable' });
    const { conversationId } = await owner.call(startConversation, {
      customerId,
      channel: 'email',
      text: 'They rang.',
    });
    await owner.call(reply, { conversationId, text: 'It does.' });
    expect(await deliveryOf(conversationId)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('no e-mail address'),
    });
  });
});
