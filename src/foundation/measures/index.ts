import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { exported } from './server/export.ts';
import { followAll, wakeFollower } from './server/follow.ts';
import { measureInvariants } from './server/invariants.ts';
import { measureList } from './server/library.ts';
import { checkLibrary, measures as library } from './server/measures.ts';
import { measurePolicy } from './server/policy.ts';
import { promiseFacts } from './server/promise-facts.ts';
import { rowsBehind } from './server/rows.ts';
import { factSources } from './server/sources.ts';
import { values } from './server/values.ts';
import { lessonOf } from './server/worked.ts';

/** One library for every number: what it means, from which facts it comes, and how sure it is. */
export const measures: Capability = {
  name: 'measures',
  problems: contract.measureProblems,
  queries: [measureList, values, rowsBehind, exported],
  contributes: [contribute(factSources, promiseFacts)],
  // By the clock too: what happened while no process was there, or in the last second of one.
  jobs: [{ task: 'measures.follow', cron: '* * * * *', isUpkeep: true, run: (kernel) => followAll(kernel) }],
  invariants: measureInvariants,
  committed: wakeFollower,
  started: async (kernel) => {
    const sources = kernel.contributed(factSources);
    checkLibrary(
      library,
      sources.flatMap((source) => source.kinds),
    );
    for (const measure of library) lessonOf(measure);
    wakeFollower(kernel);
  },
  abilities: (role) => roleActions(measurePolicy, role).map((action) => `measures.${action}`),
};

export { follow, followAll } from './server/follow.ts';
export { keptWithin, type Proposed } from './server/kept-within.ts';
export { freshnessOf, measureNamed, scopeOf } from './server/library.ts';
export type { Measure } from './server/measures.ts';
export { labelsOf } from './server/names.ts';
export { lastDays, measureOf, numberOf } from './server/number-of.ts';
export { addDays, dayIn, daysBetween, endOf, groupKeys, startOf } from './server/period.ts';
export { promiseFacts } from './server/promise-facts.ts';
export { type Asking, type Measured, reckon } from './server/reckon.ts';
export { type FactSource, factSources } from './server/sources.ts';
export { wilson } from './server/statistics.ts';

/** Names of every number of the library. */
export const measureNames: readonly string[] = library.map((one) => one.name);
