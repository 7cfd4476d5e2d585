import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reply, startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { addBrand } from '#contact/portal/contract.ts';
import { measureRows } from '#foundation/measures/contract.ts';
import { caughtUp, keepSessions } from '#foundation/measures/test/caught-up.ts';
import { listNotices } from '#foundation/notices/contract.ts';
import { getPromise, keepPromise, promisesOn } from '#foundation/promises/contract.ts';
import { startDeadlines } from '#kernel/server/deadlines.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import * as contract from '../contract.ts';
import { standardInForce } from '../test/standard.ts';
import { judgeAll } from './rule.ts';

const minute = 60_000;
const day = 86_400_000;
// A Monday, 13:00 in Melbourne.
const begin = Date.parse('2026-08-31T03:00:00Z');
let now = new Date(begin);
let heed: TestHeed;
let owner: Client;
let manager: Client;
let lead: Client;
let customerId: string;

const promise = (channel: string | null, minutes: number) => ({
  ...{ measure: 'first_response', channel, teamId: null, minutes, calendarId: null, warnPercent: 80, sharePercent: 90 },
});

/** Conversations of one day by chat, of which some are answered in time. */
async function weekOf(week: number, all: number, inTime: number): Promise<void> {
  for (let i = 0; i < all; i++) {
    now = new Date(begin + week * 7 * day + i * 3_600_000);
    const from = 'customer' as const;
    const started = await owner.call(startConversation, { customerId, text: 'Where is it?', channel: 'chat', from });
    now = new Date(now.getTime() + (i < inTime ? 1 : 30) * minute);
    await manager.call(reply, { conversationId: started.conversationId, text: 'On its way.' });
  }
}

beforeAll(async () => {
  heed = await startTestHeed({ now: () => now });
  heed.running.kernel.holdsDeadlines = true;
  ({ owner } = await heed.setUp());
  manager = await heed.member('manager');
  lead = await heed.member('lead');
  await keepSessions(heed);
  ({ customerId } = await owner.call(createCustomer, { name: 'Ines Kaldor' }));
  const lines = [promise('chat', 2), promise(null, 240)];
  const metric = { measure: 'csat', is: 'at_least', goal: 85 } as const;
  await standardInForce(manager, owner, [
    { title: 'First reply', body: { does: 'promise', lines } },
    { title: 'How we know', body: { does: 'metric', lines: [metric] } },
  ]);
  // Twelve weeks and the present one: the fourth has no chats, the last two whole ones are missed.
  for (const week of [0, 1, 2, 4, 5, 6, 7, 8, 9]) await weekOf(week, 5, 5);
  await weekOf(10, 6, 2);
  await weekOf(11, 6, 3);
  await weekOf(12, 2, 2);
  now = new Date(begin + 12 * 7 * day + 8 * 3_600_000);
  await caughtUp(heed);
}, 120_000);
afterAll(() => heed.stop());

const refused = (code: string) => expect.objectContaining({ code });
const goals = async (by = owner) => (await by.call(contract.listGoals, {})).goals;
const chatGoal = async () => {
  const found = (await goals()).find((one) => one.promise?.channel === 'chat');
  if (!found) throw new Error('no goal for the chat');
  return found;
};
const dueAt = () => new Date(now.getTime() + 14 * day).toISOString();

describe('actual against target (CEG007-3.2)', () => {
  it('shows of each goal target, actual, n, trend over 13 weeks and missing data, the worst first', async () => {
    const { state, from, to, timeZone } = await owner.call(contract.listGoals, {});
    expect({ state, from, to, timeZone }).toEqual({
      state: 'ready',
      from: '2026-08-31',
      to: '2026-11-23',
      timeZone: 'Australia/Melbourne',
    });
    const [worst, ...others] = await goals();
    expect(worst).toMatchObject({ title: 'First reply', is: 'at_least', goal: 0.9, unit: 'share', verdict: 'missed' });
    expect(worst?.actual).toMatchObject({ n: 59, value: 52 / 59 });
    expect(worst?.actual.low).toBeCloseTo(0.775, 2);
    expect(worst?.actual.high).toBeCloseTo(0.941, 2);
    expect(worst?.isSure).toBe(false);
    expect(worst?.weeks.map(({ key, n }) => [key, n])).toEqual([
      ...[
        ['2026-08-31', 5],
        ['2026-09-07', 5],
        ['2026-09-14', 5],
        ['2026-09-21', 0],
        ['2026-09-28', 5],
      ],
      ...[
        ['2026-10-05', 5],
        ['2026-10-12', 5],
        ['2026-10-19', 5],
        ['2026-10-26', 5],
        ['2026-11-02', 5],
      ],
      ...[
        ['2026-11-09', 6],
        ['2026-11-16', 6],
        ['2026-11-23', 2],
      ],
    ]);
    expect(worst?.missing).toEqual(['2026-09-21']);
    expect(worst?.missedInARow).toBe(2);
    // Chats never start the clock for every other channel, and nobody rated anything.
    expect(others.map((one) => [one.title, one.verdict, one.actual.n])).toEqual([
      ['First reply', 'no_rows', 0],
      ['How we know', 'no_rows', 0],
    ]);
  });

  it('by day, team and channel, and opens the rows behind the number', async () => {
    const { id: goalId } = await chatGoal();
    const shown = await lead.call(contract.getGoal, { goalId, by: 'day' });
    expect(shown.groups.filter((group) => group.n > 0).map(({ key, value }) => [key, value])).toEqual([
      ['2026-10-26', 1],
      ['2026-11-02', 1],
      ['2026-11-09', 2 / 6],
      ['2026-11-16', 3 / 6],
      ['2026-11-23', 1],
    ]);
    const byChannel = await lead.call(contract.getGoal, { goalId, by: 'channel' });
    expect(byChannel.groups.map(({ label, n }) => [label, n])).toEqual([['chat', 59]]);
    const byTeam = await lead.call(contract.getGoal, { goalId, by: 'team' });
    expect(byTeam.groups.map(({ label, n }) => [label, n])).toEqual([['No team', 59]]);
    const { measure, reasonId } = shown.behind;
    const period = { from: '2026-11-16', to: '2026-11-22' };
    const { rows } = await lead.call(measureRows, { measure, ...period, ...(reasonId && { reasonId }) });
    expect(rows.map((row) => row.value).sort()).toEqual([0, 0, 0, 1, 1, 1]);
    expect(rows[0]).toMatchObject({ channel: 'chat', reason: 'First reply: first response, chat' });
  });

  it('equals a count of everything from the beginning', async () => {
    const kept = await goals();
    await asOwner(heed.ownerUrl, `UPDATE measure_cursor SET version = 0 WHERE source = 'clauses'`);
    await caughtUp(heed);
    expect(await goals()).toEqual(kept);
  });
});

describe('a corrective action (CEG007-2.3)', () => {
  const act = async () => {
    const { actions } = await owner.call(contract.listActions, {});
    expect(actions).toHaveLength(1);
    const [action] = actions;
    if (!action) throw new Error('no action');
    return action;
  };

  it('opens by itself after two missed weeks, once, owed by somebody who is told', async () => {
    await judgeAll(heed.running.kernel);
    await judgeAll(heed.running.kernel);
    const action = await act();
    expect(action).toMatchObject({ openedBy: null, missedWeeks: 2, ownerName: 'Manager 1', isOverdue: false });
    expect(action.title).toBe('5.1 First reply: first response, chat');
    expect((await chatGoal()).action).toMatchObject({ id: action.id });
    const { notices } = await manager.call(listNotices, { personId: manager.personId });
    expect(notices.find((one) => one.kind === 'correction.opened')).toMatchObject({
      awaits: 'act',
      link: `/monitoring/actions/${action.id}`,
    });
    const told = await owner.call(listNotices, { personId: owner.personId });
    expect(told.notices[0]?.words).toBe('5.1 First reply: first response, chat was missed 2 weeks in a row');
    const again = owner.call(contract.openAction, { goalId: action.goalId, ownerId: owner.personId, dueAt: dueAt() });
    await expect(again).rejects.toEqual(refused('correction.exists'));
  });

  it('is not kept by hand, and not closed before its effect was measured', async () => {
    const action = await act();
    const [owed] = (await manager.call(promisesOn, { subjectId: action.id })).promises;
    expect(owed).toMatchObject({ measure: 'correction', dueAt: action.dueAt });
    const kept = manager.call(keepPromise, { promiseId: owed?.id ?? '' });
    await expect(kept).rejects.toEqual(refused('correction.own_promise'));
    const close = (version: number) =>
      lead.call(contract.closeAction, {
        ...{ actionId: action.id, version, isEffective: true, conclusion: 'Two more at noon hold it.' },
      });
    await expect(close(1)).rejects.toEqual(refused('correction.unmeasured'));
    const today = '2026-11-23';
    const change = {
      ...{ actionId: action.id, version: 1, ownerId: lead.personId, dueAt: action.dueAt },
      ...{ cause: 'Lunch is covered by one', doing: 'Two at noon' },
    };
    const tomorrow = lead.call(contract.changeAction, { ...change, doneOn: '2026-11-24' });
    await expect(tomorrow).rejects.toEqual(refused('issue.times'));
    await lead.call(contract.changeAction, { ...change, doneOn: today });
    await expect(close(1)).rejects.toEqual(refused('record.stale'));
    const unmeasured = await close(2).catch((error) => error);
    expect(unmeasured).toEqual(refused('correction.unmeasured'));
    expect(unmeasured.body.facts).toEqual({ measurableFrom: '2026-11-30' });
    const behind = asOwner(heed.ownerUrl, `UPDATE corrective_action SET closed_at = now()`);
    await expect(behind).rejects.toThrow('violates check constraint');
  });

  it('is shown as overdue, and closes with the number before and after', async () => {
    await weekOf(13, 20, 20);
    now = new Date(begin + 14 * 7 * day + day);
    await caughtUp(heed);
    const action = await act();
    expect(action).toMatchObject({ isOverdue: true, ownerName: 'Lead 2' });
    const { actions } = await owner.call(contract.listActions, { show: 'overdue' });
    expect(actions.map((one) => one.id)).toEqual([action.id]);
    const { effect } = await lead.call(contract.getAction, { actionId: action.id });
    expect(effect.before).toMatchObject({ from: '2026-10-26', to: '2026-11-22', n: 22, value: 15 / 22 });
    expect(effect.after).toMatchObject({ from: '2026-11-23', n: 22, value: 1 });
    expect(effect).toMatchObject({ change: 'better', isMeasured: true });
    const conclusion = 'Two at noon hold it; planned for good.';
    await lead.call(contract.closeAction, { actionId: action.id, version: 2, isEffective: true, conclusion });
    const closed = await lead.call(contract.getAction, { actionId: action.id });
    expect(closed.action).toMatchObject({ isEffective: true, conclusion, closedBy: 'Lead 2', isOverdue: false });
    expect(closed.effect).toEqual(effect);
    const { promises } = await lead.call(promisesOn, { subjectId: action.id });
    const { entries } = await lead.call(getPromise, { promiseId: promises[0]?.id ?? '' });
    expect(entries.map((one) => one.kind)).toEqual(['started', 'reassigned', 'broken', 'kept']);
    // What was missed before is what that action was about.
    await judgeAll(heed.running.kernel);
    expect((await owner.call(contract.listActions, {})).actions).toEqual([]);
  });
});

describe('an issue (CEG007-3.4)', () => {
  it('is typed, has its times, marks what it affected, and brings the action that fixes it', async () => {
    const goal = await chatGoal();
    const outage = {
      ...{ kind: 'technology' as const, title: 'Chat away for two hours', goalIds: [goal.id] },
      ...{ beganAt: '2026-12-07T01:00:00.000Z', ownerId: lead.personId, dueAt: dueAt() },
    };
    const backwards = lead.call(contract.logIssue, { ...outage, endedAt: '2026-12-07T00:00:00.000Z' });
    await expect(backwards).rejects.toEqual(refused('issue.times'));
    const { issueId, actionId, version } = await lead.call(contract.logIssue, outage);
    const ended = { ...outage, issueId, version, endedAt: '2026-12-07T03:00:00.000Z' };
    const { ownerId: _, dueAt: __, ...change } = ended;
    await lead.call(contract.changeIssue, change);
    const { issues, actions } = await owner.call(contract.getGoal, { goalId: goal.id });
    expect(issues).toMatchObject([{ id: issueId, kind: 'technology', endedAt: ended.endedAt, actionId }]);
    expect(actions[0]).toMatchObject({ id: actionId, issueId, cause: outage.title, closedAt: null });
    expect((await owner.call(contract.listIssues, { show: 'open' })).issues).toEqual([]);
  });
});

describe('a broken promise at work', () => {
  it('leads to a task for whoever leads, where the workspace wants that', async () => {
    const { version, ...settings } = await owner.call(contract.getSettings, {});
    await owner.call(contract.changeSettings, { ...settings, version, breachMinutes: 60 });
    const stale = owner.call(contract.changeSettings, { ...settings, version, breachMinutes: 30 });
    await expect(stale).rejects.toEqual(refused('record.stale'));
    const from = 'customer' as const;
    const chat = { customerId, text: 'Anybody?', channel: 'chat' as const, from };
    const { conversationId } = await owner.call(startConversation, chat);
    now = new Date(now.getTime() + 3 * minute);
    const clock = startDeadlines(heed.running.kernel);
    await clock.tick();
    await clock.stop();
    await expect
      .poll(async () => (await lead.call(promisesOn, { subjectId: conversationId })).promises, { timeout: 15_000 })
      .toContainEqual(
        expect.objectContaining({ measure: 'task', role: 'lead', words: expect.stringContaining('5.1 First reply') }),
      );
  });
});

describe('the public charter', () => {
  const page = (language = 'en', key = 'fennick') =>
    heed.anonymous().raw('GET', `/charter/${key}`, { headers: { 'Accept-Language': language } });

  it('tells nothing unless somebody said so', async () => {
    const { brandId } = await owner.call(addBrand, { key: 'fennick', name: 'Fennick & Rowe' });
    expect((await page()).status).toBe(404);
    const unknown = { goalId: brandId, words: { en: 'Anything' } };
    const change = { brandId, version: 0, isOpen: true, intro: '' };
    await expect(owner.call(contract.changeCharter, { ...change, items: [unknown] })).rejects.toEqual(
      refused('goal.unknown'),
    );
    await expect(
      owner.call(contract.changeCharter, { ...change, items: [{ goalId: brandId, words: {} }] }),
    ).rejects.toEqual(refused('input.invalid'));
  });

  it('tells promise, target, result, n, interval and period in the reader’s language, small, to everybody', async () => {
    const [{ brandId = '' } = {}] = (await owner.call(contract.listCharters, {})).charters;
    const chat = await chatGoal();
    const rest = (await goals()).filter((one) => one.id !== chat.id);
    const items = [
      {
        goalId: chat.id,
        words: { en: 'We answer your chat within two minutes', de: 'Im Chat antworten wir in zwei Minuten' },
      },
      ...rest.map((goal) => ({ goalId: goal.id, words: { en: `Also ${goal.title}` } })),
    ];
    const intro = 'What you can expect of us.';
    await owner.call(contract.changeCharter, { brandId, version: 0, isOpen: true, intro, items });
    const english = await page();
    expect(english.headers.get('cache-control')).toBe('public, max-age=60');
    expect(english.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await english.text();
    expect(html.length).toBeLessThan(60_000);
    const { n, value, low, high } = (await chatGoal()).actual;
    expect(html).toContain('We answer your chat within two minutes');
    expect(html).toContain('at least 90%');
    expect(html).toContain('with a certainty of 95 % between');
    expect(html).not.toContain('Kaldor');
    expect([n > 20, value !== null, low !== null, high !== null]).toEqual([true, true, true, true]);
    // Of the others there are no rows at all; that is said, and no share.
    expect(html.match(/Nothing to measure in this time/g)).toHaveLength(2);
    const german = await (await page('de-AT')).text();
    expect(german).toContain('<html lang="de"');
    expect(german).toContain('Im Chat antworten wir in zwei Minuten');
    expect(german).toContain('mindestens 90');
    expect(await (await page('ar')).text()).toContain('dir="rtl"');
  });

  it('says small numbers instead of a share', async () => {
    now = new Date(now.getTime() + 88 * day);
    await keepSessions(heed);
    await caughtUp(heed);
    const html = await (await page()).text();
    expect(html).toMatch(/Too few to say: \d+ so far, we tell a result from 20 on/);
  });
});
