import { open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { Problem } from '#kernel/server/problem.ts';
import { type FileKind, kindOf } from './kinds.ts';

/** Signatures stand in the first bytes; more is not looked at, so that no file costs more than another. */
const headBytes = 65_536;

/**
 * What a file is, by its content alone: neither its name nor what the sender says counts.
 * @throws Problem file.kind_refused, saying what it seems to be
 */
export async function recognise(path: string): Promise<FileKind> {
  const head = await headOf(path);
  if (isActive(head) || isTestVirus(head)) return refuseKind('a web page, a drawing with script or a program');
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  if (!found) return isText(head) ? demandKind('text/plain') : refuseKind('of no kind that is known');
  return demandKind(found.mime);
}

function demandKind(type: string): FileKind {
  return kindOf(type) ?? refuseKind(type);
}

function refuseKind(seems: string): never {
  throw new Problem(
    'file.kind_refused',
    `It seems to be ${seems}. Pictures, PDF, text, office documents, sound, video and ZIP archives are accepted.`,
  );
}

async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

// What a browser would take for a page when nobody tells it what it is (WHATWG MIME Sniffing, §7.1), and SVG.
const pageBegins =
  /^(?:<\?xml[^>]*>|<!--[\s\S]*?-->|\s)*<(?:!doctype\s+(?:html|svg)|html|head|body|script|iframe|svg|xsl:|style|title|object|embed|frameset|base|meta|link|table|div|font|a|br|b|p|h1)[\s/>:]/i;
const scriptInside = /<(?:!doctype\s+html|html|script|svg|iframe|body)[\s/>]/i;
/** So far a browser looks for a page. */
const lookedAt = 4_096;

/**
 * Whether a page or a script is in its beginning: always in a text that begins as one, and in a PDF that also is a page.
 * Pictures need no such look, they are encoded anew.
 */
function isActive(head: Buffer): boolean {
  const start = head
    .subarray(0, lookedAt)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '');
  const wide = wideText(head);
  if (wide !== undefined) return pageBegins.test(wide);
  if (pageBegins.test(start)) return true;
  const isPdf = start.startsWith('%PDF-');
  return isPdf && scriptInside.test(start);
}

/** The beginning of a text in UTF-16, which says so by its first two bytes. */
function wideText(head: Buffer): string | undefined {
  const isLittle = head[0] === 0xff && head[1] === 0xfe;
  const isBig = head[0] === 0xfe && head[1] === 0xff;
  if (!isLittle && !isBig) return undefined;
  return new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be').decode(head.subarray(2, lookedAt));
}

// The harmless file with which scanners are tried (EICAR). Heed has no scanner; it is refused so that nobody who tries
// with it finds it passed on.
const testVirus = `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${'EICAR'}-STANDARD-ANTIVIRUS-TEST-FILE!`;
const isTestVirus = (head: Buffer) => head.subarray(0, 128).toString('latin1').includes(testVirus);

/** Readable as UTF-8 or, by its mark, UTF-16; without signs that only other files hold. */
function isText(head: Buffer): boolean {
  if (wideText(head) !== undefined) return true;
  // The last sign may be cut through by the end of what is looked at.
  const text = new TextDecoder('utf-8').decode(head.subarray(0, head.length - (head.length === headBytes ? 4 : 0)));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what texts do not hold
  return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/.test(text);
}
