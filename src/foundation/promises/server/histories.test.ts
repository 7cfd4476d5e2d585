import { afterAll, beforeAll, expect, it } from 'vitest';
import { assign, reopen, reply, resolve, setWaiting } from '#contact/conversations/contract.ts';
import { ProblemError } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { seeded } from '#kernel/test/fuzz.ts';
import { minute, openPromiseShop, type PromiseShop, wednesday } from '../test/shop.ts';
import { compileCalendar } from './calendar/calendar.ts';
import { type CalendarRulesJson, roundTheClock, rulesOf } from './calendar-of.ts';
import { type Entry, recompute } from './clock.ts';
import { clockOf, type PromiseRecord } from './record.ts';

let shop: PromiseShop;
beforeAll(async () => {
  shop = await openPromiseShop();
});
afterAll(() => shop.heed.stop());

interface StoredEntry {
  kind: Entry['kind'];
  at: string;
  due_at: string;
  number: number;
}

type Step = (conversationId: string, version: number) => Promise<unknown>;

it('what is stored of a promise equals what its entries say, over many random histories', async () => {
  const random = seeded(20_261_122);
  const { owner } = shop;
  const wrapUpReasonId = await shop.wrapUpReasonId();
  const steps: Step[] = [
    (conversationId) => owner.call(reply, { conversationId, text: 'Soon', status: 'waiting' }),
    (conversationId) => owner.call(reply, { conversationId, text: 'We look', status: 'open' }),
    (conversationId, version) => owner.call(setWaiting, { conversationId, version, waiting: true }),
    (conversationId, version) => owner.call(setWaiting, { conversationId, version, waiting: false }),
    (conversationId, version) => owner.call(assign, { conversationId, version, assigneeId: null }),
    (conversationId, version) => owner.call(assign, { conversationId, version, assigneeId: owner.personId }),
    (conversationId, version) => owner.call(resolve, { conversationId, version, wrapUpReasonId }),
    (conversationId, version) => owner.call(reopen, { conversationId, version }),
  ];
  let now = wednesday;
  for (let history = 0; history < 30; history++) {
    shop.at(now);
    const id = await shop.ask({ channel: random() < 0.5 ? 'chat' : 'api' });
    for (let i = 0; i < 7; i++) {
      now += Math.floor(random() ** 3 * 2_000) * minute;
      shop.at(now);
      const step = steps[Math.floor(random() * steps.length)];
      await step?.(id, await shop.version(id)).catch((error: unknown) => {
        if (!(error instanceof ProblemError) || error.status >= 500) throw error;
      });
    }
  }
  // One statement, so one instant: deadlines go on firing meanwhile.
  const rows = await asOwner<PromiseRecord & { rules: CalendarRulesJson | null; said: StoredEntry[] }>(
    shop.heed.ownerUrl,
    `SELECT p.*, v.rules,
       (SELECT json_agg(e ORDER BY e.number) FROM promise_entry e
        WHERE e.workspace_id = p.workspace_id AND e.promise_id = p.id) AS said
     FROM promise p
     LEFT JOIN calendar_version v ON v.workspace_id = p.workspace_id AND v.id = p.calendar_version_id`,
  );
  const kinds = new Set<string>();
  for (const row of rows) {
    const own = row.said;
    expect(own.map((one) => one.number)).toEqual(own.map((_, i) => i + 1));
    expect(row.entries).toBe(own.length);
    for (const one of own) kinds.add(one.kind);
    const open = row.rules ? compileCalendar(rulesOf(row.rules)) : roundTheClock;
    const by = { minutes: row.minutes, warnPercent: row.warn_percent, open };
    const said = own.map(({ kind, at, due_at }) => ({ kind, at: Date.parse(at), dueAt: Date.parse(due_at) }));
    expect(recompute(said, by), `${row.measure} ${own.map((one) => one.kind).join()}`).toEqual(clockOf(row));
  }
  expect(rows.length).toBeGreaterThan(120);
  expect([...kinds]).toEqual(expect.arrayContaining(['paused', 'resumed', 'broken', 'kept', 'waived', 'reopened']));
}, 60_000);
