import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { caughtUp, keepSessions } from '#foundation/measures/test/caught-up.ts';
import { listNotices } from '#foundation/notices/contract.ts';
import { listStandards } from '#foundation/standards/contract.ts';
import { addTouchpoint, changeTouchpoint, listTouchpoints } from '#foundation/touchpoints/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import * as contract from '../contract.ts';
import { recountJob } from './keep.ts';

let heed: TestHeed;
let owner: Client;
let lead: Client;
let teamId: string;
let touchpointId: string;
let standardId: string;
/** Monday in Melbourne, eleven in the morning. */
let now = new Date('2026-11-23T00:00:00Z');

beforeAll(async () => {
  heed = await startTestHeed({ now: () => now });
  ({ owner, teamId } = await heed.setUp());
  lead = await heed.member('lead', [teamId]);
  await keepSessions(heed);
  standardId = (await owner.call(listStandards, {})).standards[0]?.id ?? '';
  const chat = { name: 'Chat with us', channel: 'chat', purpose: 'Quick questions', seats: 10 };
  ({ touchpointId } = await owner.call(addTouchpoint, chat));
});
afterAll(() => heed.stop());

const refused = (code: string) => expect.objectContaining({ code });
const assumes: contract.Assumptions = {
  ...{ way: 'live', handlingSeconds: 180, servedPercent: 80, withinSeconds: 20, patienceSeconds: null },
  ...{ atOnce: 1, busyPercent: 100, shrinkagePercent: 30, teamPercent: 100, skills: [] },
};
/** Contacts in the half hours of Monday from nine on. */
const onMonday = (...contacts: number[]) => {
  const volume = Array<number>(336).fill(0);
  contacts.forEach((one, i) => {
    volume[18 + i] = one;
  });
  return volume;
};
const given = (more: object = {}) => ({
  ...{
    name: 'Chat on Mondays',
    touchpointId,
    teamId,
    standardId,
    volume: onMonday(100, 40),
    countedWeeks: null,
    assumes,
  },
  ...more,
});
const read = (planId: string) => owner.call(contract.getPlan, { planId });
const at = async (planId: string, slot: number) => {
  const found = (await read(planId)).intervals[slot];
  if (!found) throw new Error(`no half hour ${slot}`);
  return found;
};
const shift = (people: number, skills: string[] = []) => ({
  ...{ weekdays: [1], from: '09:00', to: '10:00', people, skills },
});
const roster = async (shifts: contract.Shift[]) => {
  const { version } = await owner.call(contract.getRoster, { teamId });
  await owner.call(contract.setRoster, { teamId, version, shifts });
};
const told = async () => {
  const { notices } = await lead.call(listNotices, { personId: lead.personId ?? '' });
  return notices.map((one) => one.words).filter((words) => words.includes('lacks people'));
};

let planId: string;

describe('a staffing plan', () => {
  it('CEG007-2.2: 100 chats in half an hour of 180 s for 80 in 20 s take 14 positions before shrinkage, and the gap shows', async () => {
    const asked = { contacts: 100, handlingSeconds: 180, shrinkagePercent: 30 };
    const sum = await lead.call(contract.calculate, asked);
    expect([sum.erlangs, sum.positions, sum.rostered]).toEqual([10, 14, 20]);
    const row = sum.rows.find((one) => one.people === 14);
    expect([row?.servedShare.toFixed(4), row?.meanWaitSeconds?.toFixed(2)]).toEqual(['0.8884', '7.84']);

    await roster([shift(15)]);
    ({ planId } = await owner.call(contract.addPlan, given()));
    const half = await at(planId, 18);
    expect(half).toMatchObject({ isOpen: true, positions: 14, rostered: 20, there: 15, gap: -5 });
    expect(half.servedShare?.toFixed(4)).toBe('0.8884');
    expect(half.occupancy?.toFixed(4)).toBe('0.7143');
    expect((await read(planId)).summary).toMatchObject({ gaps: 1, mostLacking: 5, peakPositions: 14, lackingSeats: 4 });
    expect((await read(planId)).standard).toBe('Customer service standard');
  });

  it('tells who leads the team of a gap, once until it changes', async () => {
    expect(await told()).toEqual(['Chat on Mondays lacks people in one half hour of the week']);
    const { version } = await read(planId);
    await owner.call(contract.changePlan, { ...given(), planId, version });
    expect(await told()).toHaveLength(1);
  });

  it('counts only people who can do it, and the share of the team that is there for it', async () => {
    await roster([shift(12, ['German', 'chat']), shift(10, ['chat'])]);
    const change = async (more: Partial<contract.Assumptions>) => {
      const { version } = await read(planId);
      await owner.call(contract.changePlan, { ...given({ assumes: { ...assumes, ...more } }), planId, version });
      return (await at(planId, 18)).there;
    };
    expect(await change({})).toBe(22);
    expect(await change({ skills: ['chat'] })).toBe(22);
    expect(await change({ skills: ['german', 'Chat'] })).toBe(12);
    expect(await change({ teamPercent: 50 })).toBe(11);
  });

  it('reckons several chats at once as places, patience as callers who give up, and mail by hours', async () => {
    const chats = { contacts: 60, handlingSeconds: 600, withinSeconds: 30, atOnce: 3 };
    expect((await owner.call(contract.calculate, chats)).positions).toBe(9);
    const patient = { contacts: 100, handlingSeconds: 180, patienceSeconds: 120 };
    const hasty = await owner.call(contract.calculate, patient);
    expect([hasty.positions, hasty.rows.find((one) => one.people === 12)?.lostShare.toFixed(4)]).toEqual([
      12,
      '0.0616',
    ]);

    // 240 mails of nine minutes within the eight hours that a calendar is open on Monday keep 4.5 people busy.
    const later = { ...assumes, way: 'later' as const, handlingSeconds: 540, shrinkagePercent: 0 };
    const mail = await owner.call(contract.addPlan, given({ name: 'Mail', volume: onMonday(240), assumes: later }));
    const { intervals, summary } = await read(mail.planId);
    const open = intervals.slice(0, 48).filter((one) => one.isOpen);
    const busy = (240 * 540) / (open.length * 1800);
    expect(summary.peakPositions).toBe(Math.ceil(busy));
    expect(open.every((one) => one.positions === Math.ceil(busy) && one.servedShare === null)).toBe(true);
    await owner.call(contract.dropPlan, { planId: mail.planId });
    await expect(read(mail.planId)).rejects.toEqual(refused('record.not_found'));
  });

  it('is taken away for a spreadsheet', async () => {
    const { fileName, csv } = await lead.call(contract.exportPlan, { planId });
    expect(fileName).toMatch(/^heed-staffing-\w+\.csv$/);
    expect(csv.split('\r\n').find((line) => line.startsWith('Monday,09:00'))).toMatch(/^Monday,09:00,100,14,20,/);
  });

  it('refuses what nobody could be planned by, and what somebody else has changed', async () => {
    const bad: [object, string][] = [
      [given(), 'staffing.name_taken'],
      [given({ name: 'A', teamId: standardId }), 'staffing.unknown_part'],
      [
        given({ name: 'B', volume: onMonday(20_000), assumes: { ...assumes, handlingSeconds: 36_000 } }),
        'staffing.impossible',
      ],
      [given({ name: 'C', volume: [1, 2, 3] }), 'input.invalid'],
      [given({ name: 'D', assumes: { ...assumes, servedPercent: 100 } }), 'input.invalid'],
    ];
    for (const [input, code] of bad) {
      await expect(owner.call(contract.addPlan, input as never)).rejects.toEqual(refused(code));
    }
    await expect(owner.call(contract.changePlan, { ...given(), planId, version: 1 })).rejects.toEqual(
      refused('record.stale'),
    );
    const { version } = await owner.call(contract.getRoster, { teamId });
    const backwards = { ...shift(3), from: '22:00', to: '06:00' };
    await expect(owner.call(contract.setRoster, { teamId, version, shifts: [backwards] })).rejects.toEqual(
      refused('staffing.impossible_shift'),
    );
    expect((await owner.call(contract.getRoster, { teamId })).shifts).toHaveLength(2);
  });
});

describe('the volume', () => {
  it('is counted from real contacts by half hour of the touchpoint’s own time, over whole weeks', async () => {
    const begin = async (instant: string) => {
      now = new Date(instant);
      const { customerId } = await owner.call(createCustomer, { name: 'Ines' });
      await owner.call(startConversation, { customerId, channel: 'email', text: 'Hello' });
    };
    // Wednesday 10:00 and 10:40, a week later 10:05, Melbourne time.
    await begin('2026-11-24T23:00:00Z');
    await begin('2026-11-24T23:40:00Z');
    await begin('2026-12-01T23:05:00Z');
    now = new Date('2026-12-07T02:00:00Z');
    await caughtUp(heed);
    const mail = (await owner.call(listTouchpoints, {})).touchpoints.find((one) => one.channel === 'email');
    const asked = { touchpointId: mail?.id ?? '', weeks: 2 };
    const { volume, contacts, timeZone } = await lead.call(contract.countContacts, asked);
    const slot = 2 * 48 + 20;
    expect([timeZone, contacts, volume[slot], volume[slot + 1]]).toEqual(['Australia/Melbourne', 3, 1, 0.5]);
  });

  it('of a plan that was counted is counted anew each Monday', async () => {
    const { version } = await read(planId);
    await owner.call(contract.changePlan, { ...given({ countedWeeks: 2 }), planId, version });
    await recountJob.run(heed.running.kernel, {});
    const plan = await read(planId);
    expect([plan.version, plan.volume.every((one) => one === 0)]).toEqual([version + 2, true]);
    expect(plan.summary.gaps).toBe(0);
  });
});

it('a touchpoint that changes its licence changes what its plans lack', async () => {
  const { version } = await read(planId);
  await owner.call(contract.changePlan, { ...given(), planId, version });
  expect((await read(planId)).summary.lackingSeats).toBe(4);
  await owner.call(changeTouchpoint, { touchpointId, version: 1, seats: null });
  expect((await read(planId)).summary.lackingSeats).toBeNull();
});
