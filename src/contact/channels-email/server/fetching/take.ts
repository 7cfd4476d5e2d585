import { Readable } from 'node:stream';
import type { ImapFlow } from 'imapflow';
import { Problem } from '#kernel/server/problem.ts';
import { mostRawBytes } from '../../contract-words.ts';
import { storeRaw } from '../arriving/store.ts';
import { countTry, type FolderRecord, type Held, HeldElsewhere, noteMail, passMail, triesAmong } from './rows.ts';

/** Asked for at once; of those, small mails come with one answer, up to so many bytes, and others in pieces. */
const atOnce = 50;
const smallBytes = 256 * 1024;
const groupBytes = 4 * 1024 * 1024;
const pieceBytes = 256 * 1024;
const headBytes = 1024 * 1024;
/** After so many tries the others go on without it; the comparison tries it again each hour. */
const mostTries = 3;

interface Told {
  size: number;
  receivedAt: Date | undefined;
}
interface Taking {
  held: Held;
  client: ImapFlow;
  folder: FolderRecord;
  told: Map<number, Told>;
}

/**
 * Takes mails up in the order of their numbers, each kept raw and noted in one commit: whatever breaks off, what was noted
 * is there and the rest comes with the next try. One that cannot be fetched holds none of the others.
 */
export async function takeMails(
  held: Held,
  client: ImapFlow,
  folder: FolderRecord,
  uids: readonly number[],
  { again = false } = {},
): Promise<void> {
  for (let at = 0; at < uids.length; at += atOnce) {
    const slice = uids.slice(at, at + atOnce);
    const tries = await triesAmong(held, folder, slice);
    const taking = { held, client, folder, told: await tellOf(client, slice) };
    let group: number[] = [];
    let bytes = 0;
    const flush = async () => {
      if (group.length > 0) await takeGroup(taking, group);
      [group, bytes] = [[], 0];
    };
    for (const uid of slice) {
      const told = taking.told.get(uid);
      const tried = tries.get(uid) ?? 0;
      if (told && tried === 0 && told.size <= smallBytes) {
        group.push(uid);
        bytes += told.size;
        if (bytes > groupBytes) await flush();
        continue;
      }
      await flush();
      if (!told || (tried >= mostTries && !again)) await passMail(held, folder, uid, !told);
      else await takeOne(taking, uid, told);
    }
    await flush();
  }
}

async function tellOf(client: ImapFlow, uids: readonly number[]): Promise<Map<number, Told>> {
  const told = new Map<number, Told>();
  const query = { uid: true, size: true, internalDate: true };
  for await (const { uid, size = 0, internalDate } of client.fetch(uids.join(','), query, { uid: true })) {
    const at = internalDate === undefined ? undefined : new Date(internalDate);
    told.set(uid, { size, receivedAt: at && !Number.isNaN(at.getTime()) ? at : undefined });
  }
  return told;
}

async function takeGroup(taking: Taking, group: readonly number[]): Promise<void> {
  const left = new Set(group);
  try {
    const query = { uid: true, source: true };
    for await (const { uid, source } of taking.client.fetch(group.join(','), query, { uid: true })) {
      if (!source || source.length === 0 || !left.has(uid)) continue;
      await keep(taking, uid, Readable.from([source]));
      left.delete(uid);
    }
  } catch (error) {
    if (isOurs(error)) throw error;
    const [first] = left;
    if (!taking.client.usable && first !== undefined) await countTry(taking.held, taking.folder, first);
    if (!taking.client.usable) throw error;
  }
  for (const uid of left) await takeOne(taking, uid, taking.told.get(uid));
}

async function takeOne(taking: Taking, uid: number, told: Told | undefined): Promise<void> {
  const { held, client, folder } = taking;
  try {
    if (told && told.size > mostRawBytes) await keepHead(taking, uid);
    else await keepWhole(taking, uid);
  } catch (error) {
    if (isOurs(error)) throw error;
    if (client.usable) return passMail(held, folder, uid, false);
    await countTry(held, folder, uid);
    throw error;
  }
}

async function keepWhole(taking: Taking, uid: number): Promise<void> {
  const { content } = await taking.client.download(String(uid), undefined, { uid: true, chunkSize: pieceBytes });
  if (!content) return passMail(taking.held, taking.folder, uid, true);
  try {
    await keep(taking, uid, content);
  } catch (error) {
    content.destroy();
    if (!(error instanceof Problem) || error.code !== 'file.too_large') throw error;
    await keepHead(taking, uid);
  }
}

/** Of a mail that is larger than any that is kept, its head is, and somebody has to look at it; the rest stays there. */
async function keepHead(taking: Taking, uid: number): Promise<void> {
  const found = await taking.client.fetchOne(String(uid), { headers: true }, { uid: true });
  const head = found ? found.headers?.subarray(0, headBytes) : undefined;
  if (!head || head.length === 0) return passMail(taking.held, taking.folder, uid, false);
  await keep(taking, uid, Readable.from([head]), true);
}

async function keep({ held, folder, told }: Taking, uid: number, source: Readable, isTooLarge = false): Promise<void> {
  const { kernel, workspaceId, box } = held;
  const arrival = { workspaceId, mailboxId: box.id, via: 'imap' as const, receivedAt: told.get(uid)?.receivedAt };
  const noting = { isTooLarge, noting: noteAs(held, folder, uid) };
  await storeRaw(kernel, { ...arrival, ...noting }, source);
}

const noteAs =
  (held: Held, folder: FolderRecord, uid: number): NonNullable<Parameters<typeof storeRaw>[1]['noting']> =>
  (ctx, mailId) =>
    noteMail(ctx, held, folder, uid, mailId);

/** Whether something of ours failed: then the mail is not to blame, and is fetched again. */
function isOurs(error: unknown): boolean {
  const isOfMail = error instanceof Problem && ['file.empty', 'file.too_large', 'input.too_slow'].includes(error.code);
  return error instanceof HeldElsewhere || (error instanceof Problem && !isOfMail);
}
