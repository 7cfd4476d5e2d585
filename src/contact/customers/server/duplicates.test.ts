import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConversation } from '#contact/conversations/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import {
  addAddress,
  changeCustomer,
  createCustomer,
  dismissPair,
  duplicatesOf,
  getCustomer,
  getStanding,
  listDuplicates,
  removeAddress,
  restorePair,
} from '../contract.ts';

let heed: TestHeed;
let house: SetUp;
let owner: Client;

beforeAll(async () => {
  heed = await startTestHeed();
  house = await heed.setUp();
  owner = house.owner;
});
afterAll(() => heed.stop());

const make = (name: string, ...values: string[]) => {
  const addresses = values.map((value) => ({
    kind: value.includes('@') ? ('email' as const) : ('phone' as const),
    value,
  }));
  return owner.call(createCustomer, { name, addresses });
};
const hints = async (customerId: string) =>
  (await owner.call(duplicatesOf, { customerId })).pairs.map((pair) => `${pair.other.name}: ${pair.strength}`);

describe('the form by which addresses meet', () => {
  it.each([
    ['email', 'ines@kaldor.example', 'ines@kaldor.example'],
    ['email', 'ines+shop@kaldor.example', 'ines@kaldor.example'],
    ['email', 'i.nes+a+b@googlemail.com', 'ines@gmail.com'],
    ['email', 'i.nes@outlook.com', 'i.nes@outlook.com'],
    ['email', '+ines@kaldor.example', '+ines@kaldor.example'],
    ['phone', '+61491570006', '491570006'],
    ['phone', '+610491570006', '491570006'],
    ['phone', '0491570006', '491570006'],
    ['phone', '+14155550100', '4155550100'],
    ['phone', '14155550100', '4155550100'],
    ['phone', '+35312345678', '12345678'],
    ['phone', '+4930123456', '30123456'],
    ['phone', '+85223456789', '23456789'],
    ['phone', '+77012345678', '7012345678'],
  ])('of the %s %s is %s', async (kind, key, expected) => {
    const [row] = await asOwner(heed.ownerUrl, 'SELECT heed_match_key($1, $2) AS form', [kind, key]);
    expect(row).toEqual({ form: expected });
  });
});

describe('possible duplicates', () => {
  it('are found when an address or a name is written, with their evidence, and go with it', async () => {
    const one = await make('Marisol Adeyemi', 'marisol.adeyemi@gmail.com');
    expect(await hints(one.customerId)).toEqual([]);
    const other = await make('M. Adeyemi', 'MarisolAdeyemi+kettle@googlemail.com');
    const { pairs } = await owner.call(duplicatesOf, { customerId: one.customerId });
    expect(pairs).toMatchObject([
      { strength: 'strong', other: { reference: other.reference }, signs: [{ code: 'same_mailbox' }] },
    ]);
    expect(pairs[0]?.signs[0]?.words).toContain('MarisolAdeyemi+kettle@googlemail.com');
    expect(await hints(other.customerId)).toEqual(['Marisol Adeyemi: strong']);
    const { addresses } = await owner.call(getCustomer, { customerId: other.customerId });
    await owner.call(removeAddress, { customerId: other.customerId, addressId: addresses[0]?.id ?? '' });
    expect(await hints(one.customerId)).toEqual([]);
  });

  it('by name count only together with something else', async () => {
    const one = await make('Wilhelmina Achterberg', 'w.achterberg@lumen.example');
    const other = await make('Wilhelmina Achterburg', 'office@other.example');
    expect(await hints(other.customerId)).toEqual([]);
    await owner.call(addAddress, { customerId: other.customerId, kind: 'email', value: 'mina@lumen.example' });
    expect(await hints(one.customerId)).toEqual(['Wilhelmina Achterburg: possible']);
    const { version } = await owner.call(getCustomer, { customerId: other.customerId });
    await owner.call(changeCustomer, { customerId: other.customerId, version, name: 'Otto Lang' });
    expect(await hints(one.customerId)).toEqual([]);
  });

  it('are dismissed, remembered so when found again, and come back when that is taken back', async () => {
    const one = await make('Rafe Lindqvist', '+61 491 570 156');
    const other = await make('Rafe L.', '0491 570 156');
    const pair = { customerId: one.customerId, otherId: other.customerId };
    expect(await hints(one.customerId)).toHaveLength(1);
    await owner.call(dismissPair, pair);
    expect(await hints(one.customerId)).toEqual([]);
    await owner.call(addAddress, { customerId: other.customerId, kind: 'email', value: 'rafe@lindqvist.example' });
    const after = await owner.call(duplicatesOf, { customerId: other.customerId });
    expect(after.pairs).toEqual([]);
    expect(after.dismissed).toMatchObject([{ other: { name: 'Rafe Lindqvist' }, byName: 'Olive Owner' }]);
    await owner.call(restorePair, { customerId: other.customerId, otherId: one.customerId });
    expect(await hints(one.customerId)).toHaveLength(1);
    const nobody = owner.call(dismissPair, { ...pair, otherId: (await make('Nobody')).customerId });
    await expect(nobody).rejects.toMatchObject({ code: 'record.not_found' });
  });

  it('stand in one list, the strongest first, page by page', async () => {
    const all = await owner.call(listDuplicates, {});
    const ranks = all.pairs.map((pair) => ['strong', 'likely', 'possible'].indexOf(pair.strength));
    expect(ranks).toEqual([...ranks].sort());
    await make('Pat Strong', 'pat.strong@gmail.com');
    await make('Pat Stronger', 'patstrong@gmail.com');
    const found: string[] = [];
    for (let after: string | undefined, pages = 0; pages < 20; pages++) {
      const page = await owner.call(listDuplicates, { limit: 1, ...(after ? { after } : {}) });
      found.push(...page.pairs.map((pair) => pair.one.id + pair.other.id));
      if (!page.next) break;
      after = page.next;
    }
    expect(found).toHaveLength(all.pairs.length + 1);
    expect(new Set(found).size).toBe(found.length);
  });

  it('part of MEM16003-1.2: contacts under another e-mail make somebody probably returning, with the evidence', async () => {
    const before = await make('Cosmo Threlkeld', 'cosmo.threlkeld@gmail.com');
    for (const text of ['First', 'Second'])
      await owner.call(startConversation, { customerId: before.customerId, text });
    const now = await make('C. Threlkeld', 'cosmothrelkeld+2@gmail.com');
    await owner.call(startConversation, { customerId: now.customerId, text: 'Hello' });
    expect(await owner.call(getStanding, { customerId: now.customerId })).toMatchObject({
      standing: 'probably_returning',
      reasons: [{ source: 'duplicates', words: `Maybe Cosmo Threlkeld (${before.reference}), who had 2 contacts` }],
    });
  });
});

describe('among 30,000 customers', () => {
  beforeAll(async () => {
    await asOwner(
      heed.ownerUrl,
      `INSERT INTO customer (workspace_id, id, number, name, name_key)
       SELECT $1, gen_random_uuid(), 100000 + n, name, name FROM (SELECT n, translate(left(md5(n::text), 6), '0123456789', 'ghijklmnop')
         || ' ' || translate(left(md5((n % 5000)::text), 8), '0123456789', 'qrstuvwxyz') AS name
         FROM generate_series(1, 30000) n) named`,
      [house.workspaceId],
    );
    await asOwner(
      heed.ownerUrl,
      `INSERT INTO customer_address (workspace_id, id, customer_id, kind, value, value_key, is_primary)
       SELECT workspace_id, gen_random_uuid(), id, 'email', m, m, true
       FROM (SELECT workspace_id, id, 'p' || number || '@host' || number % 5000 || '.example' AS m FROM customer
         WHERE number > 100000) c`,
    );
    await asOwner(heed.ownerUrl, 'ANALYZE customer, customer_address');
  }, 60_000);

  it('names alike are found by the index of trigrams, in this workspace only, and not for customers', async () => {
    const client = new pg.Client({ connectionString: heed.ownerUrl });
    const notices: string[] = [];
    client.on('notice', (notice) => notices.push(String(notice.message)));
    await client.connect();
    try {
      await client.query(`LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0;
        SET auto_explain.log_nested_statements = on; SET client_min_messages = log;
        SELECT set_config('heed.workspace', '${house.workspaceId}', false)`);
      const ask = async () =>
        (
          await client.query(
            'SELECT heed_customers_named_like((SELECT name_key FROM customer WHERE number = 107777), gen_random_uuid())',
          )
        ).rows;
      expect((await ask()).length).toBeGreaterThan(0);
      expect(notices.join('\n')).toMatch(/Bitmap Index Scan on customer_name_alike\b/);
      expect(notices.join('\n')).not.toContain('Seq Scan on customer');
      await client.query(`SELECT set_config('heed.customer', gen_random_uuid()::text, false)`);
      expect(await ask()).toEqual([]);
      await client.query(`SELECT set_config('heed.customer', '', false),
        set_config('heed.workspace', '${house.practiceWorkspaceId}', false)`);
      expect(await ask()).toEqual([]);
    } finally {
      await client.end();
    }
  });

  it('writing an address looks for them by an index', async () => {
    const times: number[] = [];
    for (let n = 0; n < 5; n++) {
      const from = performance.now();
      await make(`Odalys Prewitt ${n}`, `g${n}@host${n}.example`);
      times.push(performance.now() - from);
    }
    // How fast is the benches' matter; this is far from either.
    expect(Math.min(...times)).toBeLessThan(1_000);
  });
});
