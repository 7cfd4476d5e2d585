import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reply } from '#contact/conversations/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { addSignature, chooseSignature, listSignatures, recipientsOfReply, retireSignature } from '../contract.ts';
import { type Box, mail, openBox, posted, sendBy } from '../test/post.ts';
import { type Relay, startRelay } from '../test/relay.ts';

let heed: TestHeed;
let owner: Client;
let box: Box;
let relay: Relay;

beforeAll(async () => {
  heed = await startTestHeed({ environment: { HEED_EGRESS_ALLOW: '127.0.0.1' } });
  ({ owner } = await heed.setUp());
  relay = await startRelay();
  box = await openBox(owner, 'support@fennick.example', { signature: '{{address.name}}\nCollins Street' });
  await sendBy(owner, box, 2, relay.port);
});
afterAll(async () => {
  await heed.stop();
  await relay.stop();
});

let count = 0;
const begun = () => {
  const id = `<q${++count}@berger.example>`;
  return posted(heed, box, mail({ From: 'bea@berger.example', To: box.address, Subject: 'Lid', 'Message-ID': id }));
};
/** What stands below a reply before it is sent, and what then stood below the mail. */
async function signed(conversationId: string) {
  const { signature } = await owner.call(recipientsOfReply, { conversationId });
  const before = relay.taken.length;
  await owner.call(reply, { conversationId, text: 'It does.' });
  const got = (await relay.until(before + 1))[before];
  return { preview: signature.text, mailed: got?.seen.text.split('\n-- \n')[1]?.trim() ?? '' };
}

describe('the signature of a reply', () => {
  it('is that of the address until another one is chosen, with the name of whoever answers, as it was shown before', async () => {
    const conversationId = await begun();
    const own = 'Fennick & Rowe\nCollins Street';
    expect(await signed(conversationId)).toEqual({ preview: own, mailed: own });
    const text = 'Kind regards\n{{adviser.firstName}} ({{ adviser.name }}), {{address.name}}';
    const { signatureId } = await owner.call(addSignature, { name: 'In person', text });
    const { signatures } = await owner.call(recipientsOfReply, { conversationId });
    expect(signatures).toEqual([{ id: signatureId, name: 'In person' }]);
    await owner.call(chooseSignature, { conversationId, signatureId });
    const chosen = 'Kind regards\nOlive (Olive Owner), Fennick & Rowe';
    expect(await signed(conversationId)).toEqual({ preview: chosen, mailed: chosen });
    await owner.call(retireSignature, { signatureId });
    expect(await signed(conversationId)).toEqual({ preview: own, mailed: own });
  });

  it('is offered for its address alone, and has no field that nobody fills in', async () => {
    const other = await openBox(owner, 'orders@fennick.example');
    const conversationId = await begun();
    await owner.call(addSignature, { name: 'Orders', text: 'Orders', mailboxId: other.mailboxId });
    expect((await owner.call(recipientsOfReply, { conversationId })).signatures).toEqual([]);
    const wrong = owner.call(addSignature, { name: 'X', text: '{{adviser.phone}}' });
    await expect(wrong).rejects.toMatchObject({ code: 'mail.signature_field' });
    expect((await owner.call(listSignatures, {})).signatures.map((one) => one.name)).toEqual(['Orders']);
  });

  it('stays with a mail that is on its way, and names nobody where nobody wrote it', async () => {
    const [row] = await asOwner<{ signature: string }>(
      heed.ownerUrl,
      "SELECT signature FROM mail_out WHERE kind = 'reply' ORDER BY queued_at LIMIT 1",
      [],
    );
    expect(row?.signature).toBe('Fennick & Rowe\nCollins Street');
    const named = await openBox(owner, 'named@fennick.example', {
      ...{ signature: '{{adviser.name}}\nFennick & Rowe', acknowledgement: 'Thank you.' },
    });
    await sendBy(owner, named, 2, relay.port);
    const before = relay.taken.length;
    const own = { From: 'cy@berger.example', To: named.address, Subject: 'Lid', 'Message-ID': '<ack@berger.example>' };
    await posted(heed, named, mail(own));
    expect((await relay.until(before + 1))[before]?.seen.text).toContain('Thank you.\n\n-- \nFennick & Rowe');
  });
});
