import { connect, type Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getConversation, listMessages } from '#contact/conversations/contract.ts';
import { switchWorkspace } from '#foundation/people/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { listMailboxes } from '../contract.ts';
import { mail, openBox, settled } from '../test/post.ts';

let heed: TestHeed;
let owner: Client;
let port: number;

beforeAll(async () => {
  heed = await startTestHeed({ environment: { HEED_SMTP_PORT: '0' } });
  ({ owner } = await heed.setUp());
  await openBox(owner, 'support@fennick.example');
  const { smtpPort } = await owner.call(listMailboxes, {});
  port = smtpPort ?? 0;
});
afterAll(() => heed.stop());

let count = 0;
const fresh = (text?: string) => {
  const id = `<s${++count}@kim.example>`;
  return mail(
    { From: 'Kim <kim@kim.example>', To: 'support@fennick.example', Subject: 'By SMTP', 'Message-ID': id },
    text,
  );
};
function send(to: string | string[], raw: string) {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  return transport.sendMail({ envelope: { from: 'kim@kim.example', to }, raw }).finally(() => transport.close());
}
const rows = (workspaceId: string) =>
  asOwner<{ id: string; via: string; envelope: { from: string } }>(
    heed.ownerUrl,
    'SELECT id, via, envelope FROM mail WHERE workspace_id = $1 ORDER BY arrived_at',
    [workspaceId],
  );

/** A conversation with the server, command by command. */
async function speak(): Promise<{ say(line: string): Promise<string>; socket: Socket }> {
  const socket = connect(port, '127.0.0.1');
  const next = () => new Promise<string>((heard) => socket.once('data', (data) => heard(data.toString())));
  await next();
  return {
    socket,
    say: (line) => {
      const heard = next();
      socket.write(line);
      return heard;
    },
  };
}

describe('mail by SMTP', () => {
  it('becomes a conversation; the same mail to a plus-address too', async () => {
    await send(['support@fennick.example', 'Support+anything@Fennick.example'], fresh('Dots:\n.\n..\nend'));
    const [workspace] = await asOwner<{ id: string }>(heed.ownerUrl, "SELECT id FROM workspace WHERE kind = 'live'");
    const [row, ...more] = await rows(workspace?.id ?? '');
    expect([row?.via, row?.envelope.from, more]).toEqual(['smtp', 'kim@kim.example', []]);
    const { conversation_id: conversationId } = await settled(heed, row?.id ?? '');
    expect(await owner.call(getConversation, { conversationId: conversationId ?? '' })).toMatchObject({
      subject: 'By SMTP',
    });
    const { messages } = await owner.call(listMessages, { conversationId: conversationId ?? '' });
    expect(messages[0]?.text).toBe('Dots:\n.\n..\nend');
  });

  it('is taken for addresses of this installation alone, each in its workspace', async () => {
    await expect(send('nobody@fennick.example', fresh())).rejects.toMatchObject({ responseCode: 550 });
    await expect(send('someone@elsewhere.example', fresh())).rejects.toMatchObject({ responseCode: 550 });
    const workspaces = await asOwner<{ id: string }>(heed.ownerUrl, "SELECT id FROM workspace WHERE kind = 'practice'");
    const practice = workspaces[0]?.id ?? '';
    await owner.call(switchWorkspace, { workspaceId: practice });
    await openBox(owner, 'practice@fennick.example');
    const { mailboxes } = await owner.call(listMailboxes, {});
    expect(mailboxes.map((one) => one.address)).toEqual(['practice@fennick.example']);
    await send(['support@fennick.example', 'practice@fennick.example'], fresh('To both.'));
    expect(await rows(practice)).toHaveLength(1);
  });

  it('is not taken when it breaks off before its end', async () => {
    const before = await asOwner(heed.ownerUrl, 'SELECT id FROM mail');
    const { say, socket } = await speak();
    for (const line of [
      'EHLO kim.example\r\n',
      'MAIL FROM:<kim@kim.example>\r\n',
      'RCPT TO:<support@fennick.example>\r\n',
    ])
      expect(await say(line)).toMatch(/^250/);
    expect(await say('DATA\r\n')).toMatch(/^354/);
    socket.write('From: kim@kim.example\r\n\r\nHalf a ma');
    await new Promise((done) => setTimeout(done, 100));
    socket.destroy();
    await new Promise((done) => setTimeout(done, 300));
    expect(await asOwner(heed.ownerUrl, 'SELECT id FROM mail')).toHaveLength(before.length);
  });

  it('is told to come again while the database does not let it be kept, and is there once afterwards', async () => {
    const raw = fresh('While the database hangs.');
    const blocker = new pg.Client({ connectionString: heed.ownerUrl });
    await blocker.connect();
    await blocker.query('BEGIN; LOCK TABLE mail IN ACCESS EXCLUSIVE MODE');
    await expect(send('support@fennick.example', raw)).rejects.toMatchObject({ responseCode: 451 });
    await blocker.query('ROLLBACK');
    await blocker.end();
    await send('support@fennick.example', raw);
    await send('support@fennick.example', raw);
    const kept = await asOwner<{ count: number }>(
      heed.ownerUrl,
      'SELECT count(*)::int AS count FROM mail WHERE sha256 = sha256($1::bytea)',
      [Buffer.from(raw)],
    );
    expect(kept[0]?.count).toBe(1);
  });
});
