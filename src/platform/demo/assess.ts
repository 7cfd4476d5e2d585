import { addItem } from '#foundation/library/contract.ts';
import { addCondition, linkCondition, moveAssessment, planAssessment } from '#improvement/assessments/contract.ts';
import { type Cast, known, type PlayedKernel, play } from './played.ts';

const day = 86_400_000;
const dayOf = (at: Date) => at.toISOString().slice(0, 10);

const online = { unitCode: 'SIRXCEG006', unitTitle: 'Provide online customer service' };
const standards = { unitCode: 'SIRXCEG007', unitTitle: 'Develop online customer service standards' };

const plain = {
  ...{ address: '', datedOn: null, nextCheckOn: null, licence: '', permission: '', isPublic: false, ownerId: null },
  copyrightOwner: 'Fennick & Rowe',
};
const conduct = {
  ...plain,
  kind: 'code' as const,
  title: 'How we treat people: code of conduct of Fennick & Rowe',
  text: 'Whoever writes to us is served by the first person who can help. We say what we know and what we do not know, keep what we promise, and treat a complaint as help. Nobody is put under pressure to buy.',
};
const policy = {
  ...plain,
  kind: 'policy' as const,
  title: 'Working in the practice workspace',
  text: 'New colleagues answer played customers for a week before they answer real ones. Nothing leaves the practice workspace.',
};

/** Two colleagues are assessed: one is in the middle of it with everything within reach, the other is to come. */
export async function planAssessments(stage: PlayedKernel, cast: Cast, until: Date): Promise<void> {
  const { workspaceId } = cast;
  const owner = known(cast.advisers, 'lin');
  const assessorId = owner.id;
  const at = (days: number) => new Date(until.getTime() + days * day);
  stage.at(at(-20));
  await play(stage, workspaceId, owner, addItem, conduct);
  const practice = await play(stage, workspaceId, owner, addItem, policy);
  stage.at(at(-12));
  const oriel = { learnerId: known(cast.advisers, 'oriel').id, assessorId, plannedOn: dayOf(at(-3)), ...online };
  const { assessmentId } = await play(stage, workspaceId, owner, planAssessment, oriel);
  const wanted = { assessmentId, kind: 'other' as const, title: 'A workplace, or one that is played' };
  const { conditionId } = await play(stage, workspaceId, owner, addCondition, wanted);
  await play(stage, workspaceId, owner, linkCondition, { conditionId, to: { is: 'item', itemId: practice.itemId } });
  stage.at(at(-3));
  await play(stage, workspaceId, owner, moveAssessment, { assessmentId, state: 'open' });
  stage.at(at(-1));
  const jun = { learnerId: known(cast.advisers, 'jun').id, assessorId, plannedOn: dayOf(at(24)), ...standards };
  const later = await play(stage, workspaceId, owner, planAssessment, jun);
  const numbers = {
    assessmentId: later.assessmentId,
    kind: 'other' as const,
    title: 'Ninety days of numbers to review',
  };
  await play(stage, workspaceId, owner, addCondition, numbers);
  stage.at(until);
}
