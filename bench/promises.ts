import { compileCalendar, dueAt } from '#foundation/promises/server/calendar/calendar.ts';
import { dueNow } from '#kernel/server/deadlines.ts';
import type { Bench } from './lib/bench.ts';
import { makeDataFolder } from './lib/data-folder.ts';
import { makeDataset, small } from './lib/dataset.ts';
import { pause, shown, spread } from './lib/numbers.ts';
import { type Product, startProduct } from './lib/product.ts';
import { demandDurable, rowsOf, withOwner } from './lib/sql.ts';

const together = 5_000;

export const promises: Bench = {
  name: 'promises',
  about: '500,000 running promises: what looking for the due ones costs, and 5,000 that come due together',
  run: async ({ quick }) => {
    const running = quick ? 20_000 : 500_000;
    const perSecond = timeDueTimes(quick ? 50_000 : 500_000);
    const dataDir = await makeDataFolder();
    await makeDataset(dataDir, { ...small, total: small.demo });
    const product = await startProduct(dataDir);
    await demandDurable(product.ownerUrl);
    await fill(product, running, "interval '1 day' + random() * interval '20 days'");
    await rowsOf(product.ownerUrl, 'ANALYZE promise, deadline');
    const poll = spread(await timePolls(product, quick ? 200 : 1_000));
    const drains: number[] = [];
    for (let i = 0; i < (quick ? 1 : 3); i++) drains.push(await drain(product));
    await product.stop();
    const drained = spread(drains);
    return {
      figures: { idle_poll_ms: poll.median, drain_5k_ms: drained.median, due_per_s: perSecond },
      series: [
        { name: 'looking for what is due, nothing is', unit: 'ms', spread: poll },
        { name: `${shown(together)} due together, until the last has fired`, unit: 'ms', spread: drained },
      ],
      notes: [
        `${shown(running)} promises ran, each with its deadline. One process fires, in writes of 500.`,
        'Fired means: broken, written down, told in an event and committed; counted from the instant they were due.',
        'due_per_s is the calendar alone: due times of 15 minutes to 5 working days from instants over two years.',
      ],
    };
  },
};

/** Due times a second that one thread reckons by an office calendar with holidays. */
function timeDueTimes(count: number): number {
  const office: [string, string][] = [
    ['09:00', '12:30'],
    ['13:00', '17:00'],
  ];
  const open = compileCalendar({
    timeZone: 'Australia/Melbourne',
    hours: { mon: office, tue: office, wed: office, thu: office, fri: office },
    holidays: ['2026-11-03', '2026-12-25', '2027-01-01', '2027-01-26', '2027-03-08'],
  });
  const from = Date.UTC(2026, 0, 1);
  const span = 2 * 365 * 86_400_000;
  const reckon = (i: number) => dueAt(open, from + ((i * 7_919_333) % span), 15 + ((i * 37) % 2_400)).due;
  for (let i = 0; i < 5_000; i++) reckon(i);
  const startedAt = performance.now();
  for (let i = 0; i < count; i++) reckon(i);
  return (count / (performance.now() - startedAt)) * 1_000;
}

/** Adds running promises of the live workspace, each due at an SQL instant from now. */
async function fill(product: Product, count: number, dueIn: string): Promise<void> {
  await withOwner(product.ownerUrl, async (client) => {
    await client.query(
      `WITH given AS MATERIALIZED (
         SELECT w.id AS workspace_id, uuidv7() AS id, gen_random_uuid() AS subject_id, m.account_id AS owner_id,
           now() + ${dueIn} AS due_at
         FROM generate_series(1, $1) AS n
         CROSS JOIN (SELECT id FROM workspace WHERE kind = 'live') w
         CROSS JOIN LATERAL (SELECT account_id FROM membership WHERE workspace_id = w.id ORDER BY account_id
           OFFSET 0 LIMIT 1) m),
       made AS (INSERT INTO promise (workspace_id, id, measure, subject_kind, subject_id, owner_id, words, state,
           started_at, due_at)
         SELECT workspace_id, id, 'task', 'none', subject_id, owner_id, 'Owed', 'running', now(), due_at FROM given
         RETURNING workspace_id, id, due_at),
       entry AS (INSERT INTO promise_entry (workspace_id, promise_id, number, at, kind, due_at)
         SELECT workspace_id, id, 1, now(), 'started', due_at FROM made)
       INSERT INTO deadline (workspace_id, id, kind, ref, due_at)
       SELECT workspace_id, id, 'promise', id, due_at FROM made`,
      [count],
    );
  });
}

/** The look that every process takes four times a second. */
async function timePolls(product: Product, times: number): Promise<number[]> {
  return withOwner(product.ownerUrl, async (client) => {
    const spent: number[] = [];
    for (let i = 0; i < times; i++) {
      const startedAt = performance.now();
      await client.query({ name: dueNow.name, text: dueNow.text, values: [['promise'], []] });
      spent.push(performance.now() - startedAt);
    }
    return spent;
  });
}

/** Lets 5,000 come due at one instant. Returns the milliseconds from there until the last one was told of. */
async function drain(product: Product): Promise<number> {
  const leadS = 5;
  await fill(product, together, `interval '${leadS} s'`);
  const [due] = await rowsOf<{ due_at: Date }>(
    product.ownerUrl,
    `SELECT due_at FROM promise WHERE state = 'running' AND due_at < now() + interval '1 hour' AND words = 'Owed'
     GROUP BY due_at HAVING count(*) >= $1 ORDER BY due_at DESC LIMIT 1`,
    [together],
  );
  if (!due) throw new Error('They came due before they were all there.');
  for (let waitedS = 0; waitedS < 60; waitedS++) {
    await pause(1_000);
    const [told] = await rowsOf<{ count: number; last: Date }>(
      product.ownerUrl,
      `SELECT count(DISTINCT data->>'promiseId')::int AS count, max(at) AS last FROM event
       WHERE type = 'promise.broken' AND (data->>'dueAt')::timestamptz = date_trunc('milliseconds', $1::timestamptz)`,
      [due.due_at],
    );
    if (told && told.count >= together) return told.last.getTime() - due.due_at.getTime();
  }
  throw new Error('They had not all fired after a minute.');
}
