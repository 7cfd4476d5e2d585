import type pg from 'pg';
import type { Id } from '#kernel/contract/ids.ts';
import { digestBytes, eventDigest, firstHash } from './canonical.ts';

/** Events looked at with one question. */
const windowEvents = 50_000;
/** Findings of one kind that are named one by one. */
export const mostNamed = 20;

export interface ChainState {
  /** Events there are, and the number that the next one follows. */
  events: number;
  head: number;
  /** Up to here everything is sealed; 0 when nothing is. */
  sealed: number;
  sealedAt: Date | null;
}

interface Link {
  first_seq: number;
  last_seq: number;
  before_seq: number;
}

const counts = `SELECT s.head, (SELECT count(*) FROM event e WHERE e.workspace_id = s.workspace_id) AS events,
    (SELECT max(e.seq) FROM event e WHERE e.workspace_id = s.workspace_id) AS last
  FROM workspace_stream s WHERE s.workspace_id = $1`;
const gaps = `SELECT before + 1 AS from_seq, seq - 1 AS to_seq
  FROM (SELECT seq, lag(seq, 1, 0::bigint) OVER (ORDER BY seq) AS before FROM event WHERE workspace_id = $1) e
  WHERE seq <> before + 1 ORDER BY seq LIMIT ${mostNamed}`;
const reached = `SELECT last_seq, sealed_at FROM event_seal WHERE workspace_id = $1 ORDER BY first_seq DESC LIMIT 1`;
// Each link against the one before: $4 and $5 are how the window before this one ended.
const links = `SELECT s.first_seq, s.last_seq, s.before_seq
  FROM (SELECT first_seq, last_seq, hash, digests,
      lag(last_seq, 1, $4::bigint) OVER w AS before_seq, lag(hash, 1, $5::bytea) OVER w AS before_hash
    FROM event_seal WHERE workspace_id = $1 AND first_seq > $2 AND first_seq <= $3 WINDOW w AS (ORDER BY first_seq)) s
  WHERE s.first_seq <> s.before_seq + 1 OR s.hash <> sha256(s.before_hash || s.digests) ORDER BY s.first_seq`;
const lastOfWindow = `SELECT last_seq, hash FROM event_seal
  WHERE workspace_id = $1 AND first_seq > $2 AND first_seq <= $3 ORDER BY first_seq DESC LIMIT 1`;
const changedLinks = `SELECT s.first_seq, s.last_seq FROM event_seal s
  WHERE s.workspace_id = $1 AND s.first_seq > $2 AND s.first_seq <= $3 AND s.digests IS DISTINCT FROM (
    SELECT string_agg(${eventDigest}, ''::bytea ORDER BY e.seq) FROM event e
    WHERE e.workspace_id = s.workspace_id AND e.seq BETWEEN s.first_seq AND s.last_seq)
  ORDER BY s.first_seq LIMIT ${mostNamed}`;
const changedEvents = `SELECT n.seq, e.type, e.at FROM event_seal s
  CROSS JOIN LATERAL generate_series(s.first_seq, s.last_seq) AS n(seq)
  LEFT JOIN event e ON e.workspace_id = s.workspace_id AND e.seq = n.seq
  WHERE s.workspace_id = $1 AND s.first_seq = $2 AND (e.seq IS NULL OR ${eventDigest} <>
    substring(s.digests FROM ((n.seq - s.first_seq) * ${digestBytes} + 1)::int FOR ${digestBytes}))
  ORDER BY n.seq LIMIT ${mostNamed}`;
const genesis = `SELECT ${firstHash('$1::uuid')} AS hash`;

const rows = async <Row>(client: pg.ClientBase, text: string, values: unknown[]) =>
  (await client.query(text, values)).rows as Row[];
const range = (from: number, to: number) => (from === to ? `Event ${from}` : `Events ${from} to ${to}`);

/** How many events there are, whether their numbers have no gap, how far they are sealed. */
export async function checkNumbers(client: pg.ClientBase, workspaceId: Id, found: string[]): Promise<ChainState> {
  const [row] = await rows<{ head: number; events: number; last: number | null }>(client, counts, [workspaceId]);
  const { head, events, last } = row ?? { head: 0, events: 0, last: null };
  for (const gap of await rows<{ from_seq: number; to_seq: number }>(client, gaps, [workspaceId])) {
    found.push(`${range(gap.from_seq, gap.to_seq)} of the log: missing.`);
  }
  if ((last ?? 0) < head) found.push(`${range((last ?? 0) + 1, head)}: missing from the end of the log.`);
  if ((last ?? 0) > head) found.push(`${range(head + 1, last ?? 0)}: added to the log past its counted end, ${head}.`);
  const [seal] = await rows<{ last_seq: number; sealed_at: Date }>(client, reached, [workspaceId]);
  return { head, events, sealed: seal?.last_seq ?? 0, sealedAt: seal?.sealed_at ?? null };
}

/**
 * Walks the chain from its beginning in windows of fixed size: every link must hang on the one before, and every event
 * must have the digest that was sealed. Names the events that do not. `onWay` hears how far it has come.
 */
export async function checkChain(
  client: pg.ClientBase,
  workspaceId: Id,
  state: ChainState,
  found: string[],
  onWay: (seq: number) => void,
): Promise<void> {
  const [start] = await rows<{ hash: Buffer }>(client, genesis, [workspaceId]);
  let before = { last_seq: 0, hash: start?.hash ?? Buffer.alloc(digestBytes) };
  for (let from = 0; from < state.sealed; from += windowEvents) {
    const window = [workspaceId, from, from + windowEvents];
    for (const link of await rows<Link>(client, links, [...window, before.last_seq, before.hash])) {
      found.push(brokenLink(link));
    }
    for (const { first_seq, last_seq } of await rows<Link>(client, changedLinks, window)) {
      const named = await namedEvents(client, workspaceId, first_seq);
      found.push(...(named.length > 0 ? named : [`${range(first_seq, last_seq)}: not what was sealed.`]));
    }
    before = (await rows<typeof before>(client, lastOfWindow, window))[0] ?? before;
    onWay(Math.min(state.sealed, from + windowEvents));
  }
}

function brokenLink({ first_seq, last_seq, before_seq }: Link): string {
  if (first_seq > before_seq + 1) return `${range(before_seq + 1, first_seq - 1)}: the seal over them is gone.`;
  if (first_seq <= before_seq) return `${range(first_seq, last_seq)}: sealed twice; a seal was added.`;
  return `${range(first_seq, last_seq)}: the seal over them was changed after it was made.`;
}

async function namedEvents(client: pg.ClientBase, workspaceId: Id, firstSeq: number): Promise<string[]> {
  const changed = await rows<{ seq: number; type: string | null; at: Date | null }>(client, changedEvents, [
    workspaceId,
    firstSeq,
  ]);
  return changed.map(({ seq, type, at }) =>
    at === null
      ? `Event ${seq}: removed after it was sealed.`
      : `Event ${seq} (${type}, ${at.toISOString().slice(0, 10)}): changed after it was sealed.`,
  );
}
