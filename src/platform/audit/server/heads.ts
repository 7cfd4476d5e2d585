import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Id } from '#kernel/contract/ids.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { describeError } from '#kernel/server/log.ts';
import { statement } from '#kernel/server/sql.ts';
import { headText } from './canonical.ts';
import { isSignedBy, keyName, makeKey, readKey, type SigningKey } from './signing-key.ts';

/** A head as it leaves the database: in the file beside it, in what an owner saves, in what `heed verify` reads. */
export const SavedHead = z.object({
  workspaceId: Id,
  day: z.iso.date(),
  lastSeq: z.int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  signature: z.string().regex(/^[0-9a-f]{128}$/),
  signedAt: z.iso.datetime(),
});
export type SavedHead = z.output<typeof SavedHead>;

/** Second copy of every head, where somebody who has the database alone cannot reach it. One JSON object a line. */
export const headsFile = (dataDir: string) => join(dataDir, 'audit-heads.jsonl');

const due = statement<{ workspace_id: Id; day: string; last_seq: number; hash: Buffer }>(
  'audit_heads_due',
  'SELECT workspace_id, day, last_seq, hash FROM heed_unsigned()',
);
const keys = statement<{ public_key: Buffer }>('audit_signing_keys', 'SELECT public_key FROM heed_signing_keys()');
const keep = statement<{ signed_at: Date }>(
  'audit_head_keep',
  `INSERT INTO event_head (workspace_id, day, last_seq, hash, public_key, signature)
   VALUES ($1, $2::date, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING signed_at`,
);

/** Signs how far each log had come when its last day ended. A key that is not to be had leaves heads for later. */
export async function signHeads(kernel: Kernel): Promise<void> {
  const heads = await kernel.database.write({ workspaceId: null, customerId: null }, (tx) => tx.rows(due, []));
  if (heads.length === 0) return;
  const key = await keyFor(kernel).catch((error: unknown) => {
    kernel.log.error({ error: describeError(error) }, 'the heads of the log cannot be signed');
    return undefined;
  });
  if (!key) return;
  for (const { workspace_id, day, last_seq, hash } of heads) {
    const signature = key.sign(headText(workspace_id, day, last_seq, hash));
    const values = [workspace_id, day, last_seq, hash, key.publicKey, signature];
    const scope = { workspaceId: workspace_id, customerId: null };
    const kept = await kernel.database.write(scope, (tx) => tx.first(keep, values));
    if (!kept) continue;
    const saved: SavedHead = {
      workspaceId: workspace_id,
      day,
      lastSeq: last_seq,
      hash: hash.toString('hex'),
      publicKey: key.publicKey.toString('hex'),
      signature: signature.toString('hex'),
      signedAt: kept.signed_at.toISOString(),
    };
    kernel.log.info({ head: saved }, 'the head of the log is signed');
    await saveHead(kernel.config.dataDir, saved);
  }
}

async function saveHead(dataDir: string, head: SavedHead): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await appendFile(headsFile(dataDir), `${JSON.stringify(head)}\n`, { mode: 0o600 });
}

/**
 * The installation's key, made when nothing was ever signed. A process that has none although others signed makes no
 * second one: `heed verify` could not tell it from a forger's.
 */
async function keyFor(kernel: Kernel): Promise<SigningKey | undefined> {
  const key = await readKey(kernel.config);
  if (key) return key;
  const known = await kernel.database.alone(keys, []);
  if (known.length === 0) return makeKey(kernel.config);
  const names = known.map((one) => keyName(one.public_key)).join(', ');
  kernel.log.warn({ keys: names }, 'heads of the log are signed with a key that is not here; set HEED_SIGNING_KEY');
  return undefined;
}

/** Heads of a file, one JSON object a line. @throws Error in plain words */
export async function readHeads(file: string): Promise<SavedHead[]> {
  const text = await readFile(file, 'utf8');
  try {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return lines.map((line) => SavedHead.parse(JSON.parse(line)));
  } catch {
    throw new Error(
      `${file} holds no heads of a log. Give a file that Settings, Audit log saved, or audit-heads.jsonl.`,
    );
  }
}

/** Whether a head bears the signature of the key that it names. */
export function isSigned(head: SavedHead): boolean {
  const text = headText(head.workspaceId, head.day, head.lastSeq, Buffer.from(head.hash, 'hex'));
  return isSignedBy(Buffer.from(head.publicKey, 'hex'), text, Buffer.from(head.signature, 'hex'));
}
