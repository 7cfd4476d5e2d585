import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capabilities } from '#apps/capabilities.ts';
import { findDist } from '#apps/dist.ts';
import { startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { auditHeads } from '../contract.ts';
import { formColumns } from './canonical.ts';
import { headsFile, readHeads, type SavedHead } from './heads.ts';
import { sealAll, sealNext } from './seal.ts';
import { keyFile, readKey } from './signing-key.ts';
import { verifyAll } from './verify.ts';

/** Part of T-63: what somebody with the database does to the log is found and named. */
let heed: TestHeed;
let house: SetUp;
let client: pg.Client;
let dataDir: string;
let now = Date.parse('2026-11-27T23:00:00Z');

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'heed-audit-'));
  // No job runs by itself, so each test says when something is sealed.
  heed = await startTestHeed({ now: () => new Date(now), environment: { HEED_DATA: dataDir, HEED_ROLE: 'web' } });
  house = await heed.setUp();
  client = new pg.Client({ connectionString: heed.ownerUrl });
  await client.connect();
  for (const day of [1, 2, 3]) {
    const { customerId } = await house.owner.call(createCustomer, { name: `Customer ${day}` });
    await house.owner.call(startConversation, { customerId, from: 'customer', text: `What about day ${day}?` });
    await sealAll(heed.running.kernel);
    now += 24 * 3_600_000;
  }
  await sealAll(heed.running.kernel);
});
afterAll(async () => {
  await client?.end();
  await heed.stop();
  await rm(dataDir, { recursive: true });
});

const run = (text: string) => asOwner(heed.ownerUrl, text.replaceAll('$W', `'${house.workspaceId}'`));
const one = async <T>(text: string) => (await run(text))[0] as T;
const key = async () => (await readKey({ dataDir, signingKey: undefined }))?.publicKey.toString('hex');

/** Everything that does not hold, in words. */
async function found(elsewhere: SavedHead[] = []): Promise<string[]> {
  const checked = await verifyAll(client, { capabilities: capabilities(findDist()), elsewhere, trusted: await key() });
  return checked.flatMap((each) => each.found);
}

it('covers every column of an event, so that a new one needs a new form', async () => {
  const columns = await asOwner<{ name: string }>(
    heed.ownerUrl,
    "SELECT attname AS name FROM pg_attribute WHERE attrelid = 'event'::regclass AND attnum > 0 ORDER BY attnum",
  );
  expect(columns.map((column) => column.name)).toEqual([...formColumns]);
});

describe('a log that nobody touched', () => {
  it('holds, with a seal over every event and a head for each day', async () => {
    expect(await found(await readHeads(headsFile(dataDir)))).toEqual([]);
    const { open } = await one<{ open: number }>(`SELECT (s.head - max(e.last_seq))::int AS open FROM workspace_stream s
      JOIN event_seal e USING (workspace_id) WHERE s.workspace_id = $W GROUP BY s.head`);
    expect(open).toBe(0);
    const { heads } = await house.owner.call(auditHeads, {});
    expect(heads.map((head) => head.day)).toEqual(['2026-11-30', '2026-11-29', '2026-11-28']);
  });

  it('is signed with a key that only the account of Heed may read, and has a second copy of its heads', async () => {
    expect((await stat(keyFile(dataDir))).mode & 0o777).toBe(0o600);
    expect((await stat(headsFile(dataDir))).mode & 0o777).toBe(0o600);
    expect(await readFile(keyFile(dataDir), 'utf8')).toContain('PRIVATE KEY');
    const { heads } = await house.owner.call(auditHeads, {});
    const saved = (await readHeads(headsFile(dataDir))).filter((head) => head.workspaceId === house.workspaceId);
    expect(saved.map((head) => head.signature).sort()).toEqual(heads.map((head) => head.signature).sort());
  });

  it('is sealed by heed verify where no job did', async () => {
    await house.owner.call(createCustomer, { name: 'Not sealed yet' });
    expect(await found()).toEqual([]);
    const { head, last } = await one<{
      head: number;
      last: number;
    }>(`SELECT s.head::int AS head, max(e.last_seq)::int AS last
      FROM workspace_stream s JOIN event_seal e USING (workspace_id) WHERE s.workspace_id = $W GROUP BY s.head`);
    expect(last).toBe(head);
  });

  it('has seals and heads that the application cannot change', async () => {
    const { pool } = heed.running.kernel.database;
    for (const text of ['UPDATE event_seal SET hash = hash', 'DELETE FROM event_seal', 'DELETE FROM event_head']) {
      await expect(pool.query(text)).rejects.toThrow(/permission denied/);
    }
  });
});

describe('somebody with the database', () => {
  const kept = (table: string, where: string) => ({
    take: `CREATE TABLE kept_${table} AS SELECT * FROM ${table} WHERE ${where}; DELETE FROM ${table} WHERE ${where}`,
    back: `INSERT INTO ${table} SELECT * FROM kept_${table}; DROP TABLE kept_${table}`,
  });
  const event = kept('event', 'workspace_id = $W AND seq = 7');
  const seal = kept(
    'event_seal',
    'workspace_id = $W AND first_seq = (SELECT min(first_seq) FROM event_seal WHERE workspace_id = $W)',
  );

  it.each([
    [
      'changes an event',
      "UPDATE event SET type = type || 'x' WHERE workspace_id = $W AND seq = 5",
      'UPDATE event SET type = left(type, -1) WHERE workspace_id = $W AND seq = 5',
      /^Event 5 \([a-z_.]+, 2026-11-27\): changed after it was sealed\.$/,
    ],
    [
      'gives an event a reason',
      "UPDATE event SET reason = 'because' WHERE workspace_id = $W AND seq = 6",
      'UPDATE event SET reason = NULL WHERE workspace_id = $W AND seq = 6',
      /^Event 6 /,
    ],
    [
      'moves an event in time',
      "UPDATE event SET at = at + interval '1 microsecond' WHERE workspace_id = $W AND seq = 6",
      "UPDATE event SET at = at - interval '1 microsecond' WHERE workspace_id = $W AND seq = 6",
      /^Event 6 /,
    ],
    ['removes an event', event.take, event.back, /^Event 7: removed after it was sealed\.$/],
    [
      'swaps two events',
      'UPDATE event SET seq = -3 WHERE workspace_id = $W AND seq = 3; UPDATE event SET seq = 3 WHERE workspace_id = $W AND seq = 4; UPDATE event SET seq = 4 WHERE workspace_id = $W AND seq = -3',
      'UPDATE event SET seq = -3 WHERE workspace_id = $W AND seq = 3; UPDATE event SET seq = 3 WHERE workspace_id = $W AND seq = 4; UPDATE event SET seq = 4 WHERE workspace_id = $W AND seq = -3',
      /^Event 4 /,
    ],
    [
      'adds an event',
      'INSERT INTO event SELECT workspace_id, s.head + 1, type, at, audience, actor_kind, actor_id, on_behalf_of, customer_id, request_id, cause_seq, reason, subjects, data FROM event JOIN workspace_stream s USING (workspace_id) WHERE workspace_id = $W AND seq = 1',
      'DELETE FROM event e USING workspace_stream s WHERE s.workspace_id = $W AND e.workspace_id = $W AND e.seq > s.head',
      /^Event \d+: added to the log past its counted end/,
    ],
    ['removes a seal', seal.take, seal.back, /^Events 1 to \d+: the seal over them is gone\.$/],
    [
      'signs a head anew',
      "UPDATE event_head SET day = day + 100 WHERE workspace_id = $W AND day = '2026-11-29'",
      "UPDATE event_head SET day = day - 100 WHERE workspace_id = $W AND day > '2027-01-01'",
      /^The head of 2027-03-09: its signature does not fit/,
    ],
  ])('%s: it is named', async (_, change, undo, words) => {
    const before = await found();
    await run(change);
    const after = await found();
    await run(undo);
    expect(
      after.some((line) => words.test(line)),
      after.join('\n'),
    ).toBe(true);
    expect(before).toEqual([]);
  });

  const cut = (from: number, withHeads: boolean) => `
    CREATE TABLE cut_event AS SELECT * FROM event WHERE workspace_id = $W AND seq > ${from};
    CREATE TABLE cut_seal AS SELECT * FROM event_seal WHERE workspace_id = $W AND last_seq > ${from};
    CREATE TABLE cut_head AS SELECT * FROM event_head WHERE workspace_id = $W AND last_seq > ${from} AND ${withHeads};
    CREATE TABLE cut_stream AS SELECT * FROM workspace_stream WHERE workspace_id = $W;
    DELETE FROM event WHERE workspace_id = $W AND seq > ${from};
    DELETE FROM event_seal WHERE workspace_id = $W AND last_seq > ${from};
    DELETE FROM event_head WHERE workspace_id = $W AND last_seq > ${from} AND ${withHeads};
    UPDATE workspace_stream SET head = ${from} WHERE workspace_id = $W`;
  const mend = `INSERT INTO event SELECT * FROM cut_event; INSERT INTO event_seal SELECT * FROM cut_seal;
    INSERT INTO event_head SELECT * FROM cut_head;
    UPDATE workspace_stream s SET head = c.head FROM cut_stream c WHERE c.workspace_id = s.workspace_id;
    DROP TABLE cut_event, cut_seal, cut_head, cut_stream`;
  const endOfDay = async (day: string) =>
    (
      await one<{ seq: number }>(
        `SELECT last_seq::int AS seq FROM event_head WHERE workspace_id = $W AND day = '${day}'`,
      )
    ).seq;

  it('cuts the end off, seals and all: the head of the day tells how much', async () => {
    await run(cut(await endOfDay('2026-11-29'), false));
    const lines = await found();
    await run(mend);
    expect(lines).toEqual([
      expect.stringMatching(
        /^The head of 2026-11-30 was signed over event \d+, but the log ends at \d+: \d+ events cut off its end\.$/,
      ),
    ]);
  });

  it('cuts the end off with the heads over it: the copy beside the database tells', async () => {
    await run(cut(await endOfDay('2026-11-28'), true));
    const blind = await found();
    const lines = await found(await readHeads(headsFile(dataDir)));
    await run(mend);
    expect(blind).toEqual([]);
    expect(lines.filter((line) => line.includes('is missing in the database'))).toHaveLength(2);
  });

  it('changes an event and seals everything anew: the first head after it no longer fits, the one before does', async () => {
    const [from, to] = [await endOfDay('2026-11-28'), await endOfDay('2026-11-29')];
    await run(`CREATE TABLE seals AS SELECT * FROM event_seal WHERE workspace_id = $W;
      UPDATE event SET reason = 'never' WHERE workspace_id = $W AND seq = ${to};
      DELETE FROM event_seal WHERE workspace_id = $W AND last_seq > ${from}`);
    // The forger keeps to the places at which the heads were signed.
    for (const end of [to, await endOfDay('2026-11-30')]) {
      await run(`UPDATE event SET seq = seq + 100000 WHERE workspace_id = $W AND seq > ${end}`);
      await client.query(sealNext.text, [house.workspaceId]);
      await run('UPDATE event SET seq = seq - 100000 WHERE workspace_id = $W AND seq > 100000');
    }
    const lines = await found();
    await run(`UPDATE event SET reason = NULL WHERE workspace_id = $W AND seq = ${to};
      DELETE FROM event_seal WHERE workspace_id = $W; INSERT INTO event_seal SELECT * FROM seals; DROP TABLE seals`);
    expect(lines[0]).toBe(
      `The head of 2026-11-29: the log after event ${from}, which the head of 2026-11-28 still vouches for, up to event ${to} is not the one that was signed. Events were rewritten and sealed anew.`,
    );
    expect(await found(await readHeads(headsFile(dataDir)))).toEqual([]);
  });

  it('changes what records count: each is named with its reference', async () => {
    await run(`UPDATE conversation SET last_number = last_number + 1, preview = 'No' WHERE workspace_id = $W AND number = 1001;
      UPDATE customer SET conversations = 9 WHERE workspace_id = $W AND number = 1002;
      DELETE FROM deadline d USING promise p WHERE p.id = d.ref AND p.state = 'running' AND p.workspace_id = $W`);
    const lines = await found();
    expect(lines).toContain('H-1001 counts 2 messages (the customer’s last is 1), but holds 1, numbered 1 to 1 (1).');
    expect(lines).toContain('H-1001 shows another message in lists than its last one.');
    expect(lines).toContain('P-1002 counts 9 conversations, but has 1.');
    expect(lines.some((line) => /^The promise .* runs, but nothing will warn of it or break it\.$/.test(line))).toBe(
      true,
    );
  });
});
