import { type Column, csvOf } from '#kernel/exports/csv.ts';
import { answer } from '#kernel/server/capability.ts';
import { cursorOf, readCursor } from '#kernel/server/page.ts';
import { abilities, demand } from '#kernel/server/policy.ts';
import { calculate, exportPlan, getPlan, listPlans } from '../contract.ts';
import { agentsFor, loadOf, mostAgents, rosteredFor, serviceBy } from '../contract-erlang.ts';
import { type Interval, summaryOf } from '../contract-reckon.ts';
import { staffingPolicy } from './policy.ts';
import { intervalsOf, loadPlan, plansAfter, possible } from './rows.ts';

export const plans = answer(listPlans, async (ctx, { after, limit }) => {
  demand(ctx, staffingPolicy, 'list');
  const found = await plansAfter(ctx, after ? readCursor(after, ['instant', 'id']) : [], limit + 1);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const listed = [];
  for (const row of shown) {
    const { intervals } = await intervalsOf(ctx, row);
    const { id, name, touchpoint, team } = row;
    listed.push({ id, name, touchpoint, team, summary: summaryOf(intervals, row.seats) });
  }
  return {
    plans: listed,
    abilities: abilities(staffingPolicy, ctx.actor, undefined),
    next: last && found.length > limit ? cursorOf([last.place, last.id]) : null,
  };
});

export const plan = answer(getPlan, async (ctx, { planId }) => {
  demand(ctx, staffingPolicy, 'list');
  const row = await loadPlan(ctx, planId);
  const { timeZone, intervals } = await intervalsOf(ctx, row);
  const { id, name, volume, assumes, touchpoint, channel, calendar, seats, team, standard, version } = row;
  return {
    ...{ id, name, volume, assumes, touchpoint, channel, calendar, seats, team, standard, version, timeZone },
    ...{ touchpointId: row.touchpoint_id, teamId: row.team_id, standardId: row.standard_id },
    countedWeeks: row.counted_weeks,
    summary: summaryOf(intervals, seats),
    intervals,
    abilities: abilities(staffingPolicy, ctx.actor, undefined),
  };
});

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const timeOf = (slot: number) =>
  `${String(Math.floor((slot % 48) / 2)).padStart(2, '0')}:${slot % 2 === 0 ? '00' : '30'}`;
const rounded = (value: number | null, digits: number) => (value === null ? null : Number(value.toFixed(digits)));

const columns: Column<Interval>[] = [
  { heading: 'Weekday', value: (one) => weekdays[Math.floor(one.slot / 48)] ?? '' },
  { heading: 'From', value: (one) => timeOf(one.slot) },
  { heading: 'Contacts', value: (one) => rounded(one.contacts, 2) },
  { heading: 'Positions before shrinkage', value: (one) => one.positions },
  { heading: 'Needed on the roster', value: (one) => one.rostered },
  { heading: 'On the roster', value: (one) => one.there },
  { heading: 'Gap', value: (one) => one.gap },
  { heading: 'Service level', value: (one) => rounded(one.servedShare, 4) },
  { heading: 'Occupancy', value: (one) => rounded(one.occupancy, 4) },
  { heading: 'Mean wait in seconds', value: (one) => rounded(one.meanWaitSeconds, 1) },
  { heading: 'Give up', value: (one) => rounded(one.lostShare, 4) },
  { heading: 'Service level with those on the roster', value: (one) => rounded(one.servedByThere, 4) },
];

export const exported = answer(exportPlan, async (ctx, { planId }) => {
  demand(ctx, staffingPolicy, 'list');
  const row = await loadPlan(ctx, planId);
  const { intervals } = await intervalsOf(ctx, row);
  const shown = intervals.filter((one) => one.isOpen || one.there > 0 || one.positions > 0);
  return { fileName: `heed-staffing-${planId.slice(0, 8)}.csv`, csv: csvOf(columns, shown) };
});

/** How many people more and fewer are shown beside the answer. */
const around = 3;

export const calculation = answer(calculate, async (ctx, input) => {
  demand(ctx, staffingPolicy, 'list');
  const { contacts, handlingSeconds, atOnce, withinSeconds, shrinkagePercent } = input;
  const work = { contacts, handlingSeconds, intervalSeconds: input.intervalMinutes * 60 };
  const goal = {
    ...{ servedShare: input.servedPercent / 100, withinSeconds, mostOccupancy: input.busyPercent / 100 },
    patienceSeconds: input.patienceSeconds ?? null,
  };
  return possible(() => {
    const positions = Math.ceil(agentsFor(work, goal) / atOnce);
    const numbers = Array.from({ length: 2 * around + 1 }, (_, i) => positions - around + i);
    const rows = numbers
      .filter((people) => people >= 1 && people * atOnce <= mostAgents && contacts > 0)
      .map((people) => {
        const { servedShare, occupancy, meanWaitSeconds, lostShare } = serviceBy(work, people * atOnce, goal);
        return { people, servedShare, occupancy, meanWaitSeconds, lostShare };
      });
    return { erlangs: loadOf(work), positions, rostered: rosteredFor(positions, shrinkagePercent), rows };
  });
});
