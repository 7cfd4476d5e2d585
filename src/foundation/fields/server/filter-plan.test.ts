import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCustomers } from '#contact/customers/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { defineField } from '../contract.ts';

/** 100,000 customers here and 100,000 next door, who hold the very same values under the very same ids. */
let heed: TestHeed;
let house: SetUp;
let owner: Client;
let fieldId: string;

beforeAll(async () => {
  heed = await startTestHeed();
  house = await heed.setUp();
  owner = house.owner;
  const purpose = 'To find them.';
  ({ fieldId } = await owner.call(defineField, {
    subject: 'customer',
    key: 'tier',
    label: 'Tier',
    purpose,
    kind: 'text',
  }));
  for (const [workspaceId, name] of [
    [house.workspaceId, 'Here'],
    [house.practiceWorkspaceId, 'There'],
  ]) {
    // Every tenth is silver, one in 1,250 gold, one black.
    await asOwner(
      heed.ownerUrl,
      `INSERT INTO customer (workspace_id, id, number, name, name_key, fields)
       SELECT $1, gen_random_uuid(), 100000 + n, $2 || ' ' || n, lower($2 || ' ' || lpad(n::text, 6, '0')),
         CASE WHEN n = 7777 THEN jsonb_build_object($3::text, 'Black') WHEN n % 1250 = 0 THEN jsonb_build_object($3::text, 'Gold')
           WHEN n % 10 = 1 THEN jsonb_build_object($3::text, 'Silver') ELSE '{}' END
       FROM generate_series(1, 25000) n`,
      [workspaceId, name, fieldId],
    );
  }
  await asOwner(heed.ownerUrl, 'ANALYZE customer');
}, 60_000);
afterAll(() => heed.stop());

/** The plans of what runs inside the function, as PostgreSQL itself reports them. */
async function plansOf(workspaceId: string, wanted: object): Promise<{ plans: string; ids: number }> {
  const client = new pg.Client({ connectionString: heed.ownerUrl });
  const notices: string[] = [];
  client.on('notice', (notice) => notices.push(String(notice.message)));
  await client.connect();
  try {
    await client.query(`LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0;
      SET auto_explain.log_nested_statements = on; SET client_min_messages = log;
      SELECT set_config('heed.workspace', '${workspaceId}', false)`);
    const { rows } = await client.query('SELECT heed_customers_with($1) AS id', [JSON.stringify(wanted)]);
    return { plans: notices.join('\n'), ids: rows.length };
  } finally {
    await client.end();
  }
}

async function all(fields: object, limit: number): Promise<string[]> {
  const names: string[] = [];
  let after: string | undefined;
  do {
    const asked = { fields: JSON.stringify(fields), limit, ...(after ? { after } : {}) };
    const page = await owner.call(listCustomers, asked);
    names.push(...page.customers.map((one) => one.name));
    after = page.next ?? undefined;
  } while (after && names.length < 400);
  return names;
}

describe('a filter by field over 25,000 customers', () => {
  it.each(['Black', 'Gold'])('finds the rare value %s by the index of fields', async (tier) => {
    const { plans, ids } = await plansOf(house.workspaceId, { [fieldId]: tier });
    expect(plans).toMatch(/Bitmap Index Scan on customer_fields\b/);
    expect(plans).not.toContain('Seq Scan on customer');
    expect(ids).toBe(tier === 'Black' ? 1 : 20);
  });

  it('gives at most 2,001 ids, and none to a customer or without a workspace', async () => {
    expect((await plansOf(house.workspaceId, { [fieldId]: 'Silver' })).ids).toBe(2_001);
    const [none] = await asOwner<{ count: number }>(
      heed.ownerUrl,
      `SELECT count(*)::int AS count FROM (SELECT set_config('heed.customer', gen_random_uuid()::text, false),
         set_config('heed.workspace', '${house.workspaceId}', false)) s, heed_customers_with('{"${fieldId}":"Gold"}')`,
    );
    const [nowhere] = await asOwner<{ count: number }>(
      heed.ownerUrl,
      `SELECT count(*)::int AS count FROM heed_customers_with('{"${fieldId}":"Gold"}')`,
    );
    expect([none?.count, nowhere?.count]).toEqual([0, 0]);
  });

  it("lists them in order, page by page, and never another workspace's", async () => {
    expect(await all({ tier: 'Black' }, 50)).toEqual(['Here 7777']);
    expect(await all({ tier: 'Gold' }, 7)).toEqual(Array.from({ length: 20 }, (_, n) => `Here ${(n + 1) * 1_250}`));
    const silver = await all({ tier: 'Silver' }, 100);
    expect(silver.slice(0, 400)).toEqual(Array.from({ length: 400 }, (_, n) => `Here ${n * 10 + 1}`));
  });
});
