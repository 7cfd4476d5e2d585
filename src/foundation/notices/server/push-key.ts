import webPush from 'web-push';
import { seal, unseal } from '#kernel/seal/seal.ts';
import { noScope } from '#kernel/server/database.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';

/** The pair that signs what Heed sends (VAPID), so that push services know one sender and no account is needed. */
export interface PushKey {
  publicKey: string;
  privateKey: string;
}

const about = 'push-key';
const read = statement<{ publicKey: string; sealed: Buffer }>(
  'push_key_read',
  'SELECT public_key AS "publicKey", private_key AS sealed FROM push_key',
);
const insert = statement(
  'push_key_insert',
  'INSERT INTO push_key (public_key, private_key, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
);
const drop = statement('push_key_drop', 'DELETE FROM push_key WHERE public_key = $1');

/**
 * The key, made at first use; of two processes that make one at once the first to store it wins. One that can be
 * unsealed no more, because the words were lost, is replaced: devices must then be switched on once more. Whoever has a
 * connection gives it, so that nobody holds one while waiting for another.
 */
export async function pushKeyOf(kernel: Kernel, tx?: Tx): Promise<PushKey> {
  const found = await stored(kernel, tx);
  if (found) return found;
  const made = webPush.generateVAPIDKeys();
  const sealed = seal(kernel.config.sealWords, made.privateKey, about);
  await kernel.database.write(noScope, (tx) => tx.rows(insert, [made.publicKey, sealed, kernel.now()]));
  return (await stored(kernel)) ?? made;
}

async function stored(kernel: Kernel, tx?: Tx): Promise<PushKey | undefined> {
  const row = await (tx ? tx.first(read, []) : kernel.database.read(noScope, (own) => own.first(read, [])));
  if (!row) return undefined;
  const privateKey = unseal(kernel.config.sealWords, row.sealed, about);
  if (privateKey !== undefined) return { publicKey: row.publicKey, privateKey };
  kernel.log.warn('the key of push messages cannot be unsealed and is made anew; devices are switched on once more');
  await kernel.database.write(noScope, (tx) => tx.rows(drop, [row.publicKey]));
  return undefined;
}
