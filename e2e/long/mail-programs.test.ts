import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeMailbox, listMailboxes, mailsOfConversation } from '#contact/channels-email/contract.ts';
import { ownCorpus, readCorpus } from '#contact/channels-email/test/corpus.ts';
import { startCutter } from '#contact/channels-email/test/cutter.ts';
import { type Dovecot, dovecotPath, imapPassword, startDovecot } from '#contact/channels-email/test/dovecot.ts';
import { type Box, mail, openBox, post, posted, sendBy, settled } from '#contact/channels-email/test/post.ts';
import { hasMailPrograms, type Postfix, startPostfix, swaks } from '#contact/channels-email/test/programs.ts';
import { type Relay, startRelay } from '#contact/channels-email/test/relay.ts';
import { understand } from '#contact/channels-email/understanding/understand.ts';
import { listMessages, reply } from '#contact/conversations/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { report } from '../faults/lib/describe.ts';
import { scaled } from '../faults/lib/scale.ts';
import { randomFrom, until } from '../faults/lib/timing.ts';

let heed: TestHeed;
let owner: Client;
let dovecot: Dovecot;
let postfix: Postfix;
let outside: Relay;
let folder: string;
let aheadMs = 0;

describe.skipIf(!dovecotPath || !hasMailPrograms)('with other people’s mail programs', () => {
  beforeAll(async () => {
    const environment = { HEED_EGRESS_ALLOW: '127.0.0.1', HEED_SMTP_PORT: '0', HEED_MAIL_DNS: 'off' };
    heed = await startTestHeed({ environment, now: () => new Date(Date.now() + aheadMs) });
    ({ owner } = await heed.setUp());
    const { smtpPort } = await owner.call(listMailboxes, {});
    outside = await startRelay();
    postfix = await startPostfix({ 'fennick.example': smtpPort ?? 0, 'berger.example': outside.port });
    dovecot = await startDovecot();
    folder = await mkdtemp(join(tmpdir(), 'heed-mails-'));
  }, 120_000);
  afterAll(async () => {
    await heed?.stop();
    await dovecot?.stop();
    await postfix?.stop();
    await outside?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const kept = (box: Box) =>
    asOwner<{ id: string; state: string; reason: string | null; subject: string; size: number }>(
      heed.ownerUrl,
      'SELECT id, state, reason, subject, size::int AS size FROM mail WHERE mailbox_id = $1 ORDER BY arrived_at, id',
      [box.mailboxId],
    );
  const raw = (i: number, text = 'Does it come in red?') =>
    mail({ ...head(i), 'Message-ID': `<${i}@kaldor.example>` }, text);
  const head = (i: number) => ({
    From: `Kim <kim${i % 50}@kaldor.example>`,
    To: 'help@fennick.example',
    Subject: `Mail ${i}`,
  });
  const fetchFrom = (box: Box, port: number, user: string) =>
    owner.call(changeMailbox, {
      ...{ mailboxId: box.mailboxId, version: 2, imapHost: '127.0.0.1', imapPort: port, imapUser: user },
      ...{ imapSecurity: 'none', imapSecret: imapPassword },
    });

  test('T-21: cut in every class of bytes, each mail is there once', async (context) => {
    const size = scaled(500);
    const client = await dovecot.as('cut');
    for (let i = 0; i < size; i++) await client.append('INBOX', raw(i, 'x'.repeat(i % 50 === 7 ? 400_000 : 700)));
    const cuts = [1, 5, 30, 80, 150, 300, 400, 700, 1_000, 1_300, 2_000, 3_000, 5_000, 8_000, 13_000, 21_000, 60_000];
    const cutter = await startCutter(dovecot.port, [...cuts, 200_000, 500_000, 700_000]);
    const box = await openBox(owner, 'cut@fennick.example');
    await fetchFrom(box, cutter.port, 'cut');
    // What hindered it for the moment is not waited for here.
    const hurry = setInterval(() => {
      void asOwner(heed.ownerUrl, "UPDATE mail_fetch SET next_at = '-infinity' WHERE mailbox_id = $1", [box.mailboxId]);
    }, 200);
    await until('all are there', 300_000, async () => (await kept(box)).length >= size).finally(() =>
      clearInterval(hurry),
    );
    await until('all are read', 120_000, async () => (await kept(box)).every((one) => one.state === 'message'));
    const all = await kept(box);
    expect([all.length, new Set(all.map((one) => one.subject)).size]).toEqual([size, size]);
    report(context, {
      ...{ id: 'T-21', what: `the connection cut ${cutter.cuts} times while ${size} mails were fetched` },
      ...{ counts: `${size} mails`, figures: 'each once' },
    });
    cutter.stop();
  }, 600_000);

  test('T-23: a mail over the limit goes back to its sender once, one that is too large to read waits, the next is read', async (context) => {
    const box = await openBox(owner, 'large@fennick.example');
    const send = async (subject: string, megabytes: number) => {
      const file = join(folder, subject);
      await writeFile(file, Buffer.alloc(megabytes * 1_000_000, subject));
      const headers = { From: 'big@berger.example', Subject: subject };
      await swaks(postfix.port, {
        ...{ from: 'big@berger.example', to: box.address, headers, text: 'Here.' },
        ...(megabytes > 0 && { file }),
      });
    };
    // A third more when it is on its way: 55 MB and 40 MB.
    await send('over', 41);
    await send('large', 29);
    await send('small', 0);
    await until(
      'both were read',
      120_000,
      async () => (await kept(box)).filter((one) => one.state !== 'stored').length === 2,
    );
    await until('the sender was told', 60_000, async () => outside.taken.length > 0);
    const all = await kept(box);
    expect(all.map((one) => [one.subject, one.state, one.reason])).toEqual(
      expect.arrayContaining([
        ['large', 'look', 'too_large'],
        ['small', 'message', null],
      ]),
    );
    const told = outside.taken.filter((one) => one.to.includes('big@berger.example'));
    expect([told.length, told[0]?.from, told[0]?.seen.bounce?.recipient]).toEqual([1, '', box.address]);
    const large = all.find((one) => one.subject === 'large');
    const download = await owner.raw('GET', `/api/v1/mail/${large?.id}/raw`);
    expect((await download.arrayBuffer()).byteLength).toBe(large?.size);
    report(context, {
      ...{ id: 'T-23', what: 'mails of 55 MB and 40 MB from swaks by Postfix, then a small one' },
      ...{ counts: '1 sent back, 1 to look at with its raw mail, 1 message', figures: `${large?.size} bytes kept` },
    });
  }, 300_000);

  test('T-24: archives that were made to do harm are files like any other, and are not opened', async (context) => {
    const box = await openBox(owner, 'archives@fennick.example');
    const zeros = deflateRawSync(Buffer.alloc(50_000_000));
    let nested = zip([['zeros', zeros, 50_000_000]]);
    for (let depth = 0; depth < 20; depth++) {
      nested = zip(Array.from({ length: 4 }, (_, i) => [`${depth}-${i}.zip`, deflateRawSync(nested), nested.length]));
      if (nested.length > 5_000_000) nested = zip([['inner.zip', deflateRawSync(nested), nested.length]]);
    }
    const empty = Buffer.alloc(0);
    const archives = {
      'bomb.zip': zip([['zeros', zeros, 4_294_967_294]]),
      'nested.zip': nested,
      'names.zip': zip(Array.from({ length: 200_000 }, (_, i) => [`${i}`, empty, 0])),
      'up.zip': zip([['../../../etc/passwd', zeros, 50_000_000]]),
    };
    const spent: string[] = [];
    for (const [name, bytes] of Object.entries(archives)) {
      const before = process.cpuUsage();
      const parts = [
        ...['--b', 'Content-Type: text/plain', '', name, '--b', `Content-Type: application/zip; name="${name}"`],
        ...['Content-Transfer-Encoding: base64', '', bytes.toString('base64').replace(/.{76}/g, '$&\r\n'), '--b--'],
      ];
      const type = { 'Content-Type': 'multipart/mixed; boundary=b', 'Message-ID': `<${name}@kaldor.example>` };
      const conversationId = await posted(heed, box, mail({ ...head(1), ...type }, parts.join('\r\n')));
      const { user, system } = process.cpuUsage(before);
      const { messages } = await owner.call(listMessages, { conversationId });
      const { mails } = await owner.call(mailsOfConversation, { conversationId });
      const [file] = messages[0]?.attachments ?? [];
      expect([name, file?.size ?? mails[0]?.leftOut.length]).toEqual([name, file ? bytes.length : 1]);
      expect((user + system) / 1_000).toBeLessThan(4_000);
      spent.push(`${name} ${Math.round((user + system) / 1_000)} ms`);
    }
    report(context, {
      ...{ id: 'T-24', what: 'archives: 4 GB of zeros, 20 deep, 200,000 names, names that lead out' },
      ...{ counts: `${spent.length} messages with their file as it came`, figures: spent.join(', ') },
    });
  }, 120_000);

  test('T-25: mails that were damaged anywhere are understood or looked at; none is lost and none holds anything up', async (context) => {
    const cases = readCorpus(fileURLToPath(ownCorpus)).map((one) => one.raw);
    const random = randomFrom(25);
    const below = (limit: number) => Math.floor(random() * limit);
    const damaged = (raw: Uint8Array) => {
      const bytes = Buffer.from(raw);
      for (let times = 0; times < 1 + bytes.length / 60; times++) bytes[below(bytes.length)] = below(256);
      const [from, to] = [below(bytes.length), below(bytes.length)];
      // Cut, doubled or as it is.
      return (
        [bytes.subarray(0, from), Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]), bytes][below(3)] ??
        bytes
      );
    };
    const size = scaled(100_000);
    const box = await openBox(owner, 'damaged@fennick.example');
    const became = new Map<string, number>();
    let longestMs = 0;
    for (let i = 0; i < size; i++) {
      const raw = damaged(cases[below(cases.length)] ?? Buffer.from('x'));
      const startedAt = performance.now();
      understand(raw);
      longestMs = Math.max(longestMs, performance.now() - startedAt);
      if (i % Math.ceil(size / 200) !== 0 || raw.length === 0) continue;
      const { state } = await post(heed, box, raw);
      became.set(state, (became.get(state) ?? 0) + 1);
    }
    expect(longestMs).toBeLessThan(10_000);
    expect((await kept(box)).filter((one) => one.state === 'stored')).toEqual([]);
    report(context, {
      ...{ id: 'T-25', what: `${size} mails of the corpus, damaged, some of them delivered` },
      counts: [...became].map(([state, count]) => `${count} ${state}`).join(', '),
      figures: `the longest took ${Math.round(longestMs)} ms`,
    });
  }, 900_000);

  test('T-27: a hundred good mails behind two that nothing can read are there within a minute', async (context) => {
    const client = await dovecot.as('poison');
    await client.append('INBOX', 'nothing that is a mail');
    await client.append('INBOX', mail({ ...head(0), 'Content-Type': 'text/html' }, '<div>'.repeat(1_000_000)));
    for (let i = 1; i <= 100; i++) await client.append('INBOX', raw(10_000 + i));
    const box = await openBox(owner, 'poison@fennick.example');
    const startedAt = Date.now();
    await fetchFrom(box, dovecot.port, 'poison');
    const good = async () =>
      (await kept(box)).filter((one) => one.state === 'message' && /^Mail 10/.test(one.subject)).length;
    await until('the good ones are messages', 60_000, async () => (await good()) === 100);
    const took = Date.now() - startedAt;
    report(context, {
      ...{ id: 'T-27', what: 'a box that begins with two mails that nothing can read' },
      ...{ counts: '100 good ones behind them', figures: `${Math.round(took / 1_000)} s` },
    });
  }, 120_000);

  test('T-30: a relay that takes nothing for an hour, then goes silent after it has it, gets one mail', async (context) => {
    const slow = await startRelay();
    const box = await openBox(owner, 'slow@fennick.example');
    await sendBy(owner, box, 2, slow.port);
    const conversationId = await posted(
      heed,
      box,
      mail({ ...head(2), To: box.address, 'Message-ID': '<hour@k.example>' }),
    );
    const stateOf = async () => (await owner.call(mailsOfConversation, { conversationId })).mails.at(-1)?.delivery;
    const overAt = Date.now() + aheadMs + 3_600_000;
    let refused = 0;
    slow.answers.push(451);
    await owner.call(reply, { conversationId, text: 'It does.' });
    while (Date.now() + aheadMs < overAt) {
      await until('it waits', 30_000, async () => slow.answers.length === 0 && (await stateOf())?.state === 'queued');
      refused++;
      expect((await stateOf())?.reason).toContain('does not take it now');
      slow.answers.push(451);
      // Longer than any pause between the tries of the first hour.
      aheadMs += 15 * 60_000;
    }
    slow.answers.length = 0;
    slow.answers.push('drop');
    aheadMs += 3_600_000;
    await slow.until(1);
    await until('it waits again', 30_000, async () => (await stateOf())?.state === 'queued');
    aheadMs += 3_600_000;
    await slow.until(2);
    await until('it was accepted', 30_000, async () => (await stateOf())?.state === 'accepted');
    expect(new Set(slow.taken.map((one) => one.seen.messageId)).size).toBe(1);
    expect((await owner.call(listMessages, { conversationId })).messages).toHaveLength(2);
    report(context, {
      ...{ id: 'T-30', what: '4xx for an hour, then gone between DATA and 250' },
      ...{ counts: `${refused} times refused, handed over twice`, figures: 'one Message-ID' },
    });
    await slow.stop();
  }, 180_000);

  test('a mail whose gateway says it twice at the same moment is one', async () => {
    const box = await openBox(owner, 'twice@fennick.example');
    const one = raw(20_000);
    const all = await Promise.all(Array.from({ length: 8 }, () => post(heed, box, one)));
    expect(new Set(all.map((each) => each.mailId)).size).toBe(1);
    expect((await settled(heed, all[0]?.mailId ?? '')).state).toBe('message');
  });
});

/** An archive of these entries, packed already, with whatever size they are to claim. */
function zip(entries: [name: string, packed: Buffer, size: number][]): Buffer {
  const pieces: Buffer[] = [];
  const names: Buffer[] = [];
  let at = 0;
  for (const [name, packed, size] of entries) {
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(crc32(packed), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(size, 18);
    shared.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    names.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), shared, place, Buffer.from(name)]));
    pieces.push(local);
    at += local.length;
  }
  const list = Buffer.concat(names);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Math.min(entries.length, 65_535), 8);
  end.writeUInt16LE(Math.min(entries.length, 65_535), 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, list, end]);
}
