import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getConversation, listLinks, listMessages, reply } from '#contact/conversations/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { decideParticipant, mailsOfConversation, recipientsOfReply } from '../contract.ts';
import { type Box, mail, openBox, post, posted, sendBy } from '../test/post.ts';
import { type Relay, startRelay } from '../test/relay.ts';

/** Where an answer belongs, and that nothing anybody can type opens a conversation to them (T-53, T-54). */
let heed: TestHeed;
let owner: Client;
let box: Box;
let relay: Relay;

beforeAll(async () => {
  heed = await startTestHeed({ environment: { HEED_EGRESS_ALLOW: '127.0.0.1' } });
  ({ owner } = await heed.setUp());
  relay = await startRelay();
  box = await openBox(owner, 'support@fennick.example');
  await sendBy(owner, box, 2, relay.port);
});
afterAll(async () => {
  await heed.stop();
  await relay.stop();
});

let count = 0;
/** A conversation that Bea began and somebody here answered; with the mail that she got. */
async function answered(more: Record<string, string> = {}) {
  const id = `<q${++count}@berger.example>`;
  const headers = {
    From: 'Bea Berger <bea@berger.example>',
    To: box.address,
    Subject: `Kettle ${count}`,
    'Message-ID': id,
  };
  const conversationId = await posted(heed, box, mail({ ...headers, ...more }, `Does it come in red? ${count}`));
  await owner.call(reply, { conversationId, text: `It does. The secret is ${count}.` });
  const [got] = (await relay.until(relay.taken.length + 1)).slice(-1);
  if (!got) throw new Error('nothing was sent');
  return { conversationId, got, ours: got.seen.messageId ?? '', replyTo: got.seen.replyTo[0]?.address ?? '' };
}
const textsOf = async (conversationId: string) =>
  (await owner.call(listMessages, { conversationId })).messages.map((one) => one.text);
const answer = (from: string, headers: Record<string, string>, text: string) =>
  mail(
    { From: from, To: box.address, Subject: 'Re: Kettle', 'Message-ID': `<a${++count}@answers.example>`, ...headers },
    text,
  );

describe('an answer of somebody who takes part', () => {
  it.each([
    ['by the Message-ID of ours', (ours: string) => ({ 'In-Reply-To': ours })],
    ['by References alone', (ours: string) => ({ References: `<x@y.example> ${ours}` })],
    ['by the plus-address alone', (_: string, replyTo: string) => ({ To: replyTo })],
    ['by the plus-address in Cc alone', (_: string, replyTo: string) => ({ To: 'friend@ex.example', Cc: replyTo })],
    ['by the plus-address in capitals', (_: string, replyTo: string) => ({ To: replyTo.toUpperCase() })],
  ])('goes on in the conversation: %s', async (_, headers) => {
    const { conversationId, ours, replyTo } = await answered();
    expect(await posted(heed, box, answer('bea@berger.example', headers(ours, replyTo), 'Then I take it.'))).toBe(
      conversationId,
    );
    expect((await textsOf(conversationId)).at(-1)).toBe('Then I take it.');
  });

  it('goes on by the id of their own mail too, and opens again what waited', async () => {
    const { conversationId } = await answered({ 'Message-ID': '<own@berger.example>' });
    expect((await owner.call(getConversation, { conversationId })).status).toBe('waiting');
    const raw = answer('bea@berger.example', { 'In-Reply-To': '<own@berger.example>' }, 'One more thing.');
    expect(await posted(heed, box, raw)).toBe(conversationId);
    expect((await owner.call(getConversation, { conversationId })).status).toBe('open');
  });

  it('begins a conversation of its own when it names none, whatever its subject', async () => {
    const { conversationId } = await answered();
    const { reference } = await owner.call(getConversation, { conversationId });
    const raw = answer('bea@berger.example', { Subject: `Re: Kettle [${reference}]` }, 'Something else.');
    expect(await posted(heed, box, raw)).not.toBe(conversationId);
  });
});

describe('somebody who does not take part', () => {
  it.each([
    ['with our Message-ID', (ours: string) => ({ 'In-Reply-To': ours, References: ours })],
    ['with the plus-address', (_: string, replyTo: string) => ({ To: replyTo })],
  ])('%s begins a linked, flagged conversation and gets nothing of the other', async (_, headers) => {
    const { conversationId, ours, replyTo } = await answered();
    const raw = answer('Eve <eve@evil.example>', headers(ours, replyTo), 'What did you say?');
    const theirs = await posted(heed, box, raw);
    expect(theirs).not.toBe(conversationId);
    expect(await textsOf(conversationId)).toHaveLength(2);
    const { mails } = await owner.call(mailsOfConversation, { conversationId: theirs });
    expect(mails[0]?.flag).toBe('unknown_sender');
    const { links } = await owner.call(listLinks, { conversationId: theirs });
    expect(links.map((one) => one.id)).toEqual([conversationId]);
    await owner.call(reply, { conversationId: theirs, text: 'Who are you?' });
    const [got] = (await relay.until(relay.taken.length + 1)).slice(-1);
    expect(got?.to).toEqual(['eve@evil.example']);
    expect(got?.raw).not.toContain('The secret is');
    expect(got?.raw).not.toContain(ours);
  });

  it('is not let in by the address of somebody who does as the one to answer', async () => {
    const { conversationId, ours } = await answered();
    const headers = { 'Reply-To': 'bea@berger.example', 'In-Reply-To': ours };
    const raw = answer('Service <no-reply@evil.example>', headers, 'Send it to Elm Street instead.');
    const theirs = await posted(heed, box, raw);
    expect(theirs).not.toBe(conversationId);
    expect(await textsOf(conversationId)).toHaveLength(2);
    const { mails } = await owner.call(mailsOfConversation, { conversationId: theirs });
    expect(mails[0]?.flag).toBe('not_authenticated');
  });

  it('and a service that sends a code to the address of a conversation shows it to nobody outside', async () => {
    const { conversationId, replyTo } = await answered();
    const raw = answer('Bank <no-reply@bank.example>', { To: replyTo, Subject: 'Your code' }, 'Your code is 123456');
    const apart = await posted(heed, box, raw);
    expect(apart).not.toBe(conversationId);
    expect((await owner.call(getConversation, { conversationId: apart })).customerName).toBe('Bank');
    expect((await textsOf(conversationId)).join()).not.toContain('123456');
  });

  it('with a token that we never gave begins one without a link', async () => {
    const forged = { 'In-Reply-To': `<heed.${'a'.repeat(26)}.${'0'.repeat(32)}@fennick.example>` };
    const raw = answer('eve@evil.example', { ...forged, To: `support+${'b'.repeat(26)}@fennick.example` }, 'Hello?');
    const conversationId = await posted(heed, box, raw);
    expect((await owner.call(listLinks, { conversationId })).links).toEqual([]);
  });

  it('but is named in Cc is only proposed, and takes part once a colleague accepts it', async () => {
    const cc = { From: 'Ben <ben@berger.example>', Cc: `Cy <cy@berger.example>, ${box.address}` };
    const { conversationId, got, ours } = await answered(cc);
    expect(got.to).toEqual(['ben@berger.example']);
    const planned = await owner.call(recipientsOfReply, { conversationId });
    expect(planned).toMatchObject({
      ...{ from: { address: box.address }, lacks: null, proposed: [{ name: 'Cy', address: 'cy@berger.example' }] },
      recipients: [{ address: 'ben@berger.example', how: 'to' }],
    });
    const early = await posted(heed, box, answer('cy@berger.example', { 'In-Reply-To': ours }, 'Me too.'));
    expect(early).not.toBe(conversationId);
    await owner.call(decideParticipant, { conversationId, address: 'Cy@berger.example', accepted: true });
    await owner.call(reply, { conversationId, text: 'To both of you.' });
    const [both] = (await relay.until(relay.taken.length + 1)).slice(-1);
    expect(both?.to).toEqual(['ben@berger.example', 'cy@berger.example']);
    const later = await posted(heed, box, answer('cy@berger.example', { 'In-Reply-To': ours }, 'Thank you, both.'));
    expect(later).toBe(conversationId);
  });
});

describe('automatic mail', () => {
  it('in a conversation is noted, and neither opens it nor counts as the customer’s word', async () => {
    const { conversationId, ours } = await answered();
    const headers = { 'In-Reply-To': ours, 'Auto-Submitted': 'auto-replied', Subject: 'Out of office' };
    expect(await posted(heed, box, answer('bea@berger.example', headers, 'I am away until Monday.'))).toBe(
      conversationId,
    );
    const { messages } = await owner.call(listMessages, { conversationId });
    expect(messages.at(-1)).toMatchObject({ kind: 'note', text: 'I am away until Monday.' });
    expect((await owner.call(getConversation, { conversationId })).status).toBe('waiting');
    const { mails } = await owner.call(mailsOfConversation, { conversationId });
    expect(mails.at(-1)?.kind).toBe('auto-reply');
  });

  it('that tells of nothing we sent waits to be looked at', async () => {
    const report = `--b\r\nContent-Type: text/plain\r\n\r\nIt failed.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; who@nowhere.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--`;
    const headers = {
      ...{ From: 'MAILER-DAEMON@mx.example', To: box.address, Subject: 'Undelivered Mail Returned to Sender' },
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
    };
    expect(await post(heed, box, mail(headers, report))).toMatchObject({ state: 'look', reason: 'bounce_of_nothing' });
  });
});
