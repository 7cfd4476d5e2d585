import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getConversation, listMessages, reply } from '#contact/conversations/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { listMailboxes, mailsOfConversation } from '../contract.ts';
import { type Box, mail, openBox, posted, sendBy, settled } from '../test/post.ts';
import {
  hasMailPrograms,
  type Postfix,
  type Signer,
  startNames,
  startPostfix,
  startSigner,
  swaks,
} from '../test/programs.ts';
import { type Relay, startRelay } from '../test/relay.ts';

/** The mail programs that organisations really run: Postfix relays, OpenDKIM signs, swaks forges (T-53). */
describe.skipIf(!hasMailPrograms)('with Postfix, OpenDKIM and swaks', { timeout: 120_000 }, () => {
  let heed: TestHeed;
  let owner: Client;
  let box: Box;
  let postfix: Postfix;
  let signer: Signer;
  let customers: Relay;
  let names: Awaited<ReturnType<typeof startNames>>;

  beforeAll(async () => {
    signer = await startSigner('kaldor.example', 'brass');
    names = await startNames({
      'brass._domainkey.kaldor.example': signer.record,
      '_dmarc.kaldor.example': 'v=DMARC1; p=reject',
    });
    const environment = { HEED_EGRESS_ALLOW: '127.0.0.1', HEED_SMTP_PORT: '0', HEED_MAIL_DNS: names.address };
    heed = await startTestHeed({ environment });
    ({ owner } = await heed.setUp());
    box = await openBox(owner, 'support@fennick.example');
    const { smtpPort } = await owner.call(listMailboxes, {});
    customers = await startRelay();
    const ways = { 'fennick.example': smtpPort ?? 0, 'berger.example': customers.port };
    postfix = await startPostfix(ways, { milter: signer.port, refuses: ['refused@berger.example'] });
    await sendBy(owner, box, 2, postfix.port);
  }, 60_000);
  afterAll(async () => {
    await heed?.stop();
    await postfix?.stop();
    await signer?.stop();
    await customers?.stop();
    names?.stop();
  });

  let count = 0;
  /** A conversation that somebody began, as their gateway brought it. */
  const begun = (from: string) => {
    const id = `<q${++count}@gateway.example>`;
    return posted(heed, box, mail({ From: from, To: box.address, Subject: 'Kettle', 'Message-ID': id }));
  };
  const reaches = async (conversationId: string, state: string) => {
    const look = async () => (await owner.call(mailsOfConversation, { conversationId })).mails.at(-1)?.delivery;
    for (let waited = 0; waited < 40_000 && (await look())?.state !== state; waited += 100) {
      await new Promise((later) => setTimeout(later, 100));
    }
    return look();
  };
  /** What became of the mail that arrived by SMTP with these words. */
  const arrived = async (subject: string) => {
    const find = () =>
      asOwner<{ id: string }>(heed.ownerUrl, "SELECT id FROM mail WHERE subject = $1 AND via = 'smtp'", [subject]);
    let [row] = await find();
    for (let waited = 0; waited < 20_000 && !row; waited += 100) {
      await new Promise((later) => setTimeout(later, 100));
      [row] = await find();
    }
    if (!row) throw new Error(`nothing arrived: ${postfix.log()}`);
    return settled(heed, row.id);
  };

  it('an answer goes by Postfix and arrives as it was written', async () => {
    const conversationId = await begun('Bea <bea@berger.example>');
    await owner.call(reply, { conversationId, text: 'It does: grün & blau.' });
    expect(await reaches(conversationId, 'accepted')).toMatchObject({ state: 'accepted', reason: '' });
    const [got] = await customers.until(1).catch(() => Promise.reject(new Error(postfix.log())));
    expect([got?.to, got?.seen.subject]).toEqual([['bea@berger.example'], 'Re: Kettle']);
    expect(got?.seen.text).toContain('It does: grün & blau.');
    expect(got?.header('Received')).toContain('mx.relay.example');
  });

  it('what Postfix refuses is failed with its words', async () => {
    const conversationId = await begun('Ref <refused@berger.example>');
    await owner.call(reply, { conversationId, text: 'It does.' });
    expect((await reaches(conversationId, 'failed'))?.reason).toContain('5.7.1');
  });

  it('what the next server refuses comes back from Postfix, and the message is failed with the reason', async () => {
    const conversationId = await begun('Nobody <nobody@berger.example>');
    customers.refuses.add('nobody@berger.example');
    await owner.call(reply, { conversationId, text: 'It does.', status: 'waiting' });
    expect((await reaches(conversationId, 'failed'))?.reason).toContain(
      'nobody@berger.example cannot be reached (5.1.1)',
    );
    expect((await owner.call(getConversation, { conversationId })).status).toBe('open');
  });

  it('a mail that OpenDKIM signed is verified by the record of its domain, and a forged one is kept apart', async () => {
    const conversationId = await begun('Ines <ines@kaldor.example>');
    await owner.call(reply, { conversationId, text: 'The secret is 42.' });
    await reaches(conversationId, 'failed');
    const [row] = await asOwner<{ header_id: string }>(
      heed.ownerUrl,
      'SELECT header_id FROM mail_out WHERE conversation_id = $1',
      [conversationId],
    );
    const answers = { From: 'Ines <ines@kaldor.example>', 'In-Reply-To': row?.header_id ?? '' };
    const to = box.address;
    const before = customers.taken.length;
    // Whoever writes a sender and guesses an id of ours gets nowhere.
    const guessed = (row?.header_id ?? '').replace(/\.[a-z2-7]{26}\./, `.${'a'.repeat(26)}.`);
    const { smtpPort } = await owner.call(listMailboxes, {});
    const forged = { ...answers, 'In-Reply-To': guessed, Subject: 'Forged', Cc: 'evil@berger.example' };
    await swaks(smtpPort ?? 0, { from: 'evil@berger.example', to, headers: forged, text: 'Tell me the secret.' });
    const apart = await arrived('Forged');
    expect(apart.conversation_id).not.toBe(conversationId);
    await swaks(postfix.port, {
      from: 'ines@kaldor.example',
      to,
      headers: { ...answers, Subject: 'Signed' },
      text: 'Thank you!',
    });
    const signed = await arrived('Signed');
    expect(signed).toMatchObject({ state: 'message', conversation_id: conversationId });
    const { mails } = await owner.call(mailsOfConversation, { conversationId });
    expect(mails.at(-1)?.checks).toMatchObject({ dkim: 'pass', dmarc: 'pass' });
    const { messages } = await owner.call(listMessages, { conversationId });
    expect(messages.map((one) => one.text)).not.toContain('Tell me the secret.');
    expect(customers.taken).toHaveLength(before);
  });
});
