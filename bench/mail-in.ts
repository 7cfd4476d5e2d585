import { addMailbox, listMailboxes, makeIngestToken } from '#contact/channels-email/contract.ts';
import { ingestPath } from '#contact/channels-email/contract-words.ts';
import { dovecotPath, imapPassword, startDovecot } from '#contact/channels-email/test/dovecot.ts';
import { setUp } from '#foundation/people/contract.ts';
import { Client, testPassphrase } from '#kernel/test/client.ts';
import { greet } from '#kernel/test/socket.ts';
import type { Bench, Series } from './lib/bench.ts';
import { makeDataFolder } from './lib/data-folder.ts';
import { makeMail } from './lib/mails.ts';
import { inLanes, pause, spread } from './lib/numbers.ts';
import { pssMb } from './lib/proc.ts';
import { type Product, startProduct } from './lib/product.ts';
import { rowsOf } from './lib/sql.ts';

const settings = { HEED_EGRESS_ALLOW: '127.0.0.1', HEED_MAIL_DNS: 'off' };

async function setUpOwner(product: Product): Promise<Client> {
  const owner = new Client(product.url);
  await owner.call(setUp, {
    token: /#([A-Za-z0-9_-]{20,})/.exec(product.printed())?.[1] ?? '',
    ...{ ownerName: 'Olive Owner', email: 'owner@bench.example', passphrase: testPassphrase },
    ...{ workspaceName: 'Bench', timeZone: 'UTC', teamName: 'Service' },
  });
  return owner;
}

const countOf = async (product: Product, where: string) =>
  (await rowsOf<{ count: number }>(product.ownerUrl, `SELECT count(*)::int AS count FROM mail WHERE ${where}`))[0]
    ?.count ?? 0;

/** From raw bytes at the gateway's address to messages. */
async function ingest(product: Product, owner: Client, count: number): Promise<number> {
  const { mailboxId } = await owner.call(addMailbox, { address: 'gateway@bench.example', name: 'Gateway' });
  const { token } = await owner.call(makeIngestToken, { mailboxId });
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'message/rfc822' };
  const startedAt = performance.now();
  await inLanes([...Array(count).keys()], 8, async (index) => {
    const body = makeMail(index, 1 + ((index * index) % 30));
    const answer = await fetch(`${product.url}${ingestPath}`, { method: 'POST', headers, body: new Uint8Array(body) });
    if (answer.status !== 202) throw new Error(`a mail was answered with ${answer.status}`);
  });
  while ((await countOf(product, "state = 'stored'")) > 0) await pause(50);
  return count / ((performance.now() - startedAt) / 1_000);
}

interface Fetched {
  figures: Record<string, number>;
  series: Series[];
}

/** A first fetch, then mails that come one after the other while the mailbox is watched. */
async function fetched(product: Product, owner: Client, size: number, arrivals: number): Promise<Fetched> {
  const dovecot = await startDovecot();
  try {
    const client = await dovecot.as('bench');
    for (let index = 0; index < size; index++) await client.append('INBOX', makeMail(100_000 + index, 1 + (index % 8)));
    const before = pssMb(product.pid);
    const imap = { imapHost: '127.0.0.1', imapPort: dovecot.port, imapSecurity: 'none' as const, imapUser: 'bench' };
    const startedAt = performance.now();
    await owner.call(addMailbox, { address: 'imap@bench.example', name: 'Imap', ...imap, imapSecret: imapPassword });
    let most = before;
    const state = async () => {
      most = Math.max(most, pssMb(product.pid));
      const { mailboxes } = await owner.call(listMailboxes, {});
      return mailboxes.find((one) => one.address.startsWith('imap@'))?.fetching?.state;
    };
    while ((await state()) !== 'watching') await pause(200);
    const fetchedPerS = size / ((performance.now() - startedAt) / 1_000);
    while ((await countOf(product, "state = 'stored'")) > 0) await pause(500);
    const each: number[] = [];
    for (let index = 0; index < arrivals; index++) {
      const desk = await greet(owner);
      const at = performance.now();
      await client.append('INBOX', makeMail(900_000 + index, 4));
      await desk.next('hint', ({ subjects }) => subjects.includes('mail-look'), 30_000);
      each.push(performance.now() - at);
      desk.close();
    }
    const idle = spread(each);
    return {
      figures: { idle_ms: idle.median, fetched_per_s: fetchedPerS, fetch_mb_more: most - before },
      series: [{ name: 'a mail in the mailbox to the desk’s hint', unit: 'ms', spread: idle }],
    };
  } finally {
    await dovecot.stop();
  }
}

export const mailIn: Bench = {
  name: 'mail-in',
  about: 'mails from raw bytes to messages; a first fetch by IMAP; arrival in a watched mailbox to the desk',
  run: async ({ quick }) => {
    const product = await startProduct(await makeDataFolder(), 'dist/cli.js', settings);
    const owner = await setUpOwner(product);
    const count = quick ? 300 : 5_000;
    const mailsPerS = await ingest(product, owner, count);
    const size = quick ? 500 : 100_000;
    const imap = dovecotPath ? await fetched(product, owner, size, quick ? 5 : 30) : { figures: {}, series: [] };
    await product.stop();
    return {
      figures: { mails_per_s: mailsPerS, ...imap.figures },
      series: imap.series,
      notes: [
        `${count} mails of 1 to 30 KB, of a hundred people, by 8 lines at a gateway’s address, all of them read.`,
        dovecotPath
          ? `${size} mails lay in the mailbox at the first look; they are read while they are fetched.`
          : 'Without Dovecot (dovecot-imapd, or DOVECOT_PATH) nothing was fetched.',
      ],
    };
  },
};
