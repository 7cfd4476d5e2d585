import type { Client } from '#kernel/test/client.ts';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';

/** Long past, so that what is asked does not change while commands are tried. */
const period = { from: '2020-01-01', to: '2020-01-31' };
const own = (stage: Stage, by: Client) =>
  by.personId === stage.cast.adviser.personId ? { personId: by.personId } : {};
const measures = 'first_response_median,one_contact,contacts,backlog,backlog_days';

export const scenarios = [
  scenario(contract.listMeasures, () => ({})),
  scenario(contract.measureValues, (stage, by) => ({ measures, ...period, by: 'week' as const, ...own(stage, by) })),
  scenario(contract.measureRows, (stage, by) => ({
    measure: 'first_response_median',
    ...period,
    ...own(stage, by),
  })),
  scenario(contract.exportMeasures, (stage, by) => ({ measures, ...period, by: 'day' as const, ...own(stage, by) })),
];
