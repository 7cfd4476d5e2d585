import { refuse } from '../server/problem.ts';

/** A file as a form brought it. */
export interface SentFile {
  field: string;
  name: string;
  content: Uint8Array;
}

/** A form as a browser sends it, without any script. */
export interface SentForm {
  /** The first value of a field, with plain line ends; empty where there is none. */
  one(field: string): string;
  all(field: string): string[];
  files: SentFile[];
}

const tidy = (text: string) => text.replaceAll('\r\n', '\n').replaceAll('\0', '');

/**
 * Reads a form, with or without files. Its length must be announced, so that what is too large is refused unread.
 * @throws Problem input.too_large, input.invalid
 */
export async function readSentForm(request: Request, mostBytes: number): Promise<SentForm> {
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!(length <= mostBytes)) {
    const megabytes = Math.floor(mostBytes / 1_000_000);
    refuse('input.too_large', `All of it together may hold ${megabytes} MB. Send fewer or smaller files.`);
  }
  const data = await request.formData().catch(() => refuse('input.invalid', 'Send the form as its page has it.'));
  const texts = (field: string) => data.getAll(field).filter((value) => typeof value === 'string');
  const files: SentFile[] = [];
  for (const [field, value] of data.entries()) {
    if (typeof value === 'string' || (value.size === 0 && value.name === '')) continue;
    files.push({ field, name: value.name, content: new Uint8Array(await value.arrayBuffer()) });
  }
  return { one: (field) => tidy(texts(field)[0] ?? ''), all: (field) => texts(field).map(tidy), files };
}
