import { createSocket } from 'node:dgram';
import { rename } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepSessions } from '#foundation/measures/test/caught-up.ts';
import { contentsIn } from '#kernel/files/contents.ts';
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

function passes(seconds: number): void {
  clock = new Date(clock.getTime() + seconds * 1_000);
}

/** What a slow machine puts off for a minute is read after it. */
function whileTimePasses<T>(work: () => Promise<T>): Promise<T> {
  const passing = setInterval(() => passes(61), 2_000);
  return work().finally(() => clearInterval(passing));
}

it('a sender about whom the DNS cannot tell just now is asked after again before their answer is kept apart', async () => {
  const from = { From: 'Kim <kim@kaldor.example>', To: 'support@fennick.example', Subject: 'Kettle' };
  const conversationId = await whileTimePasses(() =>
    posted(heed, box, mail({ ...from, 'Message-ID': '<1@kaldor.example>' })),
  );
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
  await expect.poll(asked).toEqual([{ state: 'stored', due_at: new Date(clock.getTime() + 60_000) }]);
  code = 3;
  passes(61);
  expect(await settled(heed, mailId)).toMatchObject({ state: 'message', conversation_id: conversationId });
});

it('a mail that waited for another one is given up no sooner than any other when reading it then fails', async () => {
  code = 3;
  const sql = <Row extends object>(text: string, values: unknown[] = []) => asOwner<Row>(heed.ownerUrl, text, values);
  const from = { From: 'Lea <lea@kaldor.example>', To: 'support@fennick.example', Subject: 'Pan' };
  const first = mail({ ...from, 'Message-ID': '<3@kaldor.example>' });
  const conversationId = await whileTimePasses(() => posted(heed, box, first));
  const setFirst = (state: string) =>
    sql(
      `UPDATE mail SET state = $1 WHERE id = (SELECT mail_id FROM mail_message WHERE header_id = '<3@kaldor.example>')`,
      [state],
    );
  await setFirst('stored');
  passes(1);
  const answer = mail({ ...from, 'Message-ID': '<4@kaldor.example>', 'In-Reply-To': '<3@kaldor.example>' }, 'In red?');
  const { mailId } = (await (await deliver(heed, box, answer)).json()) as { mailId: string };
  const rowOf = async () => {
    const columns = 'workspace_id, sha256, tries, failures, state';
    type Row = { workspace_id: string; sha256: Buffer; tries: number; failures: number; state: string };
    const [row] = await sql<Row>(`SELECT ${columns} FROM mail WHERE id = $1`, [mailId]);
    if (!row) throw new Error('the mail is gone');
    return row;
  };
  const isPutOff = async () =>
    (await sql('SELECT FROM deadline WHERE ref = $1 AND fired_at IS NULL AND due_at > $2', [mailId, clock])).length ===
    1;
  for (const _ of ['its first try', 'its second']) {
    await expect.poll(isPutOff, { timeout: 10_000 }).toBe(true);
    passes(61);
  }
  await expect.poll(isPutOff, { timeout: 10_000 }).toBe(true);
  await setFirst('message');
  const { workspace_id: workspaceId, sha256, tries } = await rowOf();
  expect(tries).toBe(3);
  const path = contentsIn(heed.running.kernel.config.dataDir).pathOf(workspaceId, sha256);
  await rename(path, `${path}.away`);
  passes(61);
  await expect.poll(async () => (await rowOf()).failures, { timeout: 10_000 }).toBe(1);
  expect((await rowOf()).state).toBe('stored');
  await rename(`${path}.away`, path);
  expect(await settled(heed, mailId)).toMatchObject({ state: 'message', conversation_id: conversationId });
});
