/**
 * How many people it takes to answer what comes in, by Erlang's formulas. Pure, in seconds and shares from 0 to 1.
 *
 * Erlang C lets everybody wait without end, Erlang A lets them hang up when their patience is over. Both suppose that
 * contacts come independently of each other and that whoever is free takes the next one.
 */

/** What comes in a stretch of time and how long each contact keeps somebody busy. */
export interface Work {
  contacts: number;
  intervalSeconds: number;
  handlingSeconds: number;
}

/** What so many people make of it. */
export interface Service {
  /** How much of their time is spent on contacts. */
  occupancy: number;
  /** How many of all that come have to wait at all. */
  waitShare: number;
  /** How many of all that come are answered in time. */
  servedShare: number;
  /** Null where the queue grows without end. */
  meanWaitSeconds: number | null;
  /** How many hang up before they are answered; none where nobody is supposed to. */
  lostShare: number;
}

/** What is to be reached. */
export interface Goal {
  servedShare: number;
  withinSeconds: number;
  /** People are not to be busier than this. */
  mostOccupancy: number;
  /** How long people wait before they hang up, on average; null: for ever. */
  patienceSeconds: number | null;
}

/** As many as a plan may ask for; beyond it something was typed wrongly. */
export const mostAgents = 10_000;
export const mostLoad = 9_000;

/** Says of numbers that nobody can work by what would be accepted. */
export class ImpossibleWork extends RangeError {}

function demandFinite(name: string, value: number, least: number): void {
  if (Number.isFinite(value) && value >= least) return;
  throw new ImpossibleWork(`${name} must be ${least === 0 ? 'zero or more' : `at least ${least}`}, not ${value}.`);
}

/** Erlangs: how many people would be busy all the time. @throws ImpossibleWork */
export function loadOf({ contacts, intervalSeconds, handlingSeconds }: Work): number {
  demandFinite('The number of contacts', contacts, 0);
  demandFinite('The length of the interval', intervalSeconds, 1);
  demandFinite('The handling time', handlingSeconds, 1);
  const load = (contacts * handlingSeconds) / intervalSeconds;
  if (load > mostLoad) {
    throw new ImpossibleWork(
      `This keeps ${Math.round(load)} people busy all the time; at most ${mostLoad} are reckoned.`,
    );
  }
  return load;
}

function demandAgents(agents: number): void {
  if (Number.isInteger(agents) && agents >= 1 && agents <= mostAgents) return;
  throw new ImpossibleWork(`The number of people must be a whole number from 1 to ${mostAgents}, not ${agents}.`);
}

/** One more person in the recursion of Erlang B: the share that would be turned away if nobody could wait. */
const blockedBy = (load: number, agents: number, before: number) => (load * before) / (agents + load * before);

function erlangB(load: number, agents: number): number {
  let blocked = 1;
  for (let k = 1; k <= agents; k++) blocked = blockedBy(load, k, blocked);
  return blocked;
}

const idle: Service = { occupancy: 0, waitShare: 0, servedShare: 1, meanWaitSeconds: 0, lostShare: 0 };
const endless: Service = { occupancy: 1, waitShare: 1, servedShare: 0, meanWaitSeconds: null, lostShare: 0 };

function patientService(load: number, agents: number, blocked: number, work: Work, withinSeconds: number): Service {
  if (load === 0) return idle;
  if (agents <= load) return endless;
  const waitShare = (agents * blocked) / (agents - load * (1 - blocked));
  const free = agents - load;
  return {
    occupancy: load / agents,
    waitShare,
    servedShare: 1 - waitShare * Math.exp((-free * withinSeconds) / work.handlingSeconds),
    meanWaitSeconds: (waitShare * work.handlingSeconds) / free,
    lostShare: 0,
  };
}

/** Erlang C: everybody waits until they are answered. @throws ImpossibleWork */
export function erlangC(work: Work, agents: number, withinSeconds: number): Service {
  demandAgents(agents);
  demandFinite('The time in which to answer', withinSeconds, 0);
  const load = loadOf(work);
  return patientService(load, agents, erlangB(load, agents), work, withinSeconds);
}

/** States of the queue that are rarer than this beside the likeliest one are left out. */
const negligible = -40;

/**
 * Logarithms of how likely it is that nobody waits, as a whole, and that 0, 1, 2 … wait while everybody is busy, each
 * beside the last: logarithms, because the numbers themselves would overflow with thousands of people.
 */
function queueStates(load: number, agents: number, handlingSeconds: number, patienceSeconds: number): number[] {
  const leaving = handlingSeconds / patienceSeconds;
  const states = [0];
  let [last, highest] = [0, 0];
  for (let waiting = 1; last > highest + negligible; waiting++) {
    last += Math.log(load / (agents + waiting * leaving));
    highest = Math.max(highest, last);
    states.push(last);
  }
  return states;
}

/**
 * Erlang A: who waits longer than their patience hangs up. Of all that come, served in time are those for whom
 * somebody is free within it and who are still there. Whoever finds `j` waiting is answered after `j + 1` have left,
 * which gives an incomplete beta function in `j`, added up here step by step.
 * @throws ImpossibleWork
 */
export function erlangA(work: Work, agents: number, withinSeconds: number, patienceSeconds: number): Service {
  demandAgents(agents);
  demandFinite('The time in which to answer', withinSeconds, 0);
  demandFinite('The patience', patienceSeconds, 1);
  const load = loadOf(work);
  if (load === 0) return idle;
  const { handlingSeconds } = work;
  const states = queueStates(load, agents, handlingSeconds, patienceSeconds);
  // What somebody is free for, beside "all are busy and nobody waits": by Erlang B that state is `blocked` of these.
  const blocked = erlangB(load, agents);
  const logFree = blocked === 0 ? Number.POSITIVE_INFINITY : Math.log((1 - blocked) / blocked);
  const highest = states.reduce((most, one) => Math.max(most, one), logFree);
  if (highest === Number.POSITIVE_INFINITY) return { ...idle, occupancy: load / agents };
  const busy = states.map((one) => Math.exp(one - highest));
  const free = Math.exp(logFree - highest);
  const all = busy.reduce((sum, one) => sum + one, free);

  const shape = (agents * patienceSeconds) / handlingSeconds;
  const logLate = -withinSeconds / patienceSeconds;
  const logEarly = Math.log(-Math.expm1(logLate));
  let [late, logTerm, waiting, served] = [0, (shape + 1) * logLate, 0, free];
  for (const [j, state] of busy.entries()) {
    late += Math.exp(logTerm);
    logTerm += logEarly + Math.log((shape + 1 + j) / (j + 1));
    served += state * (shape / (shape + j + 1)) * (1 - Math.min(1, late));
    waiting += j * state;
  }
  const queued = waiting / all;
  const perSecond = work.contacts / work.intervalSeconds;
  const lostShare = Math.min(1, queued / patienceSeconds / perSecond);
  return {
    occupancy: Math.min(1, (load * (1 - lostShare)) / agents),
    waitShare: 1 - free / all,
    servedShare: Math.min(1, served / all),
    meanWaitSeconds: queued / perSecond,
    lostShare,
  };
}

/** What so many people make of it, patient callers or not. @throws ImpossibleWork */
export function serviceBy(work: Work, agents: number, goal: Pick<Goal, 'withinSeconds' | 'patienceSeconds'>): Service {
  return goal.patienceSeconds === null
    ? erlangC(work, agents, goal.withinSeconds)
    : erlangA(work, agents, goal.withinSeconds, goal.patienceSeconds);
}

function demandGoal({ servedShare, mostOccupancy }: Goal): void {
  if (!(servedShare > 0 && servedShare < 1)) {
    throw new ImpossibleWork(
      'The share to be answered in time must lie between 0 and 1: nobody can promise all of them.',
    );
  }
  if (!(mostOccupancy > 0 && mostOccupancy <= 1)) {
    throw new ImpossibleWork('The most that people are busy must lie above 0 and at most at 1.');
  }
}

const isReached = (service: Service, goal: Goal) =>
  service.servedShare >= goal.servedShare && service.occupancy <= goal.mostOccupancy;

/** The fewest people who reach the goal; none where nothing comes. @throws ImpossibleWork */
export function agentsFor(work: Work, goal: Goal): number {
  demandGoal(goal);
  const load = loadOf(work);
  if (load === 0) return 0;
  const agents = goal.patienceSeconds === null ? patientAgents(work, load, goal) : impatientAgents(work, load, goal);
  if (agents !== null) return agents;
  throw new ImpossibleWork(`Not even ${mostAgents} people reach this. Allow a longer time, or a smaller share.`);
}

function patientAgents(work: Work, load: number, goal: Goal): number | null {
  let blocked = 1;
  for (let agents = 1; agents <= mostAgents; agents++) {
    blocked = blockedBy(load, agents, blocked);
    if (agents > load && isReached(patientService(load, agents, blocked, work, goal.withinSeconds), goal))
      return agents;
  }
  return null;
}

/** More people serve more in time and are less busy, so the fewest are found by halving. */
function impatientAgents(work: Work, load: number, goal: Goal): number | null {
  // Far fewer than the load have long queues, which take long to add up; the search begins where they are short.
  let [few, many] = [0, Math.max(1, Math.ceil(load))];
  while (!isReached(serviceBy(work, many, goal), goal)) {
    if (many === mostAgents) return null;
    [few, many] = [many, Math.min(mostAgents, many * 2)];
  }
  while (many - few > 1) {
    const middle = Math.floor((few + many) / 2);
    if (isReached(serviceBy(work, middle, goal), goal)) many = middle;
    else few = middle;
  }
  return many;
}

/** How much of a day's work that can wait (mail, forms, letters) so many people can do, and how busy it keeps them. */
export function backlogOf(work: { perDay: number; handlingSeconds: number }, people: number, hoursEach: number) {
  demandFinite('The number of contacts', work.perDay, 0);
  demandFinite('The handling time', work.handlingSeconds, 1);
  demandFinite('The number of people', people, 1);
  demandFinite('The working hours', hoursEach, 0.1);
  const capacity = (people * hoursEach * 3_600) / work.handlingSeconds;
  return { capacity, load: work.perDay / capacity };
}

/** On the roster stand more people than positions: some are ill, in training or at lunch. @throws ImpossibleWork */
export function rosteredFor(positions: number, shrinkagePercent: number): number {
  if (!(shrinkagePercent >= 0 && shrinkagePercent < 100)) {
    throw new ImpossibleWork(`Shrinkage is from 0 to below 100 per cent, not ${shrinkagePercent}.`);
  }
  return Math.ceil((positions * 100) / (100 - shrinkagePercent));
}
