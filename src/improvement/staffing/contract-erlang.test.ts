import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  agentsFor,
  backlogOf,
  erlangA,
  erlangC,
  type Goal,
  ImpossibleWork,
  mostAgents,
  rosteredFor,
  serviceBy,
} from './contract-erlang.ts';

const halfHour = (contacts: number, handlingSeconds: number) => ({ contacts, handlingSeconds, intervalSeconds: 1_800 });
const eightyTwenty: Goal = { servedShare: 0.8, withinSeconds: 20, mostOccupancy: 1, patienceSeconds: null };
const percent = (share: number) => Number((share * 100).toFixed(2));

/** Worked out independently of this code, by recursion, by direct sums and by simulation. */
describe('the worked examples', () => {
  it('1: 360 calls in half an hour, 240 s each, 55 people', () => {
    const { occupancy, waitShare, servedShare, meanWaitSeconds } = erlangC(halfHour(360, 240), 55, 15);
    expect([occupancy.toFixed(4), waitShare.toFixed(4)]).toEqual(['0.8727', '0.2387']);
    expect([percent(servedShare), meanWaitSeconds?.toFixed(2)]).toEqual([84.59, '8.18']);
  });

  it('2: 100 of 180 s take 14 for 80 % in 20 s, and 20 on the roster with 30 % shrinkage', () => {
    const work = halfHour(100, 180);
    expect([12, 13, 14].map((n) => percent(erlangC(work, n, 20).servedShare))).toEqual([64.02, 79.56, 88.84]);
    expect(erlangC(work, 12, 20).meanWaitSeconds?.toFixed(1)).toBe('40.4');
    expect(erlangC(work, 14, 20).meanWaitSeconds?.toFixed(2)).toBe('7.84');
    expect(agentsFor(work, eightyTwenty)).toBe(14);
    expect(rosteredFor(14, 30)).toBe(20);
  });

  it('3: small teams pay in occupancy', () => {
    const work = halfHour(20, 300);
    expect([5, 6].map((n) => percent(erlangC(work, n, 20).servedShare))).toEqual([70.77, 87.59]);
    expect(agentsFor(work, eightyTwenty)).toBe(6);
    expect(erlangC(work, 6, 20).occupancy.toFixed(3)).toBe('0.556');
  });

  it('4: two queues apart take 24, together 21', () => {
    expect(2 * agentsFor(halfHour(50, 300), eightyTwenty)).toBe(24);
    expect(agentsFor(halfHour(100, 300), eightyTwenty)).toBe(21);
  });

  it('5: chats are slots; three at once make nine people of 25', () => {
    const work = halfHour(60, 600);
    const served = [24, 25, 27].map((slots) => percent(erlangC(work, slots, 30).servedShare));
    expect(served).toEqual([75.6, 83.72, 93.23]);
    const slots = agentsFor(work, { ...eightyTwenty, withinSeconds: 30 });
    expect([slots, Math.ceil(slots / 3)]).toEqual([25, 9]);
  });

  it('6: with patience fewer do, and some are lost', () => {
    const work = halfHour(100, 180);
    const by = (agents: number) => erlangA(work, agents, 20, 120);
    expect([10, 11, 12].map((n) => percent(by(n).lostShare))).toEqual([13.75, 9.42, 6.16]);
    expect([10, 11, 12].map((n) => percent(by(n).servedShare))).toEqual([63.99, 74.22, 82.56]);
    expect(by(11).meanWaitSeconds?.toFixed(1)).toBe('11.3');
    expect(agentsFor(work, { ...eightyTwenty, patienceSeconds: 120 })).toBe(12);
    expect(erlangC(work, 10, 20)).toMatchObject({ servedShare: 0, meanWaitSeconds: null });
  });

  it('and more: a cap on occupancy, and mail that can wait', () => {
    const work = halfHour(360, 240);
    expect(agentsFor(work, eightyTwenty)).toBe(54);
    expect(erlangC(work, 54, 20).occupancy.toFixed(3)).toBe('0.889');
    expect(agentsFor(work, { ...eightyTwenty, mostOccupancy: 0.85 })).toBe(57);
    const mail = backlogOf({ perDay: 240, handlingSeconds: 540 }, 8, 6.5);
    expect([mail.capacity.toFixed(1), percent(mail.load)]).toEqual(['346.7', 69.23]);
  });
});

const works = fc.record({
  contacts: fc.double({ min: 0.1, max: 20_000, noNaN: true }),
  handlingSeconds: fc.integer({ min: 5, max: 800 }),
  intervalSeconds: fc.constant(1_800),
});
const seconds = fc.integer({ min: 0, max: 600 });
const patience = fc.option(fc.integer({ min: 10, max: 1_800 }), { nil: null });
const isShare = (value: number) => value >= 0 && value <= 1;

describe('what always holds', () => {
  it('one more person never makes anything worse', () => {
    fc.assert(
      fc.property(works, fc.integer({ min: 1, max: 2_000 }), seconds, patience, (work, agents, withinSeconds, wait) => {
        const goal = { withinSeconds, patienceSeconds: wait };
        const [some, more] = [serviceBy(work, agents, goal), serviceBy(work, agents + 1, goal)];
        expect(more.servedShare).toBeGreaterThanOrEqual(some.servedShare - 1e-9);
        expect(more.occupancy).toBeLessThanOrEqual(some.occupancy + 1e-9);
        expect(more.lostShare).toBeLessThanOrEqual(some.lostShare + 1e-9);
        expect([some.servedShare, some.occupancy, some.waitShare, some.lostShare].every(isShare)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('the fewest people reach the goal and one fewer do not', () => {
    fc.assert(
      fc.property(works, seconds, patience, (work, withinSeconds, patienceSeconds) => {
        fc.pre((work.contacts * work.handlingSeconds) / 1_800 < 5_000);
        const goal = { ...eightyTwenty, withinSeconds, patienceSeconds };
        const agents = agentsFor(work, goal);
        expect(serviceBy(work, agents, goal).servedShare).toBeGreaterThanOrEqual(0.8);
        if (agents > 1) expect(serviceBy(work, agents - 1, goal).servedShare).toBeLessThan(0.8);
      }),
      { numRuns: 100 },
    );
  });

  it('ten thousand people are reckoned as surely as ten', () => {
    const work = halfHour(90_000, 179);
    for (const agents of [1, 8_950, 8_951, mostAgents]) {
      for (const patienceSeconds of [null, 10, 3_600]) {
        const { servedShare, occupancy, lostShare } = serviceBy(work, agents, { withinSeconds: 20, patienceSeconds });
        expect([servedShare, occupancy, lostShare].every(isShare)).toBe(true);
      }
    }
    expect(erlangC(work, mostAgents, 20).servedShare).toBeGreaterThan(0.999);
  });

  it('what nobody can work by is refused, with what would be accepted', () => {
    const bad = [
      () => erlangC(halfHour(-1, 180), 5, 20),
      () => erlangC(halfHour(Number.NaN, 180), 5, 20),
      () => erlangC(halfHour(10, 0), 5, 20),
      () => erlangC(halfHour(10, 180), 0, 20),
      () => erlangC(halfHour(10, 180), 2.5, 20),
      () => erlangC(halfHour(10, 180), mostAgents + 1, 20),
      () => erlangC(halfHour(10, 180), 5, -1),
      () => erlangA(halfHour(10, 180), 5, 20, 0),
      () => agentsFor(halfHour(1e9, 180), eightyTwenty),
      () => agentsFor(halfHour(10, 180), { ...eightyTwenty, servedShare: 1 }),
      () => agentsFor(halfHour(10, 180), { ...eightyTwenty, mostOccupancy: 0 }),
      () => rosteredFor(14, 100),
    ];
    for (const one of bad) expect(one).toThrow(ImpossibleWork);
    expect(agentsFor(halfHour(0, 180), eightyTwenty)).toBe(0);
  });
});
