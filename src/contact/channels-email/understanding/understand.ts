import { type Body, htmlOf, readBody } from './body.ts';
import { renderLines, textOf } from './html/render.ts';
import { sanitisedHtml } from './html/sanitise.ts';
import { readHtml } from './html/tree.ts';
import { isAutoReply, kindOf, mayBeAnswered } from './kinds/automatic.ts';
import { bounceOf } from './kinds/bounce.ts';
import { mailLimits, Reached } from './limits.ts';
import { readAddresses } from './mime/addresses.ts';
import type { Head } from './mime/head.ts';
import { type Part, readPart } from './mime/part.ts';
import { replyOfHtml, replyOfText } from './reply/reply.ts';
import type { MailAddress, Understood } from './understood.ts';

/**
 * Everything Heed understands of a raw mail. Pure, and never throws for what a mail holds. Whoever reads mails of
 * strangers calls `understandMail` (reader.ts) instead, which does this in a thread with a limit of time and memory.
 */
export function understand(raw: Uint8Array): Understood {
  const reached = new Reached();
  const whole = withLines(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength));
  if (whole.length > mailLimits.rawBytes) reached.note('raw_size');
  const root = readPart(whole.subarray(0, mailLimits.rawBytes), reached);
  const { head } = root;
  head.hint ??= charsetOf(root);
  const body = readBody(root, reached);
  const words = readWords(body);
  const from = senderOf(head);
  const subject = head.text('subject');
  const bounce = bounceOf({ head, subject, from, root, reports: body.reports, text: words.text });
  const kind = bounce ? 'bounce' : kindOf(head, subject, root, body.reports);
  return {
    from,
    replyTo: readAddresses(head.raw('reply-to')),
    to: head.rawAll('to').flatMap(readAddresses),
    cc: head.rawAll('cc').flatMap(readAddresses),
    subject,
    date: dateOf(head.raw('date')),
    messageId: ids(head.raw('message-id'))[0] ?? null,
    inReplyTo: ids(head.raw('in-reply-to'))[0] ?? null,
    references: ids(head.raw('references')),
    ...words,
    attachments: body.files,
    kind,
    isAutoReply: isAutoReply(head, kind),
    isBounce: bounce !== null,
    bounce,
    mayBeAnswered: mayBeAnswered(head, kind, from.address),
    limits: [...reached.all],
  };
}

/** Old programs end lines with a carriage return alone. */
function withLines(raw: Buffer): Buffer {
  if (raw.includes(0x0a) || !raw.includes(0x0d)) return raw;
  return Buffer.from(raw.map((byte) => (byte === 0x0d ? 0x0a : byte)));
}

/** The character set of the first text that names one. */
function charsetOf(part: Part): string | undefined {
  return part.charset ?? part.parts.map(charsetOf).find((one) => one !== undefined);
}

function senderOf(head: Head): MailAddress {
  for (const name of ['from', 'sender', 'reply-to', 'return-path', 'x-sender']) {
    const known = readAddresses(head.raw(name)).find(({ address }) => address !== '');
    if (known) return known;
  }
  return readAddresses(head.raw('from'))[0] ?? { name: '', address: '' };
}

function ids(text: string): string[] {
  const found = text.match(/<[^<>\s]{1,990}>/g);
  if (found) return [...new Set(found)];
  // Without brackets, as some programs write them.
  return /^[^\s<>]{1,990}@[^\s<>]{1,500}$/.test(text) ? [`<${text}>`] : [];
}

function dateOf(text: string): string | null {
  const time = Date.parse(text.replace(/\([^)]*\)/g, '').trim());
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

type Words = Pick<Understood, 'text' | 'visibleReply' | 'html' | 'visibleHtml'>;

/** The body as text and as HTML, and of both what the writer wrote now. */
function readWords({ blocks }: Body): Words {
  const hasHtml = blocks.some((block) => block.html !== undefined);
  const hasPlain = blocks.some((block) => (block.plain ?? '').trim() !== '');
  if (!hasHtml) {
    const text = blocks
      .map((block) => (block.plain ?? '').trim())
      .filter((one) => one !== '')
      .join('\n\n');
    return { text, visibleReply: replyOfText(text).text || text, html: null, visibleHtml: null };
  }
  const source = blocks.map(htmlOf).join('\n');
  const tree = readHtml(source);
  const lines = renderLines(tree);
  const isAll = blocks.every((block) => block.html !== undefined);
  const text = hasPlain ? textOfBlocks(blocks) : textOf(lines);
  const html = sanitisedHtml(tree);
  const rich = replyOfHtml(lines);
  const visibleHtml = rich.hides ? sanitisedHtml(tree) : null;
  const plain = hasPlain && isAll && blocks.some((block) => block.plain !== undefined) ? replyOfText(text) : undefined;
  // The text's own form is preferred; where it shows no history and the HTML does, the HTML knows better.
  const reply = plain && (plain.hidesHistory || !rich.hidesHistory) ? plain.text : rich.text;
  return { text, visibleReply: reply || text, html, visibleHtml };
}

function textOfBlocks(blocks: Body['blocks']): string {
  return blocks
    .map((block) =>
      (block.plain ?? '').trim() !== '' ? (block.plain ?? '').trim() : textOf(renderLines(readHtml(block.html ?? ''))),
    )
    .filter((one) => one !== '')
    .join('\n\n');
}
