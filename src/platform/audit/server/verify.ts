import type pg from 'pg';
import type { Id } from '#kernel/contract/ids.ts';
import type { Capability } from '#kernel/server/capability.ts';
import { checkChain, checkNumbers, mostNamed } from './check-chain.ts';
import { checkHeads } from './check-heads.ts';
import type { SavedHead } from './heads.ts';
import { sealNext } from './seal.ts';

/** One thing that was looked at in one workspace. `found` are the places where it does not hold, in plain words. */
export interface Checked {
  workspace: string;
  workspaceId: Id | null;
  what: string;
  /** What is known when it holds, e.g. how many. */
  words: string;
  found: string[];
}

export interface VerifyOptions {
  capabilities: readonly Capability[];
  /** Heads that are kept outside the database. */
  elsewhere: readonly SavedHead[];
  /** The installation's public key in hexadecimal, where it is to be had. */
  trusted: string | undefined;
  /** Hears of everything that was looked at, and of the way. */
  onChecked?: (checked: Checked) => void;
  onWay?: (done: number, total: number, words: string) => void;
}

const workspaces = 'SELECT id, name FROM workspace ORDER BY created_at, id';
const orphanDeadlines = `SELECT kind, count(*)::int AS count FROM deadline
  WHERE fired_at IS NULL AND kind <> ALL ($1::text[]) GROUP BY kind ORDER BY kind`;

/**
 * Looks over every workspace as owner: each in one snapshot, so what is written meanwhile does not look like a fault.
 * What is not sealed yet is sealed at the end, where the log holds. `client` must not be in a transaction.
 */
export async function verifyAll(client: pg.Client, options: VerifyOptions): Promise<Checked[]> {
  const all: Checked[] = [];
  const note = (checked: Checked) => {
    all.push(checked);
    options.onChecked?.(checked);
  };
  await client.query("SET statement_timeout = 0; SET jit = off; SET work_mem = '64MB'; SET timezone = 'UTC'");
  const places = (await client.query(workspaces)).rows as { id: Id; name: string }[];
  for (const place of places) {
    const workspace = place.name;
    const hold = (what: string, words: string, found: string[]) =>
      note({ workspace, workspaceId: place.id, what, words, found: found.slice(0, mostNamed + 1) });
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const isWhole = await verifyLog(client, place.id, workspace, options, hold);
    await verifyRows(client, place.id, workspace, options, hold);
    await client.query('COMMIT');
    if (isWhole) await sealRest(client, place.id);
  }
  const kinds = options.capabilities.flatMap((one) => one.deadlines ?? []).map((one) => one.kind);
  const orphans = (await client.query(orphanDeadlines, [kinds])).rows as { kind: string; count: number }[];
  const found = orphans.map((row) => `${row.count} of the kind ${row.kind}, which nothing fires.`);
  note({
    workspace: 'All',
    workspaceId: null,
    what: 'deadlines',
    words: 'every kind is known',
    found: found.slice(0, mostNamed + 1),
  });
  return all;
}

type Hold = (what: string, words: string, found: string[]) => void;

async function verifyLog(
  client: pg.Client,
  workspaceId: Id,
  workspace: string,
  options: VerifyOptions,
  hold: Hold,
): Promise<boolean> {
  const number = new Intl.NumberFormat('en-AU').format;
  const [numbers, chain, heads]: [string[], string[], string[]] = [[], [], []];
  const state = await checkNumbers(client, workspaceId, numbers);
  hold('events', `${number(state.events)}, numbered without a gap`, numbers);
  await checkChain(client, workspaceId, state, chain, (seq) =>
    options.onWay?.(seq, state.sealed, `${workspace}: ${number(seq)} of ${number(state.sealed)} events`),
  );
  const open = state.head - state.sealed;
  const rest = open > 0 ? `; ${number(open)} not sealed before` : '';
  hold('chain', state.sealed > 0 ? `whole up to event ${number(state.sealed)}${rest}` : 'not begun yet', chain);
  const last = await checkHeads(client, workspaceId, state, options, heads);
  hold('heads', last ? `the last is of ${last.day}, over event ${number(last.lastSeq)}` : 'none signed yet', heads);
  return numbers.length + chain.length === 0;
}

async function verifyRows(
  client: pg.Client,
  workspaceId: Id,
  workspace: string,
  options: VerifyOptions,
  hold: Hold,
): Promise<void> {
  const all = options.capabilities.flatMap((one) => (one.invariants ?? []).map((it) => ({ ...it, of: one.name })));
  for (const [index, { of, name, broken }] of all.entries()) {
    options.onWay?.(index, all.length, `${workspace}: ${of}, ${name}`);
    const text = `SELECT b.what, count(*) OVER () AS total FROM (${broken}) b LIMIT ${mostNamed}`;
    const rows = (await client.query(text, [workspaceId])).rows as { what: string; total: number }[];
    const found = rows.map((row) => row.what);
    const more = (rows[0]?.total ?? 0) - found.length;
    hold(of, name, more > 0 ? [...found, `${more} more.`] : found);
  }
}

async function sealRest(client: pg.Client, workspaceId: Id): Promise<void> {
  while ((await client.query(sealNext.text, [workspaceId])).rowCount);
}
