import { randomBytes } from 'node:crypto';
import { addItem } from '#foundation/library/contract.ts';
import { once, scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';

const unit = { unitCode: 'CEG006', unitTitle: 'Serve customers online', plannedOn: '2030-03-01' };

/** The learner of the cast; where the stage has none, one of its own. */
const learner = once(async ({ cast, heed }) => (cast.learner.personId ? cast.learner : heed.member('learner')));

/** Who assesses whom: the owner the learner. */
async function planned(stage: Stage) {
  const learnerId = (await learner(stage)).personId ?? '';
  return { ...unit, learnerId, assessorId: stage.cast.owner.personId ?? '' };
}

const made = async (stage: Stage) => stage.cast.owner.call(contract.planAssessment, await planned(stage));
const anyAssessment = once(made);
const ofAssessment = async (made: Promise<{ assessmentId: string }>) => ({ assessmentId: (await made).assessmentId });

async function condition(stage: Stage) {
  const title = `The roster ${randomBytes(4).toString('hex')}`;
  const { assessmentId } = await made(stage);
  const { conditionId } = await stage.cast.owner.call(contract.addCondition, { assessmentId, title });
  return { conditionId };
}

async function item({ cast }: Stage) {
  const title = `Code ${randomBytes(4).toString('hex')}`;
  const { itemId } = await cast.owner.call(addItem, { kind: 'reference', title });
  return { is: 'item' as const, itemId };
}

async function link(stage: Stage) {
  const to = await item(stage);
  const { linkId } = await stage.cast.owner.call(contract.linkCondition, { ...(await condition(stage)), to });
  return { linkId };
}

export const scenarios = [
  scenario(contract.listAssessments, () => ({}), { screens: () => [{ state: 'open' as const }] }),
  scenario(contract.getAssessment, (stage) => ofAssessment(anyAssessment(stage))),
  scenario(contract.exportChecklist, (stage) => ofAssessment(anyAssessment(stage))),
  scenario(contract.planAssessment, (stage) => planned(stage)),
  scenario(contract.changeAssessment, async (stage) => ({
    ...(await made(stage)),
    ...(await planned(stage)),
    unitTitle: 'Serve customers online, again',
  })),
  scenario(contract.moveAssessment, async (stage) => ({
    ...(await ofAssessment(made(stage))),
    state: 'open' as const,
  })),
  scenario(contract.addCondition, async (stage) => ({ ...(await ofAssessment(made(stage))), title: 'The roster' })),
  scenario(contract.dropCondition, (stage) => condition(stage)),
  scenario(contract.linkCondition, async (stage) => ({ ...(await condition(stage)), to: await item(stage) })),
  scenario(contract.unlinkCondition, (stage) => link(stage)),
];
