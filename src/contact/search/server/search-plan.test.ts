import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCustomer } from '#contact/customers/contract.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { searchEverywhere, searchMessages } from '../contract.ts';

/** 10,000 conversations and 30,000 messages over 200 days here, and next door as many with the very same words. */
let heed: TestHeed;
let house: SetUp;

const conversations = 10_000;

async function fill(workspaceId: string, where: string): Promise<void> {
  const run = (text: string) => asOwner(heed.ownerUrl, text, [workspaceId]);
  await run(`INSERT INTO customer (workspace_id, id, number, name, name_key)
    SELECT $1, gen_random_uuid(), 100000 + n, '${where} Person' || n, lower('${where} Person' || n)
    FROM generate_series(1, 5000) n`);
  await run(`INSERT INTO conversation (workspace_id, id, number, customer_id, channel, subject, last_message_at)
    SELECT $1, gen_random_uuid(), 100000 + n, p.id, 'api', CASE n % 1000 WHEN 7 THEN 'Warranty' ELSE 'Question' END,
      heed_now() - n * interval '29 minutes'
    FROM generate_series(1, ${conversations}) n
    JOIN customer p ON p.workspace_id = $1 AND p.number = 100000 + n % 5000 + 1`);
  // "the" stands in every message, "often" in every hundredth, "seldom" in one conversation.
  await run(`INSERT INTO message (workspace_id, conversation_id, number, id, customer_id, kind, channel, text, at)
    SELECT $1, c.id, m, gen_random_uuid(), c.customer_id, 'customer', 'api', 'the ${where} message'
      || CASE WHEN c.number % 100 = 5 THEN ' often' ELSE '' END
      || CASE WHEN c.number % 10000 = 5 THEN ' seldom' ELSE '' END, c.last_message_at - (3 - m) * interval '1 minute'
    FROM conversation c, generate_series(1, 3) m WHERE c.workspace_id = $1 AND c.number > 100000 ORDER BY c.number DESC`);
  // Every third message carries a photo, one in a thousand conversations an invoice.
  await run(`INSERT INTO file (workspace_id, id, customer_id, name, type, size, sha256, at, message_id, place)
    SELECT $1, gen_random_uuid(), m.customer_id,
      CASE WHEN c.number % 1000 = 5 THEN 'invoice_${where}.pdf' ELSE 'photo.jpg' END, 'image/jpeg', 9, sha256('x'), m.at, m.id, 1
    FROM message m JOIN conversation c ON c.workspace_id = $1 AND c.id = m.conversation_id
    WHERE m.workspace_id = $1 AND m.number = 2 AND c.number > 100000`);
}

beforeAll(async () => {
  heed = await startTestHeed();
  house = await heed.setUp();
  await fill(house.workspaceId, 'here');
  await fill(house.practiceWorkspaceId, 'there');
  await asOwner(heed.ownerUrl, 'ANALYZE customer, conversation, message, file');
  await asOwner(heed.ownerUrl, 'SELECT heed_tidy_search()');
}, 90_000);
afterAll(() => heed.stop());

/** What a statement gives, and the plans of what runs inside its functions, as PostgreSQL itself reports them. */
async function plansOf(scope: string, text: string): Promise<{ plans: string; rows: unknown[] }> {
  const client = new pg.Client({ connectionString: heed.ownerUrl });
  const notices: string[] = [];
  client.on('notice', (notice) => notices.push(String(notice.message)));
  await client.connect();
  try {
    await client.query(`LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0;
      SET auto_explain.log_analyze = on; SET auto_explain.log_timing = off;
      SET auto_explain.log_nested_statements = on; SET client_min_messages = log; ${scope}`);
    const { rows } = await client.query(text);
    return { plans: notices.join('\n'), rows };
  } finally {
    await client.end();
  }
}

const filesWith = (words: string) =>
  `SELECT * FROM heed_find_files('{${words}}', false, NULL, NULL, '-infinity', NULL, NULL, NULL, NULL, false, 51)`;
const inHouse = () => `SELECT set_config('heed.workspace', '${house.workspaceId}', false)`;
const messagesWith = (words: string) =>
  `SELECT * FROM heed_find_messages('{${words}}', false, NULL, NULL, '-infinity', NULL, NULL, NULL, NULL, false, 51)`;

/** How many rows of a table were fetched by way of an index, in all windows together. */
function fetched(plans: string, index: string): number {
  const found = [...plans.matchAll(new RegExp(`Bitmap Index Scan on ${index}.*?actual rows=(\\d+)`, 'g'))];
  return found.reduce((sum, [, rows]) => sum + Number(rows), 0);
}

describe('over 30,000 messages and as many next door', () => {
  it.each([
    ['the', 51],
    ['often', 51],
    ['seldom', 3],
    ['never', 0],
  ])('“%s” is looked up in the index of words, and fetches no more than it shows by far', async (word, rows) => {
    const found = await plansOf(inHouse(), messagesWith(word));
    expect(found.plans).toMatch(/Bitmap Index Scan on message_words\b/);
    expect(found.plans).not.toMatch(/Seq Scan on (message|conversation|customer)\b/);
    expect(found.rows).toHaveLength(rows);
    expect(fetched(found.plans, 'message_words')).toBeGreaterThanOrEqual(rows);
    expect(fetched(found.plans, 'message_words')).toBeLessThan(1_000);
  });

  it('subjects and names are looked up in theirs, beginnings and misspelt ones too', async () => {
    const subject = await plansOf(
      inHouse(),
      `SELECT * FROM heed_find_conversations('{warranty}', false, NULL, NULL, '-infinity', NULL, NULL, NULL, false, 51)`,
    );
    expect(subject.plans).toMatch(/Bitmap Index Scan on conversation_words\b/);
    expect(subject.rows).toHaveLength(10);
    const name = await plansOf(inHouse(), `SELECT * FROM heed_find_names('{person4,here}', 500)`);
    expect(name.plans).toMatch(/Bitmap Index Scan on customer_words\b/);
    expect(name.rows.length).toBe(500);
    const alike = await plansOf(inHouse(), `SELECT * FROM heed_find_similar_names('{persn4444}', 8)`);
    expect(alike.plans).toMatch(/Bitmap Index Scan on customer_name_signs\b/);
    expect(alike.rows.length).toBeGreaterThan(0);
    for (const { plans } of [subject, name, alike]) expect(plans).not.toMatch(/Seq Scan on (conversation|customer)\b/);
  });

  it.each([
    ['photo', 51],
    ['invoice', 10],
    ['never', 0],
    ['', 51],
  ])('files called “%s” are looked up in the index of their names', async (word, rows) => {
    const found = await plansOf(inHouse(), filesWith(word));
    expect(found.plans).toMatch(/Bitmap Index Scan on file_words\b/);
    expect(found.plans).not.toMatch(/Seq Scan on (file|message|conversation)\b/);
    expect(found.rows).toHaveLength(rows);
    expect(fetched(found.plans, 'file_words')).toBeLessThan(1_000);
  });

  it('pages on in order to the last one', async () => {
    let after: string | undefined;
    const numbers: string[] = [];
    do {
      const page = await house.owner.call(searchMessages, { text: 'often', limit: 50, ...(after && { after }) });
      numbers.push(...page.messages.map((one) => `${one.at} ${one.id}`));
      after = page.next ?? undefined;
    } while (after);
    expect(numbers).toHaveLength(300);
    expect(numbers).toEqual([...new Set(numbers)].sort().reverse());
  });
});

describe('the belt', () => {
  it('gives no ids to a customer, without a workspace, or of another one', async () => {
    const asked = [
      messagesWith('the'),
      `SELECT * FROM heed_find_conversations('{question}', false, NULL, NULL, '-infinity', NULL, NULL, NULL, false, 51)`,
      filesWith('photo'),
      `SELECT * FROM heed_find_names('{here}', 500)`,
      `SELECT * FROM heed_find_similar_names('{person4444}', 8)`,
    ];
    const customer = `${inHouse()}, set_config('heed.customer', gen_random_uuid()::text, false)`;
    for (const text of asked) {
      for (const scope of [customer, 'SELECT 1']) expect((await plansOf(scope, text)).rows).toEqual([]);
    }
    expect((await plansOf(inHouse(), `SELECT * FROM heed_find_names('{there}', 500)`)).rows).toEqual([]);
    expect((await plansOf(inHouse(), messagesWith('there'))).rows).toEqual([]);
  });

  it('holds when a function gives ids of everybody and the statement forgets its workspace', async () => {
    const app = new pg.Client({ connectionString: heed.running.kernel.database.pool.options.connectionString });
    await app.connect();
    try {
      await asOwner(
        heed.ownerUrl,
        `CREATE FUNCTION careless() RETURNS SETOF uuid LANGUAGE sql SECURITY DEFINER
           AS $$ SELECT id FROM message WHERE text LIKE 'the %' $$; GRANT EXECUTE ON FUNCTION careless() TO heed_app`,
      );
      await app.query(`BEGIN; ${inHouse()}`);
      const { rows } = await app.query(
        'SELECT DISTINCT m.workspace_id FROM careless() AS f (id) JOIN message m ON m.id = f.id',
      );
      expect(rows).toEqual([{ workspace_id: house.workspaceId }]);
    } finally {
      await app.end();
    }
  });

  it('and the product finds what is here, and never what is there', async () => {
    await house.owner.call(createCustomer, { name: 'Otis There' });
    const found = await house.owner.call(searchEverywhere, { text: 'there', limit: 50 });
    expect(found.people).toHaveLength(1);
    expect([found.conversations, found.messages]).toEqual([[], []]);
    const often = await house.owner.call(searchEverywhere, { text: 'often', limit: 50 });
    expect(often.messages).toHaveLength(50);
    expect(often.messages.every((one) => one.passage.some((piece) => piece.text.includes('here')))).toBe(true);
  });
});
