import { customerRows } from '#kernel/moving/customer-rows.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { addNewTask } from './server/add-task.ts';
import { keepByHand, moveByHand, reassignByHand, waiveByHand } from './server/by-hand.ts';
import {
  calendarList,
  calendarPreview,
  oneCalendar,
  publicHolidayList,
  regionList,
} from './server/calendar-queries.ts';
import { promiseACall } from './server/call-back.ts';
import { promiseDeadline } from './server/fire.ts';
import { promiseInvariants } from './server/invariants.ts';
import {
  addHolidaysOfPlace,
  changeOneCalendar,
  createNewCalendar,
  importDaysOfFile,
  retireOneCalendar,
} from './server/keep-calendars.ts';
import { promiseList } from './server/list.ts';
import { promiseRows } from './server/moving.ts';
import { promisePolicy, settingsPolicy } from './server/policy.ts';
import { measureList, onePromise, promiseCounts, promisesOfSubjects, promisesOnSubject } from './server/queries.ts';
import { onSetUp } from './server/set-up.ts';
import { retireOneTarget, setOneTarget, targetList } from './server/targets.ts';
import { queueZoneUpdate, tzJob } from './server/tz-update.ts';

/** What is owed to whom by when: clocks, tasks and call-backs, by targets and calendars. */
export const promises: Capability = {
  name: 'promises',
  problems: contract.promiseProblems,
  events: [
    contract.promiseStarted,
    contract.promiseWarned,
    contract.promiseBroken,
    contract.promiseKept,
    contract.promiseWaived,
    contract.promisePaused,
    contract.promiseResumed,
    contract.promiseMoved,
    contract.promiseReopened,
    contract.promiseReassigned,
    contract.calendarChanged,
    contract.targetChanged,
  ],
  commands: [
    createNewCalendar,
    changeOneCalendar,
    importDaysOfFile,
    addHolidaysOfPlace,
    retireOneCalendar,
    setOneTarget,
    retireOneTarget,
    addNewTask,
    promiseACall,
    keepByHand,
    waiveByHand,
    reassignByHand,
    moveByHand,
  ],
  // Addresses without a field stand before those that would take them for an id.
  queries: [
    promisesOfSubjects,
    promisesOnSubject,
    promiseList,
    promiseCounts,
    measureList,
    onePromise,
    calendarList,
    calendarPreview,
    oneCalendar,
    regionList,
    publicHolidayList,
    targetList,
  ],
  reactions: [onSetUp],
  deadlines: [promiseDeadline],
  invariants: promiseInvariants,
  contributes: [contribute(customerRows, promiseRows)],
  jobs: [tzJob],
  abilities: (role) => [
    ...roleActions(promisePolicy, role).map((action) => `promises.${action}`),
    ...roleActions(settingsPolicy, role)
      .filter((action) => action !== 'read')
      .map((action) => `promises.${action}`),
  ],
  started: queueZoneUpdate,
};

export { type BrandSource, brandNames, brandSources, demandBrand } from './server/brands.ts';
export { roundTheClock } from './server/calendar-of.ts';
export { openCallBacks } from './server/call-back.ts';
export { carryBack, carryOver } from './server/carry-over.ts';
export { isOpenState } from './server/clock.ts';
export { type Measure, type Milestone, promiseMeasures } from './server/measures.ts';
export { milestone, type PromiseSubject } from './server/milestone.ts';
export { halfHours, isCalendarInUse, openingOf, openMinutesBy, openWeekOf } from './server/opening.ts';
export { keep, type Owed, owe, pause, resume, waive } from './server/owe.ts';
export { demandOwner } from './server/owners.ts';
export { quietNames } from './server/queries.ts';
export {
  type Happened,
  heldBackBy,
  type Replayed,
  type ReplayTarget,
  reckoningBy,
  replay,
  replayable,
  targetFor,
  targetsInForce,
} from './server/replay.ts';
export { demandSubject, promiseSubjects, type SubjectKind, type SubjectWords } from './server/subjects.ts';
export { demandSoundTarget, endTarget, writeTarget } from './server/targets.ts';
export { wordsOfPromises } from './server/words-of.ts';
