import { escaped } from './html/tree.ts';
import { mailLimits, type Reached } from './limits.ts';
import { decodeBytes } from './mime/charset.ts';
import { joinFlowed } from './mime/flowed.ts';
import { readHead } from './mime/head.ts';
import { cleanName, nameByType } from './mime/names.ts';
import type { Part } from './mime/part.ts';
import { readTnef } from './mime/tnef.ts';
import { takeUuencoded } from './mime/transfer.ts';
import type { MailFile } from './understood.ts';

/** A stretch of the body, in one form or in two that say the same. */
export interface Block {
  plain?: string;
  html?: string;
}

export interface Body {
  blocks: Block[];
  files: MailFile[];
  /** Parts that say what kind of mail it is, of this mail only and not of those attached to it. */
  reports: Part[];
}

/** Sorts the parts of a mail into what is read and what is attached. */
export function readBody(root: Part, reached: Reached): Body {
  const body: Body = { blocks: [], files: [], reports: [] };
  body.blocks = collect(root, body, reached, 'root');
  return body;
}

type Place = 'root' | 'first' | 'later' | 'related';

function collect(part: Part, body: Body, reached: Reached, place: Place): Block[] {
  if (part.parts.length === 0) return leaf(part, body, reached, place);
  if (part.type === 'multipart/alternative') {
    return alternative(part.parts.map((one) => collect(one, body, reached, 'first')));
  }
  const isRelated = part.type === 'multipart/related';
  const blocks: Block[] = [];
  for (const one of part.parts) {
    const where = blocks.length === 0 ? 'first' : isRelated ? 'related' : 'later';
    blocks.push(...collect(one, body, reached, where));
  }
  return blocks;
}

/** Of several forms of the same, the last of each kind that says anything. */
function alternative(forms: Block[][]): Block[] {
  const says = (text: string | undefined) => text !== undefined && text.trim() !== '';
  const plain = forms.findLast(
    (blocks) => blocks.some((block) => says(block.plain)) && blocks.every((block) => block.html === undefined),
  );
  const html = forms.findLast((blocks) => blocks.some((block) => says(block.html)));
  if (!html) return plain ?? forms.at(-1) ?? [];
  if (!plain) return html;
  return [{ plain: plain.map((block) => block.plain ?? '').join('\n'), html: html.map(htmlOf).join('\n') }];
}

function leaf(part: Part, body: Body, reached: Reached, place: Place): Block[] {
  if (
    /^message\/(?:global-)?(?:delivery-status|disposition-notification|feedback-report)$|^text\/(?:rfc822-headers|calendar)$/.test(
      part.type,
    )
  ) {
    body.reports.push(part);
  }
  if (part.type === 'message/rfc822' || part.type === 'message/global') body.reports.push(part);
  if (!isRead(part, place)) {
    attach(part, body, reached);
    return [];
  }
  const text = decodeBytes(
    part.content(),
    part.charset ?? (part.type === 'text/html' ? charsetIn(part.content()) : undefined),
  );
  const isHtml = part.type === 'text/html';
  const lines = limited(text, isHtml ? 'html_length' : 'text_length', reached)
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n');
  if (isHtml) return [{ html: lines }];
  const isFlowed = /^flowed$/i.test(part.params.get('format') ?? '');
  const whole = isFlowed ? joinFlowed(lines, /^yes$/i.test(part.params.get('delsp') ?? '')) : lines;
  const { text: words, files } = takeUuencoded(whole);
  for (const { name, content } of files) body.files.push(fileOf(cleanName(name), 'application/octet-stream', content));
  return [{ plain: words }];
}

/** Text without a name is read; with a name it is a file, unless it is all there is. */
function isRead(part: Part, place: Place): boolean {
  if (part.type !== 'text/plain' && part.type !== 'text/html') return false;
  if (part.disposition === 'attachment') return false;
  if (place === 'root') return true;
  return place !== 'related' && (part.filename === '' || (place === 'first' && part.disposition === ''));
}

function attach(part: Part, body: Body, reached: Reached): void {
  const content = part.content();
  if (part.type === 'text/x-amp-html' || (part.parts.length === 0 && part.type.startsWith('multipart/'))) return;
  if (/^application\/(?:vnd\.)?ms-tnef$/.test(part.type) || /^winmail\.dat$/i.test(part.filename)) {
    const inside = readTnef(content);
    for (const { name, content: bytes } of inside) {
      body.files.push(fileOf(cleanName(name) || 'attachment.bin', 'application/octet-stream', bytes));
    }
    if (inside.length > 0) return;
  }
  const isMail = part.type === 'message/rfc822' || part.type === 'message/global';
  const subject = isMail ? readHead(content, reached).head.text('subject') : undefined;
  const file = fileOf(cleanName(part.filename) || nameByType(part.type, subject), part.type, content);
  const isInline = part.contentId !== null && part.disposition !== 'attachment' && part.type.startsWith('image/');
  body.files.push({ ...file, contentId: part.contentId, isInline });
}

function fileOf(name: string, type: string, content: Uint8Array): MailFile {
  return { name, type, size: content.length, contentId: null, isInline: false, content };
}

function limited(text: string, limit: 'html_length' | 'text_length', reached: Reached): string {
  const most = limit === 'html_length' ? mailLimits.htmlChars : mailLimits.textChars;
  if (text.length <= most) return text;
  reached.note(limit);
  return text.slice(0, most);
}

function charsetIn(bytes: Buffer): string | undefined {
  return /<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?([\w-]{1,40})/i.exec(bytes.toString('latin1', 0, 4_096))?.[1];
}

/** A block as HTML. */
export function htmlOf(block: Block): string {
  if (block.html !== undefined) return block.html;
  const paragraphs = (block.plain ?? '').trim().split(/\n{2,}/);
  return paragraphs.map((one) => `<p>${escaped(one).replaceAll('\n', '<br>')}</p>`).join('\n');
}
