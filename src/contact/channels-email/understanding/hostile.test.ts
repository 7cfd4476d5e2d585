import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ownCorpus, readCorpus } from '../test/corpus.ts';
import { understand } from './understand.ts';

const size = 5 * 1024 * 1024;
const many = (sign: string) => sign.repeat(Math.ceil(size / sign.length)).slice(0, size);
const mail = (type: string, body: string) => `From: a@b.example\r\nSubject: x\r\nContent-Type: ${type}\r\n\r\n${body}`;
const text = (body: string) => mail('text/plain; charset=utf-8', body);
const html = (body: string) => mail('text/html; charset=utf-8', body);
const parts = (body: string) => mail('multipart/mixed; boundary=b', body);
const bounce = (body: string) => `From: MAILER-DAEMON@b.example\r\nSubject: Undelivered mail\r\n\r\n${body}`;

/** Five megabytes each, made to take time. */
const hostile: Record<string, string> = {
  'one endless line': text(many('a')),
  'beginnings of attributions': text(many('On Mon, Apr 4, 2022 at 10:12\n')),
  'attributions without end': text(many('On Mon, Apr 4, 2022 at 10:12 AM a@b.example wrote:\n')),
  'header blocks': text(many('From: a\nTo: b\nSent: c\nSo\n\n')),
  'quotation and answer in turn': text(many('> a\nb\n')),
  'files that never end': text(many('begin 644 a\n')),
  'elements within elements': html(many('<div>')),
  'tables within tables': html(many('<table><tr><td>')),
  'signs that open nothing': html(many('<')),
  'styles of many declarations': html(`<p style="${many('a:b;')}">`),
  'links within links': html(many('<a href="http://x.example/">')),
  'encoded words without end': `Subject: ${many('=?utf-8?q?a')}\r\n\r\nx`,
  'a header without end': `From: ${many('"\\')}\r\n\r\nx`,
  'nothing but headers': many('X-A: b\r\n'),
  'boundaries without parts': parts(many('--b\r\n\r\nx\r\n')),
  'messages within messages': many('Content-Type: message/rfc822\r\n\r\n'),
  'character sets that switch': mail('text/plain; charset=iso-2022-kr', many('\x0e\x0f')),
  'addresses that did not get it': bounce(many('<a@b.example>\n')),
  NUL: text(many('\0')),
};

describe('a mail that was made to do harm', () => {
  // The processor's time, so that a machine that is busy with other things does not count.
  it.each(Object.entries(hostile))('takes less than three seconds: %s', (_, raw) => {
    const before = process.cpuUsage();
    understand(Buffer.from(raw));
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(3_000);
  });

  it('T-26: has no more parts, depth and headers than are allowed, and says so', () => {
    const nested = Array.from(
      { length: 1_000 },
      (_, depth) => `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n`,
    );
    expect(understand(Buffer.from(`${nested.join('')}\r\nwords`)).limits).toEqual(['depth']);
    const wide = understand(Buffer.from(parts('--b\r\nContent-Type: image/png\r\n\r\nx\r\n'.repeat(1_000))));
    expect(wide.limits).toEqual(['parts']);
    expect(wide.attachments).toHaveLength(100);
    const long = understand(
      Buffer.from(`From: a@b.example\r\nX-Long: ${'x'.repeat(1024 * 1024)}\r\nSubject: x\r\n\r\nwords`),
    );
    expect(long).toMatchObject({ subject: 'x', text: 'words', limits: ['header_length'] });
    const tall = understand(Buffer.from(`From: a@b.example\r\n${'X-A: b\r\n'.repeat(10_000)}Subject: x\r\n\r\nwords`));
    expect(tall).toMatchObject({ from: { address: 'a@b.example' }, text: 'words', limits: ['header_lines'] });
  });

  it('of 50 MB is read as far as 35, and says so', () => {
    const { limits, subject } = understand(Buffer.from(text('words and words\n'.repeat((50 * 1024 * 1024) / 16))));
    expect(subject).toBe('x');
    expect(limits).toContain('raw_size');
  });
});

describe('a mail that was damaged on its way', () => {
  const cases = readCorpus(fileURLToPath(ownCorpus));

  it('is understood when its lines end in carriage returns alone', () => {
    const raw = Buffer.from('From: a@b.example\rSubject: Old\r\rHello\rthere');
    expect(understand(raw)).toMatchObject({ subject: 'Old', text: 'Hello\nthere' });
  });

  it('is understood when it was cut anywhere', () => {
    for (const { raw } of cases) {
      for (let share = 1; share < 8; share++) {
        const { text: words } = understand(raw.subarray(0, Math.floor((raw.length * share) / 8)));
        expect(words).not.toContain('\0');
      }
    }
  });

  it('is understood when bytes were changed', () => {
    let seed = 17;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return seed % below;
    };
    for (const { raw } of cases) {
      const damaged = Uint8Array.from(raw);
      for (let times = 0; times < 1 + raw.length / 40; times++) damaged[random(raw.length || 1)] = random(256);
      const { from, subject, attachments } = understand(damaged);
      expect(typeof from.address).toBe('string');
      expect(subject).not.toMatch(/[\r\n\0]/);
      for (const { name } of attachments) expect(name).not.toMatch(/[\r\n\0/\\]/);
    }
  });
});
