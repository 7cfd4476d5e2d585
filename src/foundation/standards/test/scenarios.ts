import { randomBytes } from 'node:crypto';
import type { Client } from '#kernel/test/client.ts';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';

const until = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
const steps = { does: 'procedure' as const, channel: 'email', steps: [{ words: 'Ask for the order', facts: [] }] };
const kinds = [
  { section: 'procedures', kind: 'procedure', body: steps },
  { section: 'complaints', kind: 'policy', body: null },
  { section: 'touchpoints', kind: 'touchpoint', body: null },
  { section: 'metrics', kind: 'policy', body: null },
] as const;

const managers = new WeakMap<Stage, Promise<Client>>();

/** The manager of the cast; where the stage has none, one of its own. */
function manager(stage: Stage): Promise<Client> {
  const known = managers.get(stage);
  if (known) return known;
  const { manager: cast } = stage.cast;
  const found = cast.personId ? Promise.resolve(cast) : stage.heed.member('manager');
  managers.set(stage, found);
  return found;
}

/** Somebody who may write but is not who calls: nobody approves what they wrote. */
const otherThan = async (stage: Stage, by: Client) =>
  by.personId === stage.cast.owner.personId ? manager(stage) : stage.cast.owner;

/** A standard of its own with a clause in each section that must have one. */
async function draft({ cast }: Stage, by: Client = cast.owner) {
  const name = `Standard ${randomBytes(4).toString('hex')}`;
  const { standardId, versionId } = await by.call(contract.createStandard, { name });
  let clauseId = '';
  for (const [index, clause] of kinds.entries()) {
    const added = await by.call(contract.addClause, {
      versionId,
      ...clause,
      title: `Clause ${index}`,
      text: 'So it is.',
    });
    if (index === 0) clauseId = added.clauseId;
  }
  return { standardId, versionId, clauseId };
}

async function consulted(stage: Stage, by: Client = stage.cast.owner) {
  const made = await draft(stage, by);
  const personIds = [by.personId ?? ''];
  await by.call(contract.consult, { versionId: made.versionId, personIds, until: until() });
  return made;
}

async function submitted(stage: Stage, by: Client) {
  const made = await consulted(stage, by);
  await by.call(contract.submit, { versionId: made.versionId });
  return made;
}

async function approved(stage: Stage) {
  const made = await submitted(stage, await manager(stage));
  await stage.cast.owner.call(contract.approve, { versionId: made.versionId });
  return made;
}

async function published(stage: Stage) {
  const made = await approved(stage);
  await stage.cast.owner.call(contract.schedule, { versionId: made.versionId });
  return made;
}

/** The standard with which every workspace begins; queries change nothing. */
async function starter({ cast }: Stage) {
  const { standards } = await cast.owner.call(contract.listStandards, {});
  const found = standards.find((one) => one.name === 'Customer service standard');
  if (!found?.open) throw new Error('a new workspace has no standard');
  return { standardId: found.id, versionId: found.open.id };
}

const versionOf = async (made: Promise<{ versionId: string }>) => ({ versionId: (await made).versionId });
const text = { section: 'style', kind: 'style', title: 'How we write', text: 'Plainly.' } as const;

export const scenarios = [
  scenario(contract.listStandards, () => ({})),
  scenario(contract.getStandard, async (stage) => ({ standardId: (await starter(stage)).standardId })),
  scenario(contract.compareVersions, (stage) => versionOf(starter(stage))),
  scenario(contract.standardsAtWork, (stage) => ({ conversationId: stage.about.conversationId })),
  scenario(contract.listReaders, (stage) => versionOf(starter(stage))),
  scenario(contract.createStandard, () => ({ name: `Standard ${randomBytes(4).toString('hex')}` })),
  scenario(contract.changeStandard, async (stage) => ({
    standardId: (await draft(stage)).standardId,
    revision: 1,
    name: `Standard ${randomBytes(4).toString('hex')}`,
    about: 'For shops.',
    audience: ['adviser' as const],
  })),
  scenario(contract.retireStandard, async (stage) => ({ standardId: (await draft(stage)).standardId })),
  scenario(contract.beginVersion, async (stage) => ({
    standardId: (await published(stage)).standardId,
    step: 'minor' as const,
    reason: 'A review',
  })),
  scenario(contract.addClause, async (stage) => ({ ...(await versionOf(draft(stage))), ...text })),
  scenario(contract.changeClause, async (stage) => {
    const { versionId, clauseId } = await draft(stage);
    return { versionId, clauseId, version: 1, ...text };
  }),
  scenario(contract.dropClause, async (stage) => {
    const { versionId, clauseId } = await draft(stage);
    return { versionId, clauseId, version: 1, reason: 'Not ours' };
  }),
  scenario(contract.consult, async (stage) => ({
    ...(await versionOf(draft(stage))),
    personIds: [stage.cast.owner.personId ?? ''],
    until: until(),
  })),
  scenario(contract.comment, async (stage) => ({ ...(await versionOf(consulted(stage))), text: 'Too long.' })),
  scenario(contract.disposeComment, async (stage) => {
    const { versionId } = await consulted(stage);
    const { commentId } = await stage.cast.owner.call(contract.comment, { versionId, text: 'Too long.' });
    return { commentId, disposition: 'taken' as const };
  }),
  scenario(contract.submit, (stage) => versionOf(consulted(stage))),
  scenario(contract.returnToDraft, async (stage) => ({
    ...(await versionOf(submitted(stage, stage.cast.owner))),
    reason: 'Shorter',
  })),
  scenario(contract.approve, async (stage, by) => versionOf(submitted(stage, await otherThan(stage, by)))),
  scenario(contract.schedule, (stage) => versionOf(approved(stage))),
  scenario(contract.tickStep, async (stage) => {
    const { versionId, clauseId } = await published(stage);
    return { conversationId: stage.about.conversationId, versionId, clauseId, step: 0, done: true };
  }),
  scenario(contract.sign, async (stage) => {
    const { standardId, versionId } = await published(stage);
    const { version } = await stage.cast.owner.call(contract.getStandard, { standardId });
    return { versionId, contentHash: version.contentHash ?? '' };
  }),
];
