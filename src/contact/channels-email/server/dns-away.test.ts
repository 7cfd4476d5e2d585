import { createSocket } from 'node:dgram';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepSessions } from '#foundation/measures/test/caught-up.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { type Box, deliver, mail, openBox, posted, settled } from '../test/post.ts';

/** A name server that says of everything that it cannot tell, or that there is none. */
const dns = createSocket('udp4');
let code = 2;
dns.on('message', (asked, { port, address }) => {
  const answer = Buffer.from(asked);
  answer.writeUInt16BE(0x8180 | code, 2);
  dns.send(answer, port, address);
});

let clock = new Date('2026-11-02T00:00:00Z');
let heed: TestHeed;
let box: Box;
beforeAll(async () => {
  await new Promise<void>((ready) => dns.bind(0, '127.0.0.1', ready));
  const environment = { HEED_MAIL_DNS: `127.0.0.1:${dns.address().port}` };
  heed = await startTestHeed({ now: () => clock, environment });
  const { owner } = await heed.setUp();
  await keepSessions(heed);
  box = await openBox(owner, 'support@fennick.example');
});
afterAll(async () => {
  await heed.stop();
  dns.close();
});

it('a sender about whom the DNS cannot tell just now is asked after again before their answer is kept apart', async () => {
  const from = { From: 'Kim <kim@kaldor.example>', To: 'support@fennick.example', Subject: 'Kettle' };
  const conversationId = await posted(heed, box, mail({ ...from, 'Message-ID': '<1@kaldor.example>' }));
  const answer = mail(
    { ...from, 'Message-ID': '<2@kaldor.example>', 'In-Reply-To': '<1@kaldor.example>' },
    'And in blue?',
  );
  const { mailId } = (await (await deliver(heed, box, answer)).json()) as { mailId: string };
  const asked = () =>
    asOwner<{ state: string; due_at: Date }>(
      heed.ownerUrl,
      `SELECT m.state, d.due_at FROM mail m JOIN deadline d ON d.ref = m.id AND d.fired_at IS NULL WHERE m.id = $1`,
      [mailId],
    );
  await expect.poll(asked).toEqual([{ state: 'stored', due_at: new Date('2026-11-02T00:01:00Z') }]);
  code = 3;
  clock = new Date('2026-11-02T00:01:01Z');
  expect(await settled(heed, mailId)).toMatchObject({ state: 'message', conversation_id: conversationId });
});
