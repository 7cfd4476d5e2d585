import { randomBytes } from 'node:crypto';
import { listTeams } from '#foundation/people/contract.ts';
import { listTouchpoints } from '#foundation/touchpoints/contract.ts';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';

const assumes: contract.Assumptions = {
  ...{ way: 'live', handlingSeconds: 180, servedPercent: 80, withinSeconds: 20, patienceSeconds: null },
  ...{ atOnce: 1, busyPercent: 100, shrinkagePercent: 30, teamPercent: 100, skills: [] },
};

/** A plan for the first touchpoint and team of the stage, with three contacts in each half hour. */
async function planned({ cast }: Stage) {
  const [touchpoint] = (await cast.owner.call(listTouchpoints, {})).touchpoints;
  const [team] = (await cast.owner.call(listTeams, {})).teams;
  return {
    ...{ name: `Plan ${randomBytes(4).toString('hex')}`, touchpointId: touchpoint?.id ?? '', teamId: team?.id ?? '' },
    ...{ standardId: null, volume: Array<number>(336).fill(3), countedWeeks: null, assumes },
  };
}

async function fresh(stage: Stage) {
  const plan = await planned(stage);
  return { ...(await stage.cast.owner.call(contract.addPlan, plan)), plan };
}
const planOf = async (stage: Stage) => ({ planId: (await fresh(stage)).planId });
const teamOf = async ({ cast }: Stage) => (await cast.owner.call(listTeams, {})).teams.at(-1)?.id ?? '';
const shift = { weekdays: [1, 2], from: '09:00', to: '17:30', people: 4, skills: ['German'] };

export const scenarios = [
  scenario(contract.listPlans, () => ({})),
  scenario(contract.getPlan, planOf),
  scenario(contract.exportPlan, planOf),
  scenario(contract.calculate, () => ({ contacts: 100, handlingSeconds: 180 })),
  scenario(contract.countContacts, async (stage) => ({ touchpointId: (await planned(stage)).touchpointId })),
  scenario(contract.addPlan, planned),
  scenario(contract.changePlan, async (stage) => {
    const { planId, version, plan } = await fresh(stage);
    return { ...plan, planId, version, assumes: { ...assumes, atOnce: 2 } };
  }),
  scenario(contract.dropPlan, planOf),
  scenario(contract.getRoster, async (stage) => ({ teamId: await teamOf(stage) })),
  scenario(contract.setRoster, async (stage) => {
    const teamId = await teamOf(stage);
    const { version } = await stage.cast.owner.call(contract.getRoster, { teamId });
    return { teamId, version, shifts: [shift] };
  }),
];
