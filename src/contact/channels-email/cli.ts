import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CliPlainCommand } from '#kernel/cli/cli.ts';
import { type MailReader, openMailReader } from './understanding/reader.ts';
import type { MailAddress, Understood } from './understanding/understood.ts';

const usage = `heed mail inspect FILE|DIR [--json]

Shows what Heed understands of raw mails (.eml): who wrote to whom, what they wrote now, what came with it, and whether it
is an automatic mail or a bounce. A folder is read with the folders in it, in the order of names. Needs no database and
changes nothing.

--json prints one JSON object a line: file, from, to, cc, subject, messageId, inReplyTo, references, text, visibleReply,
html, attachments, isAutoReply, isBounce, bounce; and kind, mayBeAnswered, limits.
`;

/** What a line tells of one mail. */
interface Inspected {
  file: string;
  understood?: Understood;
  error?: string;
}

/**
 * Prints what Heed understands of each mail, in the order of file names. Resolves with 0, with 1 when a file could not be
 * read (its line says why), or with 2 when nothing was named. Rejects when there is no such file or folder.
 */
async function inspect(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  const [path] = positionals;
  if (values.help || path === undefined || positionals.length > 1) {
    (values.help ? process.stdout : process.stderr).write(usage);
    return values.help ? 0 : 2;
  }
  const reader = openMailReader();
  try {
    return await inspectMails(path, values.json === true, reader, toOutput);
  } finally {
    await reader.close();
  }
}

/** Writes what is understood of each mail below `path`; stops when `write` says that nobody reads any more. */
export async function inspectMails(
  path: string,
  isJson: boolean,
  reader: Pick<MailReader, 'understand'>,
  write: (text: string) => Promise<boolean>,
): Promise<number> {
  let code = 0;
  for (const { name, at } of await filesAt(path)) {
    const seen = await readOne(name, at, reader.understand);
    if (seen.error !== undefined) code = 1;
    if (!(await write(isJson ? `${JSON.stringify(lineOf(seen))}\n` : `${summaryOf(seen)}\n`))) break;
  }
  return code;
}

async function filesAt(path: string): Promise<{ name: string; at: string }[]> {
  const found = await stat(path).catch((error: unknown) => {
    throw new Error(
      `${path} cannot be read (${wordsOf(error)}). Name a file that holds a raw mail, or a folder of them.`,
    );
  });
  if (!found.isDirectory()) return [{ name: path, at: path }];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((at) => ({ name: at.slice(join(path, '/').length), at }));
}

async function readOne(
  file: string,
  at: string,
  understand: (raw: Uint8Array) => Promise<Understood>,
): Promise<Inspected> {
  try {
    return { file, understood: await understand(await readFile(at)) };
  } catch (error) {
    return { file, error: wordsOf(error) };
  }
}

function lineOf({ file, understood, error }: Inspected): object {
  if (!understood) return { file, error };
  const { from, to, cc, subject, messageId, inReplyTo, references, text, visibleReply, html } = understood;
  const { attachments, isAutoReply, isBounce, bounce, kind, mayBeAnswered, limits } = understood;
  const files = attachments.map(({ name, type, size }) => ({ name, type, size }));
  const head = { file, from, to, cc, subject, messageId, inReplyTo, references };
  const told = bounce && { recipient: bounce.recipient, status: bounce.status, permanent: bounce.permanent };
  const what = { isAutoReply, isBounce, bounce: told, kind, mayBeAnswered, limits };
  return { ...head, text, visibleReply, html, attachments: files, ...what };
}

function summaryOf({ file, understood, error }: Inspected): string {
  if (!understood) return `${file}\n  cannot be read: ${error}\n`;
  const { from, to, cc, subject, kind, bounce, attachments, visibleReply, text, mayBeAnswered, limits } = understood;
  const hidden = text.length - visibleReply.length;
  const rows: [string, string][] = [
    ['from', shown([from])],
    ['to', shown([...to, ...cc])],
    ['subject', subject],
    ['kind', `${kind}${mayBeAnswered ? '' : ', never answered by an automatic mail'}`],
    [
      'bounce',
      bounce
        ? `${bounce.recipient || 'nobody named'}, ${bounce.status}, ${bounce.permanent ? 'for good' : 'for now'}`
        : '',
    ],
    ['files', attachments.map(({ name, type, size }) => `${name} (${type}, ${size} bytes)`).join(', ')],
    ['limits', limits.join(', ')],
    ['folded', hidden > 0 ? `${hidden} of ${text.length} signs of the text` : ''],
  ];
  const lines = rows.filter(([, words]) => words !== '').map(([name, words]) => `  ${name.padEnd(8)} ${words}`);
  const words = visibleReply.split('\n').map((line) => `  | ${line}`);
  return [file, ...lines, ...words, ''].join('\n');
}

function shown(people: readonly MailAddress[]): string {
  const words = people.map(({ name, address }) => (name === '' ? address : `${name} <${address}>`));
  return words.length > 5 ? `${words.slice(0, 5).join(', ')} and ${words.length - 5} more` : words.join(', ');
}

/** Writes, and waits while the reader is slower. False once nobody reads any more, as with `head`. */
function toOutput(text: string): Promise<boolean> {
  return new Promise((resolve) => {
    process.stdout.write(text, (error) => resolve(!error));
  });
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export const mailCli: CliPlainCommand[] = [
  { name: 'inspect', help: 'FILE|DIR [--json]: what Heed understands of raw mails', runPlain: inspect },
];
