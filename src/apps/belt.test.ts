import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatSend } from '#contact/channels-chat/contract.ts';
import { reply, startConversation, writeNote } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { addBrand, listBrands } from '#contact/portal/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { type Stage, setStage } from '#kernel/test/stage.ts';

/** The second belt: what PostgreSQL itself refuses, also when a query of ours has forgotten its filter. */
let heed: TestHeed;
let stage: Stage;
let app: pg.Client;

/** Read before a workspace is known, or without one; each with the reason why it needs no belt. */
const ground: Record<string, string> = {
  workspace: 'names and kinds of the workspaces themselves',
  workspace_stream: 'heads of the logs: numbers only',
  account: 'people, who may belong to several workspaces',
  credential: 'hashes of passphrases, by account',
  authenticator: 'second steps by account; the secret is sealed',
  push_key: 'the one key of what Heed sends to devices; the private half is sealed',
  recovery_code: 'hashes of recovery codes, by account',
  passkey: 'public keys of passkeys, by account',
  provider_identity: 'who an account is at a provider; found before a workspace is known',
  sign_in_step: 'found by the hash of a token before anybody is known',
  session: 'found by the hash of a token before anybody is known',
  one_time_link: 'found by the hash of a token before anybody is known',
  key: 'public keys, by which the outside names a workspace',
  deadline: 'fired for every workspace by one process: kinds, ids and instants',
  counter: 'names of what every workspace counts',
  job_worker: 'which processes work on jobs',
  rate: 'token buckets of the whole installation',
  recent_try: 'tries at passphrases of the whole installation',
  content_holder: 'names of the capabilities that keep files, which no sweep may overlook',
  migration: 'what was done to this database',
};

/** What a customer's connection may see besides their own rows, and why. */
const seenByCustomers: Record<string, string> = {
  widget: 'the settings of the widget are shown to every visitor',
  nudge: 'what the widget shows by itself is shown to every visitor',
  widget_service: 'what the widget asks and says is shown to every visitor',
  chat_reply_time: 'how long replies take is told to every visitor',
  feedback_setting: 'whether customers are asked is no secret',
  finished_write: 'keys of writes: ids and instants only, to find a repeat',
};

beforeAll(async () => {
  heed = await startTestHeed();
  stage = await setStage(heed, ['elsewhere']);
  const { elsewhere, owner } = stage.cast;
  const { customerId } = await elsewhere.call(createCustomer, {
    name: 'Otis Other',
    addresses: [{ kind: 'email', value: 'otis@other.example' }],
  });
  await elsewhere.call(startConversation, { customerId, text: 'Hello from elsewhere' });
  await owner.call(writeNote, { conversationId: stage.visit.conversationId, text: 'For colleagues only' });
  await owner.call(reply, { conversationId: stage.visit.conversationId, text: 'For the customer' });
  app = new pg.Client({ connectionString: heed.running.kernel.database.pool.options.connectionString });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await heed.stop();
});

/** As the application's role, in this workspace and as this customer, whatever the statement forgets. */
async function asApp<Row>(scope: { workspace: string; customer?: string }, text: string): Promise<Row[]> {
  await app.query('BEGIN');
  try {
    await app.query("SELECT set_config('heed.workspace', $1, true), set_config('heed.customer', $2, true)", [
      scope.workspace,
      scope.customer ?? '',
    ]);
    return (await app.query(text)).rows as Row[];
  } finally {
    await app.query('ROLLBACK');
  }
}

const tables = () =>
  asOwner<{ name: string; belted: boolean; has_workspace: boolean }>(
    heed.ownerUrl,
    `SELECT c.relname AS name, c.relrowsecurity AS belted, EXISTS (SELECT FROM pg_attribute a
       WHERE a.attrelid = c.oid AND a.attname = 'workspace_id' AND NOT a.attisdropped) AS has_workspace
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`,
  );

describe('row-level security', () => {
  it('is on for every table except the ground, which is listed with reasons', async () => {
    const all = await tables();
    expect(all.filter((one) => !one.belted).map((one) => one.name)).toEqual(Object.keys(ground).sort());
    expect(all.filter((one) => one.belted && !one.has_workspace)).toEqual([]);
    expect(all.filter((one) => one.belted).length).toBeGreaterThan(10);
  });

  it('shows no row of another workspace to a query without a filter, and takes none', async () => {
    const { workspaceId, practiceWorkspaceId } = stage.house;
    for (const { name } of (await tables()).filter((one) => one.belted)) {
      const total = await asOwner<{ workspace_id: string }>(heed.ownerUrl, `SELECT workspace_id FROM ${name}`);
      for (const workspace of [workspaceId, practiceWorkspaceId]) {
        const rows = await asApp<{ workspace_id: string }>({ workspace }, `SELECT workspace_id FROM ${name}`);
        const own = total.filter((row) => row.workspace_id === workspace);
        expect([name, rows.length, new Set(rows.map((row) => row.workspace_id)).size]).toEqual([
          name,
          own.length,
          own.length > 0 ? 1 : 0,
        ]);
      }
      await expect(asApp({ workspace: '' }, `SELECT * FROM ${name}`), name).resolves.toEqual([]);
    }
    const forged = `INSERT INTO team (workspace_id, id, name) VALUES ('${practiceWorkspaceId}', '${newId()}', 'Forged')`;
    await expect(asApp({ workspace: workspaceId }, forged)).rejects.toThrow(/row-level security/);
    const moved = `UPDATE team SET workspace_id = '${practiceWorkspaceId}'`;
    await expect(asApp({ workspace: workspaceId }, moved)).rejects.toThrow(/row-level security/);
  });

  it('shows a customer their own conversation and messages only, and never a note', async () => {
    const { customerId, conversationId } = stage.visit;
    const scope = { workspace: stage.house.workspaceId, customer: customerId };
    const messages = await asApp<{ kind: string; customer_id: string; text: string }>(scope, 'SELECT * FROM message');
    expect(messages.map((one) => one.text)).toEqual(['My parcel is late. Where is it?', 'For the customer']);
    expect(await asApp<{ id: string }>(scope, 'SELECT id FROM conversation')).toEqual([{ id: conversationId }]);
    expect(await asApp<{ id: string }>(scope, 'SELECT id FROM customer')).toEqual([{ id: customerId }]);
    const own = [
      ...['chat_opening', 'conversation', 'customer', 'customer_address', 'customer_identity', 'feedback_request'],
      ...['feedback_silence', 'message', 'promise', 'visit'],
    ];
    for (const { name } of (await tables()).filter((one) => one.belted && !own.includes(one.name))) {
      const rows = await asApp(scope, `SELECT * FROM ${name}`);
      if (!seenByCustomers[name]) expect([name, rows]).toEqual([name, []]);
    }
    const note = `INSERT INTO message (workspace_id, conversation_id, number, id, customer_id, kind, channel, text)
      VALUES ('${scope.workspace}', '${conversationId}', 99, '${newId()}', '${customerId}', 'note', 'chat', 'x')`;
    await expect(asApp(scope, note)).rejects.toThrow(/row-level security/);
  });

  it('lets a customer read of which brand an entry is, and change nothing about it', async () => {
    const { owner } = stage.cast;
    const [entry] = (await owner.call(listBrands, {})).entries;
    const { brandId } = await owner.call(addBrand, { key: 'fennick', name: 'Fennick', entryIds: [entry?.id ?? ''] });
    const scope = { workspace: stage.house.workspaceId, customer: stage.visit.customerId };
    for (const table of ['brand', 'brand_entry']) {
      expect(await asApp(scope, `SELECT * FROM ${table}`)).toHaveLength(1);
      expect(await asApp(scope, `UPDATE ${table} SET workspace_id = workspace_id RETURNING 1`)).toEqual([]);
    }
    expect(await asApp(scope, 'DELETE FROM brand_entry RETURNING 1')).toEqual([]);
    const forged = `INSERT INTO brand_entry (workspace_id, entry_id, brand_id)
      VALUES ('${scope.workspace}', '${newId()}', '${brandId}')`;
    await expect(asApp(scope, forged)).rejects.toThrow(/row-level security/);
    expect(await asApp({ workspace: scope.workspace }, `${forged} RETURNING 1`)).toHaveLength(1);
  });
});

describe("the application's role", () => {
  it('owns nothing, is no superuser and cannot step round the belt', async () => {
    const [role] = await asOwner(
      heed.ownerUrl,
      `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, (SELECT count(*)::int FROM pg_class
         WHERE relowner = r.oid) + (SELECT count(*)::int FROM pg_proc WHERE proowner = r.oid) AS owns,
         (SELECT count(*)::int FROM pg_auth_members WHERE member = r.oid) AS groups FROM pg_roles r WHERE rolname = 'heed_app'`,
    );
    const no = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false };
    expect(role).toEqual({ ...no, owns: 0, groups: 0 });
  });

  it.each([
    ['change the log', "UPDATE event SET reason = 'never'"],
    ['shorten the log', 'DELETE FROM event'],
    ['empty the log', 'TRUNCATE event'],
    ['forget a finished write', 'DELETE FROM finished_write'],
    ['rewrite a finished write', "UPDATE finished_write SET output = '{}'"],
    ['delete an account', 'DELETE FROM account'],
    ['switch the belt off', 'ALTER TABLE message DISABLE ROW LEVEL SECURITY'],
    ['drop a policy', 'DROP POLICY workspace ON message'],
    ['give itself rights', "GRANT UPDATE ON event TO heed_app; UPDATE event SET reason = 'never'"],
    ['become the owner', 'SET ROLE postgres'],
    ['make a table', 'CREATE TABLE public.mine (id int)'],
    ['read a file', "SELECT pg_read_file('/etc/passwd')"],
  ])('cannot %s', async (_, text) => {
    const refusal = /permission denied|must be owner|not allowed|does not exist|cannot/;
    await expect(asApp({ workspace: stage.house.workspaceId }, text)).rejects.toThrow(refusal);
  });
});

describe('the log of events', () => {
  it('has no gap in any workspace after sixteen writers, and a reader who polls misses none', async () => {
    const { owner, elsewhere, concerned } = stage.cast;
    const seen = new Map<string, number[]>([
      [stage.house.workspaceId, []],
      [stage.house.practiceWorkspaceId, []],
    ]);
    let isOver = false;
    // Reads on from the last number it knows, as the hub does: an order other than that of commits would lose some.
    const reader = (async () => {
      for (let last = false; ; last = isOver) {
        for (const [workspace, seqs] of seen) {
          const text = `SELECT seq::int FROM event WHERE seq > ${seqs.at(-1) ?? 0} ORDER BY seq`;
          seqs.push(...(await asApp<{ seq: number }>({ workspace }, text)).map((row) => row.seq));
        }
        if (last) return;
      }
    })();
    const writer = async (n: number) => {
      for (let i = 0; i < 12; i++) {
        if (n % 4 === 3) await concerned.call(chatSend, { text: `Message ${n}.${i}` });
        else await (n % 2 === 0 ? owner : elsewhere).call(createCustomer, { name: `Customer ${n}.${i}` });
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, n) => writer(n)));
    isOver = true;
    await reader;
    for (const [workspace, seqs] of seen) {
      const [stream] = await asOwner<{ head: number }>(
        heed.ownerUrl,
        'SELECT head::int FROM workspace_stream WHERE workspace_id = $1',
        [workspace],
      );
      expect(seqs).toEqual(Array.from({ length: stream?.head ?? 0 }, (_, i) => i + 1));
      expect(seqs.length).toBeGreaterThan(48);
    }
  });

  it('leaves no number unused by a write that was refused or broke off', async () => {
    const { owner } = stage.cast;
    const name = 'Wendy Waits';
    await expect(owner.call(createCustomer, { name, addresses: [{ kind: 'email', value: 'no' }] })).rejects.toThrow();
    await owner.call(createCustomer, { name });
    const rows = await asOwner<{ gaps: number }>(
      heed.ownerUrl,
      `SELECT count(*)::int AS gaps FROM (SELECT seq - lag(seq, 1, 0::bigint) OVER (PARTITION BY workspace_id ORDER BY seq) AS step
         FROM event) e WHERE step <> 1`,
    );
    expect(rows).toEqual([{ gaps: 0 }]);
  });
});
