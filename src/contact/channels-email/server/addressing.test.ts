import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listMessages, reply } from '#contact/conversations/contract.ts';
import { keepSessions } from '#foundation/measures/test/caught-up.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { addressReply, forwardMessage, mailsOfConversation, recipientsOfReply } from '../contract.ts';
import { type Box, mail, openBox, post, posted, sendBy } from '../test/post.ts';
import { type Relay, startRelay } from '../test/relay.ts';

let heed: TestHeed;
let owner: Client;
let box: Box;
let relay: Relay;
beforeAll(async () => {
  heed = await startTestHeed({ environment: { HEED_EGRESS_ALLOW: '127.0.0.1' } });
  ({ owner } = await heed.setUp());
  await keepSessions(heed);
  relay = await startRelay();
  box = await openBox(owner, 'support@fennick.example');
  await sendBy(owner, box, 2, relay.port);
});
afterAll(async () => {
  await heed.stop();
  await relay.stop();
});

let count = 0;
const begun = (more: Record<string, string> = {}) => {
  const name = `dan${++count}`;
  const own = {
    From: `Dan <${name}@kaldor.example>`,
    To: box.address,
    Subject: 'Kettle',
    'Message-ID': `<${name}@k.example>`,
  };
  return posted(heed, box, mail({ ...own, ...more }));
};
const last = async (before: number) => (await relay.until(before + 1))[before];

describe('whom a reply reaches', () => {
  it('can be chosen for one reply: copies openly and not, each once, and never ourselves', async () => {
    const conversationId = await begun();
    const dan = `dan${count}@kaldor.example`;
    const recipients = [
      { name: 'Dan', address: dan, how: 'to' as const },
      { address: 'eva@kaldor.example', how: 'cc' as const },
      { address: 'EVA@kaldor.example', how: 'bcc' as const },
      { address: 'fin@kaldor.example', how: 'bcc' as const },
    ];
    await owner.call(addressReply, { conversationId, recipients });
    const plan = await owner.call(recipientsOfReply, { conversationId });
    expect([plan.isChanged, plan.recipients.map((one) => one.how)]).toEqual([true, ['to', 'cc', 'bcc']]);
    const before = relay.taken.length;
    await owner.call(reply, { conversationId, text: 'It does.' });
    const got = await last(before);
    expect(got?.to).toEqual([dan, 'eva@kaldor.example', 'fin@kaldor.example']);
    expect([got?.seen.cc.map((one) => one.address), got?.header('Bcc')]).toEqual([['eva@kaldor.example'], undefined]);
    expect(got?.raw).not.toContain('fin@');
    // The next one goes to those who take part, and says whom Heed added.
    const next = await owner.call(recipientsOfReply, { conversationId });
    expect(next.recipients.map((one) => [one.address, one.how, one.isAdded])).toEqual([
      [dan, 'to', false],
      ['eva@kaldor.example', 'cc', true],
    ]);
    const say = (address: string) =>
      owner.call(addressReply, { conversationId, recipients: [{ address, how: 'to' as const }] });
    await expect(say(box.address)).rejects.toMatchObject({ code: 'mail.recipient_own' });
    await expect(say('nobody')).rejects.toMatchObject({ code: 'mail.address_unreadable' });
  });
});

describe('a message that is forwarded', () => {
  it('reaches somebody outside with its files, and their answer comes back as a note', async () => {
    const boundary = 'b1';
    const raw = [
      `--${boundary}`,
      'Content-Type: text/plain',
      '',
      'The lid is broken.',
      `--${boundary}`,
      'Content-Type: text/plain; name="lid.txt"',
      'Content-Disposition: attachment; filename="lid.txt"',
      '',
      'cracked',
      `--${boundary}--`,
    ].join('\r\n');
    const name = `gus${newId().slice(-6)}`;
    const head = {
      From: `Gus <${name}@kaldor.example>`,
      To: box.address,
      Subject: 'Lid',
      'Message-ID': `<${name}@k.example>`,
    };
    const conversationId = await posted(
      heed,
      box,
      mail({ ...head, 'Content-Type': `multipart/mixed; boundary=${boundary}`, 'MIME-Version': '1.0' }, raw),
    );
    const { messages } = await owner.call(listMessages, { conversationId });
    const before = relay.taken.length;
    const asked = {
      conversationId,
      messageId: messages[0]?.id ?? '',
      to: ['maker@lids.example'],
      text: 'Can you replace it?',
    };
    await owner.call(forwardMessage, asked);
    const got = await last(before);
    expect(got?.to).toEqual(['maker@lids.example']);
    expect(got?.seen).toMatchObject({ subject: 'Fwd: Lid', inReplyTo: null });
    expect(got?.seen.text).toMatch(
      /^Can you replace it\?[\s\S]*Forwarded message[\s\S]*From: Gus[\s\S]*The lid is broken\./,
    );
    expect(got?.seen.attachments.map((one) => one.name)).toEqual(['lid.txt']);
    const answer = {
      From: 'Maker <maker@lids.example>',
      To: got?.from ?? '',
      Subject: 'Re: Fwd: Lid',
      'Message-ID': '<m@lids.example>',
    };
    const settled = await post(
      heed,
      box,
      mail({ ...answer, 'In-Reply-To': got?.seen.messageId ?? '' }, 'We send a new one.'),
    );
    expect(settled).toMatchObject({ state: 'message', conversation_id: conversationId });
    const after = await owner.call(listMessages, { conversationId });
    expect(after.messages.map((one) => one.kind)).toEqual(['customer', 'note', 'note']);
    const { mails } = await owner.call(mailsOfConversation, { conversationId });
    expect(mails.at(-1)).toMatchObject({ flag: 'consulted', from: { address: 'maker@lids.example' } });
    // Answering makes nobody a part of it: the reply goes to the customer alone.
    const { recipients } = await owner.call(recipientsOfReply, { conversationId });
    expect(recipients.map((one) => one.address)).toEqual([`${name}@kaldor.example`]);
  });
});
