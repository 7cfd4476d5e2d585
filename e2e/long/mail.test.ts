import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addMailbox, listMailboxes } from '#contact/channels-email/contract.ts';
import { type Dovecot, dovecotPath, imapPassword, startDovecot } from '#contact/channels-email/test/dovecot.ts';
import { mail } from '#contact/channels-email/test/post.ts';
import { startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { rowsOf } from '../faults/lib/database.ts';
import { report } from '../faults/lib/describe.ts';
import { type Product, startProduct } from '../faults/lib/product.ts';
import { scaled } from '../faults/lib/scale.ts';
import { setUpShop } from '../faults/lib/shop.ts';
import { pause, until } from '../faults/lib/timing.ts';

const environment = { HEED_EGRESS_ALLOW: '127.0.0.1', HEED_MAIL_DNS: 'off' };

describe.skipIf(!dovecotPath)('a first fetch that is interrupted', () => {
  let product: Product;
  let dovecot: Dovecot;
  beforeAll(async () => {
    product = await startProduct({ count: 2, environment });
    dovecot = await startDovecot();
  });
  afterAll(async () => {
    await product?.stop();
    await dovecot?.stop();
  });

  test('T-21: kill -9 of each process in turn; every mail is there once', async (context) => {
    const { owner } = await setUpShop(product);
    const client = await dovecot.as('many');
    const size = scaled(1_000);
    for (let i = 0; i < size; i++) {
      const head = { From: `Kim <kim${i % 50}@kaldor.example>`, To: 'help@fennick.example', Subject: `Mail ${i}` };
      await client.append('INBOX', mail({ ...head, 'Message-ID': `<${i}@kaldor.example>` }));
    }
    const imap = { imapHost: '127.0.0.1', imapPort: dovecot.port, imapSecurity: 'none' as const, imapUser: 'many' };
    await owner.call(addMailbox, { address: 'help@fennick.example', name: 'Help', ...imap, imapSecret: imapPassword });
    const count = async () => {
      const [row] = await rowsOf<{ count: number }>(product.database, 'SELECT count(*)::int AS count FROM mail');
      return row?.count ?? 0;
    };
    for (const [at, victim] of product.processes.entries()) {
      await until('some are there', 120_000, async () => (await count()) > (size * (at + 1)) / 4);
      await victim.end('SIGKILL');
      const before = await count();
      await pause(1_000);
      await victim.start();
      await until('it goes on', 120_000, async () => (await count()) > before);
    }
    await until('all are there', 300_000, async () => (await count()) === size);
    await until('all are read', 300_000, async () => {
      const sql = "SELECT count(*)::int AS count FROM mail WHERE state <> 'message'";
      return (await rowsOf<{ count: number }>(product.database, sql))[0]?.count === 0;
    });
    const [seen] = await rowsOf<{ mails: number; messages: number }>(
      product.database,
      'SELECT count(DISTINCT subject)::int AS mails, count(DISTINCT message_id)::int AS messages FROM mail',
    );
    expect(seen).toEqual({ mails: size, messages: size });
    const { mailboxes } = await owner.call(listMailboxes, {});
    expect(mailboxes[0]?.fetching?.folders[0]).toMatchObject({ onServer: size, lacking: 0 });
    report(context, {
      id: 'T-21',
      what: `kill -9 of two processes in turn during the first fetch of ${size} mails`,
      counts: `${size} mails`,
      figures: 'each once',
    });
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

test('T-28: two installations that acknowledge each other come to rest', async () => {
  const ports = [await freePort(), await freePort()] as const;
  const names = ['north.example', 'south.example'] as const;
  const products = await Promise.all(
    ports.map((port) => startProduct({ environment: { ...environment, HEED_SMTP_PORT: String(port) } })),
  );
  try {
    const owners = await Promise.all(products.map(async (product) => (await setUpShop(product)).owner));
    for (const [at, owner] of owners.entries()) {
      const relay = { relayHost: '127.0.0.1', relayPort: ports[1 - at] ?? 0, relaySecurity: 'none' as const };
      const acknowledgement = 'We have it and will answer.';
      await owner.call(addMailbox, { address: `help@${names[at]}`, name: `Help ${at}`, acknowledgement, ...relay });
    }
    const addresses = [{ kind: 'email' as const, value: `help@${names[1]}` }];
    const [north] = owners;
    if (!north) throw new Error('nobody is there');
    const { customerId } = await north.call(createCustomer, { name: 'South', addresses });
    const first = {
      customerId,
      channel: 'email' as const,
      from: 'staff' as const,
      subject: 'Lids',
      text: 'Do you have lids?',
    };
    await north.call(startConversation, first);
    const sent = async () => {
      const counts = await Promise.all(
        products.map((one) =>
          rowsOf<{ count: number }>(
            one.database,
            "SELECT count(*)::int AS count FROM mail_out WHERE state = 'accepted'",
          ),
        ),
      );
      return counts.reduce((sum, [row]) => sum + (row?.count ?? 0), 0);
    };
    await until('it was acknowledged', 60_000, async () => (await sent()) >= 2);
    await pause(10_000);
    expect(await sent()).toBeLessThanOrEqual(3);
  } finally {
    await Promise.all(products.map((one) => one.stop()));
  }
});
