import { agentsFor, type Goal, rosteredFor, type Service, serviceBy, type Work } from './contract-erlang.ts';
import { type Assumptions, type Shift, slotOf, slotSeconds, slotsOfDay, slotsOfWeek } from './contract-words.ts';

/** One half hour of an ordinary week; 0 is Monday 00:00. */
export interface Interval {
  slot: number;
  isOpen: boolean;
  contacts: number;
  positions: number;
  rostered: number;
  there: number;
  gap: number;
  servedShare: number | null;
  occupancy: number | null;
  meanWaitSeconds: number | null;
  lostShare: number | null;
  servedByThere: number | null;
}

/** What a half hour takes, before anybody is looked for who is there. */
interface Need {
  contacts: number;
  positions: number;
  service: Service | null;
}

const goalOf = (assumes: Assumptions): Goal => ({
  servedShare: assumes.servedPercent / 100,
  withinSeconds: assumes.withinSeconds,
  mostOccupancy: assumes.busyPercent / 100,
  patienceSeconds: assumes.patienceSeconds,
});

const workOf = (contacts: number, { handlingSeconds }: Assumptions): Work => ({
  contacts,
  handlingSeconds,
  intervalSeconds: slotSeconds,
});

/** People who have several contacts at once are so many places in the queue each. */
const serviceOf = (contacts: number, people: number, assumes: Assumptions): Service =>
  serviceBy(workOf(contacts, assumes), people * assumes.atOnce, goalOf(assumes));

/** @throws ImpossibleWork */
function liveNeed(contacts: number, assumes: Assumptions): Need {
  if (contacts === 0) return { contacts, positions: 0, service: null };
  const positions = Math.ceil(agentsFor(workOf(contacts, assumes), goalOf(assumes)) / assumes.atOnce);
  return { contacts, positions, service: serviceOf(contacts, positions, assumes) };
}

/** What came while it was closed is dealt with on the next day on which it is open. */
function perOpenDay(volume: readonly number[], open: readonly boolean[]): number[] {
  const isOpenDay = (day: number) => open.slice(day * slotsOfDay, (day + 1) * slotsOfDay).some(Boolean);
  const days = Array<number>(7).fill(0);
  for (let day = 0; day < 7; day++) {
    const came = volume.slice(day * slotsOfDay, (day + 1) * slotsOfDay).reduce((sum, one) => sum + one, 0);
    const later = [...days.keys()].map((step) => (day + step) % 7).find(isOpenDay);
    if (later !== undefined) days[later] = (days[later] ?? 0) + came;
  }
  return days;
}

/** Work that can wait keeps the same people busy all day: no queue, only hours. */
function laterNeeds(volume: readonly number[], open: readonly boolean[], assumes: Assumptions): Need[] {
  const days = perOpenDay(volume, open).map((contacts, day) => {
    const slots = open.slice(day * slotsOfDay, (day + 1) * slotsOfDay).filter(Boolean).length;
    const load = slots === 0 ? 0 : (contacts * assumes.handlingSeconds) / (slots * slotSeconds);
    const positions = Math.ceil((load * 100) / assumes.busyPercent - 1e-9);
    const occupancy = positions === 0 ? 0 : load / positions;
    return { contacts: slots === 0 ? 0 : contacts / slots, positions, occupancy };
  });
  return [...open.entries()].map(([slot, isOpen]) => {
    const day = days[Math.floor(slot / slotsOfDay)];
    if (!isOpen || !day) return { contacts: 0, positions: 0, service: null };
    const service = { occupancy: day.occupancy, waitShare: 1, servedShare: 1, meanWaitSeconds: null, lostShare: 0 };
    return { contacts: day.contacts, positions: day.positions, service };
  });
}

/** How many people of these shifts who can do all of it are at work in each half hour of the week. */
export function peopleOf(shifts: readonly Shift[], skills: readonly string[] = []): number[] {
  const people = Array<number>(slotsOfWeek).fill(0);
  for (const shift of shifts) {
    if (!skills.every((skill) => shift.skills.includes(skill))) continue;
    for (const weekday of new Set(shift.weekdays)) {
      const day = (weekday - 1) * slotsOfDay;
      for (let slot = slotOf(shift.from); slot < slotOf(shift.to); slot++) {
        people[day + slot] = (people[day + slot] ?? 0) + shift.people;
      }
    }
  }
  return people;
}

/** What those on the roster reach in a half hour, after shrinkage. */
function servedBy(contacts: number, there: number, assumes: Assumptions): number | null {
  if (assumes.way === 'later' || contacts === 0) return null;
  const atWork = Math.floor((there * (100 - assumes.shrinkagePercent)) / 100);
  return atWork === 0 ? 0 : serviceOf(contacts, atWork, assumes).servedShare;
}

/** Many half hours are alike, and some sums are long. */
function remembering<In, Out>(keyOf: (input: In) => string, work: (input: In) => Out): (input: In) => Out {
  const known = new Map<string, Out>();
  return (input) => {
    const key = keyOf(input);
    const found = known.get(key) ?? work(input);
    known.set(key, found);
    return found;
  };
}

export interface Planned {
  volume: readonly number[];
  assumes: Assumptions;
  /** By half hour of the week. */
  open: readonly boolean[];
  shifts: readonly Shift[];
}

/**
 * What each half hour of an ordinary week takes, and who is there for it.
 * @throws ImpossibleWork when nobody could be planned by these numbers
 */
export function reckon({ volume, assumes, open, shifts }: Planned): Interval[] {
  const live = remembering(String, (contacts: number) => liveNeed(contacts, assumes));
  const needs =
    assumes.way === 'later'
      ? laterNeeds(volume, open, assumes)
      : volume.map((contacts, slot) => live(open[slot] ? contacts : 0));
  const served = remembering(String, ([contacts = 0, there = 0]: number[]) => servedBy(contacts, there, assumes));
  const people = peopleOf(shifts, assumes.skills);
  return needs.map(({ contacts, positions, service }, slot) => {
    const rostered = rosteredFor(positions, assumes.shrinkagePercent);
    const there = Math.floor(((people[slot] ?? 0) * assumes.teamPercent) / 100);
    const isLive = assumes.way === 'live';
    return {
      ...{ slot, isOpen: open[slot] === true, contacts, positions, rostered, there, gap: there - rostered },
      servedShare: isLive ? (service?.servedShare ?? null) : null,
      occupancy: service?.occupancy ?? null,
      meanWaitSeconds: isLive ? (service?.meanWaitSeconds ?? null) : null,
      lostShare: isLive ? (service?.lostShare ?? null) : null,
      servedByThere: served([contacts, there]),
    };
  });
}

/** What a week comes to. `seats`: how many people may work in the technology at once. */
export function summaryOf(intervals: readonly Interval[], seats: number | null) {
  const sum = (of: (one: Interval) => number) => intervals.reduce((all, one) => all + of(one), 0);
  const most = (of: (one: Interval) => number) => intervals.reduce((all, one) => Math.max(all, of(one)), 0);
  const contacts = sum((one) => one.contacts);
  const reckoned = intervals.filter((one) => one.servedByThere !== null);
  const served = reckoned.reduce((all, one) => all + (one.servedByThere ?? 0) * one.contacts, 0);
  const lacking = intervals.filter((one) => one.gap < 0);
  const peakPositions = most((one) => one.positions);
  return {
    ...{ contacts, peakPositions, peakRostered: most((one) => one.rostered) },
    hoursNeeded: sum((one) => one.rostered) / 2,
    hoursThere: sum((one) => one.there) / 2,
    gaps: lacking.length,
    mostLacking: most((one) => -one.gap),
    servedShare: reckoned.length === 0 ? null : served / contacts,
    lackingSeats: seats === null ? null : Math.max(0, peakPositions - seats),
  };
}
