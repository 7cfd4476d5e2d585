import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectMails } from '../cli.ts';
import { type MailReader, openMailReader } from './reader.ts';
import { understand } from './understand.ts';

const mail = (subject: string, body = 'Hello') =>
  Buffer.from(`From: Grete Holm <grete@holm.example>\r\nSubject: ${subject}\r\n\r\n${body}`);
const withFile = Buffer.from(
  'From: a@b.example\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==',
);

let folder = '';
let file = '';
const readers: MailReader[] = [];

const open = (...given: Parameters<typeof openMailReader>) => {
  const reader = openMailReader(...given);
  readers.push(reader);
  return reader;
};

/** A thread that does what is said with every mail whose subject is "bad". */
const threadThat = (does: string) => {
  const path = join(folder, `${readers.length}.mjs`);
  const good = `parentPort.postMessage({ subject: 'good' })`;
  writeFileSync(
    path,
    `import { parentPort } from 'node:worker_threads';
     parentPort.on('message', (raw) => { if (Buffer.from(raw).includes('bad')) { ${does} } else ${good}; });`,
  );
  return path;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'heed-mail-'));
  // Inside the project, so that the packages it uses are found.
  file = fileURLToPath(new URL('../../../../.cache/test/mail-thread.mjs', import.meta.url));
  await build({
    entryPoints: [fileURLToPath(new URL('./thread.ts', import.meta.url))],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
});

afterAll(async () => {
  for (const reader of readers) await reader.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a mail read in a thread', () => {
  it('is understood as it is without one, with what came with it', async () => {
    const seen = await open(file).understand(withFile);
    const { attachments, ...rest } = understand(withFile);
    expect(seen).toMatchObject(rest);
    expect(Buffer.from(seen.attachments[0]?.content ?? [])).toEqual(Buffer.from(attachments[0]?.content ?? []));
  });

  it('comes back in the order in which it was given, and is left as it was', async () => {
    const reader = open(file);
    const raws = ['one', 'two', 'three'].map((subject) => mail(subject));
    const before = Buffer.concat(raws);
    const seen = await Promise.all(raws.map((raw) => reader.understand(raw)));
    expect(seen.map(({ subject }) => subject)).toEqual(['one', 'two', 'three']);
    expect(Buffer.concat(raws)).toEqual(before);
  });

  it('that takes too long gives its outline, and the next one is read', async () => {
    const reader = open(threadThat('for (;;);'), { threadMs: 1_500, threadMb: 64 });
    const [bad, good] = await Promise.all([reader.understand(mail('bad')), reader.understand(mail('fine'))]);
    expect(bad).toMatchObject({ from: { name: 'Grete Holm' }, subject: 'bad', limits: ['time'], mayBeAnswered: false });
    expect(good.subject).toBe('good');
  });

  it('that takes too much memory gives its outline, and the next one is read', async () => {
    const reader = open(threadThat('const all = []; for (;;) all.push({ all: [1, 2, 3] });'), {
      threadMs: 20_000,
      threadMb: 16,
    });
    expect(await reader.understand(mail('bad'))).toMatchObject({ subject: 'bad', limits: ['memory'] });
    expect((await reader.understand(mail('fine'))).subject).toBe('good');
  });

  it('for which Heed has a fault gives its outline, and the next one is read', async () => {
    const reader = open(threadThat(`throw new Error('a fault');`), { threadMs: 20_000, threadMb: 64 });
    expect(await reader.understand(mail('bad'))).toMatchObject({ subject: 'bad', limits: ['failed'] });
    expect((await reader.understand(mail('fine'))).subject).toBe('good');
  });
});

describe('heed mail inspect', () => {
  const inspect = async (path: string, isJson: boolean) => {
    const written: string[] = [];
    const code = await inspectMails(path, isJson, open(file), async (line) => written.push(line) > 0);
    return { code, written };
  };

  it('tells of every file in the order of names, whatever it holds', async () => {
    const mails = mkdtempSync(join(folder, 'mails-'));
    writeFileSync(join(mails, 'b.eml'), withFile);
    writeFileSync(
      join(mails, 'a.eml'),
      mail('First', 'Yes.\r\n\r\nOn Mon, Apr 4, 2022 at 10:12 AM Shop <s@shop.example> wrote:\r\n> ?'),
    );
    writeFileSync(join(mails, 'c.bin'), Buffer.from([0, 255, 254, 10, 13, 0]));
    const { code, written } = await inspect(mails, true);
    const lines = written.map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(lines.map((line) => line.file)).toEqual(['a.eml', 'b.eml', 'c.bin']);
    expect(lines[0]).toMatchObject({
      from: { address: 'grete@holm.example' },
      subject: 'First',
      visibleReply: 'Yes.',
      html: null,
    });
    expect(lines[0].text).toContain('wrote:');
    expect(lines[1]).toMatchObject({
      attachments: [{ name: 'a.pdf', type: 'application/pdf', size: 4 }],
      isBounce: false,
      bounce: null,
    });
    expect((await inspect(join(mails, 'a.eml'), false)).written[0]).toMatch(
      /from +Grete Holm <grete@holm\.example>.*\| Yes\./s,
    );
  });

  it('says what it would take when there is nothing at the path', async () => {
    await expect(inspect(join(folder, 'nothing'), true)).rejects.toThrow(
      /Name a file that holds a raw mail, or a folder/,
    );
  });
});
