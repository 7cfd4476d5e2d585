import type pg from 'pg';
import type { Id } from '#kernel/contract/ids.ts';
import type { ChainState } from './check-chain.ts';
import { isSigned, type SavedHead } from './heads.ts';
import { keyName } from './signing-key.ts';

const kept = `SELECT day::text AS day, last_seq, hash, public_key, signature, signed_at FROM event_head
  WHERE workspace_id = $1 ORDER BY last_seq`;
// The hash at the end of a link; a head is always over whole links.
const ends = 'SELECT last_seq, hash FROM event_seal WHERE workspace_id = $1 AND last_seq = ANY ($2::bigint[])';

interface KeptHead {
  day: string;
  last_seq: number;
  hash: Buffer;
  public_key: Buffer;
  signature: Buffer;
  signed_at: Date;
}

/** A head and where it was read. */
type Known = SavedHead & { isKeptElsewhere: boolean };

/** The heads of a workspace in the database, oldest first. */
export async function headsOf(client: pg.ClientBase, workspaceId: Id): Promise<SavedHead[]> {
  const found = (await client.query(kept, [workspaceId])).rows as KeptHead[];
  return found.map((row) => ({
    workspaceId,
    day: row.day,
    lastSeq: row.last_seq,
    hash: row.hash.toString('hex'),
    publicKey: row.public_key.toString('hex'),
    signature: row.signature.toString('hex'),
    signedAt: row.signed_at.toISOString(),
  }));
}

/**
 * Compares every head, those of the database and those `elsewhere` (the file in the data folder, what an owner saved),
 * with the chain as it is now. `trusted` is the installation's own public key, or undefined where it is not to be had.
 * Returns the last head that holds.
 */
export async function checkHeads(
  client: pg.ClientBase,
  workspaceId: Id,
  state: ChainState,
  by: { elsewhere: readonly SavedHead[]; trusted: string | undefined },
  found: string[],
): Promise<SavedHead | undefined> {
  const own = await headsOf(client, workspaceId);
  const other = by.elsewhere.filter((head) => head.workspaceId === workspaceId);
  found.push(...goneHeads(own, other));
  const all: Known[] = [
    ...own.map((head) => ({ ...head, isKeptElsewhere: false })),
    ...other.map((head) => ({ ...head, isKeptElsewhere: true })),
  ].sort((a, b) => a.lastSeq - b.lastSeq);
  const asked = [workspaceId, all.map((head) => head.lastSeq)];
  const now = new Map(
    ((await client.query(ends, asked)).rows as { last_seq: number; hash: Buffer }[]).map((row) => [
      row.last_seq,
      row.hash.toString('hex'),
    ]),
  );
  let good: SavedHead | undefined;
  for (const head of all) {
    const wrong = wrongWith(head, { now: now.get(head.lastSeq), state, good, trusted: by.trusted });
    if (wrong) found.push(wrong);
    else good = head;
  }
  return good;
}

/** Heads that were signed and stand in the database no more, or otherwise. */
function goneHeads(own: readonly SavedHead[], other: readonly SavedHead[]): string[] {
  const byDay = new Map(own.map((head) => [head.day, head]));
  return other.flatMap((head) => {
    const mine = byDay.get(head.day);
    if (mine && mine.signature === head.signature) return [];
    return [
      `The head of ${head.day} ${mine ? 'is another one' : 'is missing'} in the database; it was signed over event ${head.lastSeq}. A restore from an older backup would explain it; the log says when there was one.`,
    ];
  });
}

interface Compared {
  now: string | undefined;
  state: ChainState;
  good: SavedHead | undefined;
  trusted: string | undefined;
}

function wrongWith(head: Known, { now, state, good, trusted }: Compared): string | undefined {
  const name = `The head of ${head.day}`;
  const key = keyName(Buffer.from(head.publicKey, 'hex'));
  if (!isSigned(head)) return `${name}: its signature does not fit; it was changed or made up.`;
  if (trusted !== undefined && head.publicKey !== trusted) {
    return `${name}: signed with the key ${key}, which is not this installation's. Whoever has that key made it.`;
  }
  if (head.lastSeq > state.head) {
    const lost = head.lastSeq - state.head;
    return `${name} was signed over event ${head.lastSeq}, but the log ends at ${state.head}: ${lost === 1 ? 'one event' : `${lost} events`} cut off its end.`;
  }
  if (now === head.hash) return undefined;
  const since = good
    ? `after event ${good.lastSeq}, which the head of ${good.day} still vouches for,`
    : 'from the beginning';
  return `${name}: the log ${since} up to event ${head.lastSeq} is not the one that was signed. Events were rewritten and sealed anew.`;
}
