import type { ImapFlow } from 'imapflow';
import { compareFolder, pullFolder } from './folder.ts';
import { folderNamed, type Held, noteFolderProblem, noteSuccess, sayState } from './rows.ts';
import { Hindrance, openSession } from './session.ts';

/** Between two looks, whatever the server says of its own accord: shorter where it can tell of one folder only. */
const pauseMs = { watched: 300_000, others: 60_000 };
const comparesEveryMs = 3_600_000;

/**
 * Fetches a mailbox until it is told to stop or something hinders it: what is new in each of its folders, again and again,
 * at once for the first, of which the server tells by itself (IDLE). @throws whatever hindered
 */
export async function fetchMailbox(held: Held, signal: AbortSignal): Promise<void> {
  await sayState(held, 'fetching');
  const client = await openSession(held);
  const stop = () => client.close();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const news = newsOf(client);
  try {
    while (!signal.aborted) {
      news.forget();
      await eachFolder(held, (name) => pullFolder(held, client, name));
      await eachFolder(held, (name) => compareIfDue(held, client, name));
      await noteSuccess(held);
      await sayState(held, 'watching');
      await untilNews(held, client, news);
    }
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

/** One folder that is not there holds none of the others; when all are missing nothing works. */
async function eachFolder(held: Held, work: (name: string) => Promise<void>): Promise<void> {
  const names = held.box.imap_folders;
  const missing: string[] = [];
  for (const name of names) {
    try {
      await work(name);
    } catch (error) {
      if (!(error instanceof Hindrance) || error.problem !== 'folder') throw error;
      missing.push(name);
      await noteFolderProblem(held, name, 'folder');
    }
  }
  if (missing.length === names.length) throw new Hindrance('folder', missing.join(', '));
}

async function compareIfDue(held: Held, client: ImapFlow, name: string): Promise<void> {
  const folder = await folderNamed(held, name);
  const last = folder?.compared_at?.getTime() ?? Number.NEGATIVE_INFINITY;
  if (held.kernel.now().getTime() - last >= comparesEveryMs) await compareFolder(held, client, name);
}

interface News {
  /** Resolves when the server says that something came, also where that was since `forget`. */
  heard(): Promise<void>;
  forget(): void;
}

function newsOf(client: ImapFlow): News {
  let has = false;
  let tell: (() => void) | undefined;
  const hear = () => {
    has = true;
    tell?.();
  };
  client.on('exists', hear);
  client.on('close', hear);
  return {
    heard: () => (has ? Promise.resolve() : new Promise((resolve) => (tell = resolve))),
    forget: () => {
      has = false;
    },
  };
}

async function untilNews(held: Held, client: ImapFlow, news: News): Promise<void> {
  const [first = 'INBOX'] = held.box.imap_folders;
  const isAlone = held.box.imap_folders.length === 1;
  if (!isAlone) await client.mailboxOpen(first, { readOnly: true });
  let timer: NodeJS.Timeout | undefined;
  const pause = new Promise<void>((over) => {
    timer = setTimeout(over, isAlone ? pauseMs.watched : pauseMs.others);
  });
  let isOver = false;
  // A word to a server that has long been silent ends it, so it is begun again; one that offers nothing is looked at later.
  const listen = async () => {
    while (!isOver && client.usable && (await client.idle()) !== false);
  };
  try {
    // It ends with the next command, or with the connection, of which the next command tells.
    void listen().catch(() => {});
    await Promise.race([news.heard(), pause]);
  } finally {
    isOver = true;
    clearTimeout(timer);
  }
  if (!client.usable) throw new Hindrance('broke_off');
}
