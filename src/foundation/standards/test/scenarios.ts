import { randomBytes } from 'node:crypto';
import type { Client } from '#kernel/test/client.ts';
import { once, scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';
import { starterName } from '../server/starter.ts';
import { agreed, manager } from './agreed.ts';
import { fillAlignment } from './align.ts';
import { finding, researched } from './researched.ts';

const until = () => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
const done = ['Ask for the order', 'Say what happens next', 'Record the outcome'];
const steps = { does: 'procedure' as const, channel: 'email', steps: done.map((words) => ({ words, facts: [] })) };
const kinds = [
  { section: 'procedures', kind: 'procedure', body: steps },
  { section: 'complaints', kind: 'policy', body: null },
  { section: 'touchpoints', kind: 'touchpoint', body: null },
  { section: 'metrics', kind: 'policy', body: null },
] as const;

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

async function compared(stage: Stage, by: Client = stage.cast.owner) {
  const made = await draft(stage, by);
  await researched(by, made.versionId);
  return made;
}

async function consulted(stage: Stage, by: Client = stage.cast.owner) {
  const made = await compared(stage, by);
  const personIds = [by.personId ?? ''];
  await by.call(contract.consult, { versionId: made.versionId, personIds, until: until() });
  return made;
}

async function aligning(stage: Stage, by: Client = stage.cast.owner) {
  const made = await consulted(stage, by);
  await by.call(contract.beginAlignment, { versionId: made.versionId });
  await fillAlignment(by, made.versionId);
  return made;
}

async function submitted(stage: Stage, by: Client) {
  const made = await draft(stage, by);
  await agreed(by, made.versionId, [by.personId], until());
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

const anyDraft = once((stage) => draft(stage));
const anyConsulted = once((stage) => consulted(stage));
const anyPublished = once(published);

/** The standard with which every workspace begins, or another like it; queries change nothing. */
async function starter({ cast }: Stage) {
  const { standards } = await cast.owner.call(contract.listStandards, {});
  const found = standards.find((one) => one.name === starterName);
  if (found?.open) return { standardId: found.id, versionId: found.open.id };
  return cast.owner.call(contract.beginWithStarter, {});
}

const versionOf = async (made: Promise<{ versionId: string }>) => ({ versionId: (await made).versionId });
const benchmark = {
  ...{ measure: 'csat', value: 0.8, title: 'A survey of shops', address: 'https://shops.example/survey', year: 2025 },
  ...{ sample: '300 shops', method: 'survey by mail', strength: 'strong' as const },
};

async function withFinding(stage: Stage) {
  const { versionId } = await anyDraft(stage);
  return stage.cast.owner.call(contract.addFinding, { versionId, ...finding });
}

async function withBenchmark(stage: Stage) {
  const { versionId } = await anyDraft(stage);
  return stage.cast.owner.call(contract.addBenchmark, { versionId, ...benchmark });
}

async function withSuggestion(stage: Stage) {
  const { versionId, clauseId } = await anyDraft(stage);
  return stage.cast.owner.call(contract.suggestChange, { versionId, clauseId, text: 'Sooner, please.' });
}

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
  scenario(contract.addClause, async (stage) => ({ ...(await versionOf(anyDraft(stage))), ...text })),
  scenario(contract.changeClause, async (stage) => {
    const { versionId, clauseId } = await draft(stage);
    return { versionId, clauseId, version: 1, ...text };
  }),
  scenario(contract.dropClause, async (stage) => {
    const { versionId, clauseId } = await draft(stage);
    return { versionId, clauseId, version: 1, reason: 'Not ours' };
  }),
  scenario(contract.beginWithStarter, async (_, by) => {
    // There is one of that name as long as nobody has named it otherwise.
    const { standards } = await by.call(contract.listStandards, {});
    const found = standards.find((one) => one.name === starterName && !one.isRetired);
    if (!found) return {};
    const { revision, about, audience } = await by.call(contract.getStandard, { standardId: found.id });
    const name = `Standard ${randomBytes(4).toString('hex')}`;
    await by.call(contract.changeStandard, { standardId: found.id, revision, name, about, audience });
    return {};
  }),
  scenario(contract.getEvidence, (stage) => versionOf(starter(stage))),
  scenario(contract.ownFigures, (stage) => versionOf(starter(stage))),
  scenario(contract.listReferences, () => ({})),
  scenario(contract.listSuggestions, async (stage) => ({ standardId: (await starter(stage)).standardId })),
  scenario(contract.addFinding, async (stage) => ({ ...(await versionOf(anyDraft(stage))), ...finding })),
  scenario(contract.changeFinding, async (stage) => {
    const { findingId } = await withFinding(stage);
    return { findingId, version: 1, ...finding };
  }),
  scenario(contract.dropFinding, async (stage) => ({ findingId: (await withFinding(stage)).findingId })),
  scenario(contract.addBenchmark, async (stage) => ({ ...(await versionOf(anyDraft(stage))), ...benchmark })),
  scenario(contract.chooseReference, async (stage) => ({
    ...(await versionOf(draft(stage))),
    reference: 'first-contact-mean',
  })),
  scenario(contract.changeBenchmark, async (stage) => {
    const { benchmarkId } = await withBenchmark(stage);
    return { benchmarkId, version: 1, ...benchmark };
  }),
  scenario(contract.dropBenchmark, async (stage) => ({ benchmarkId: (await withBenchmark(stage)).benchmarkId })),
  scenario(contract.excuseBenchmark, async (stage) => {
    const { versionId } = await draft(stage);
    const lines = [{ measure: 'csat', is: 'at_least' as const, goal: 80 }];
    const metric = { section: 'metrics' as const, kind: 'metric' as const, title: 'Satisfied', text: '' };
    await stage.cast.owner.call(contract.addClause, { versionId, ...metric, body: { does: 'metric', lines } });
    return { versionId, measure: 'csat', reason: 'Nothing is published' };
  }),
  scenario(contract.takeStep, async (stage) => ({ ...(await versionOf(draft(stage))), to: 'needs' as const })),
  scenario(contract.closeRound, (stage) => versionOf(consulted(stage))),
  scenario(contract.suggestChange, async (stage) => {
    const { versionId, clauseId } = await anyDraft(stage);
    return { versionId, clauseId, text: 'Sooner, please.' };
  }),
  scenario(contract.answerSuggestion, async (stage) => ({
    suggestionId: (await withSuggestion(stage)).suggestionId,
    state: 'considered' as const,
  })),
  scenario(contract.consult, async (stage) => ({
    ...(await versionOf(compared(stage))),
    personIds: [stage.cast.owner.personId ?? ''],
    until: until(),
  })),
  scenario(contract.comment, async (stage) => ({ ...(await versionOf(anyConsulted(stage))), text: 'Too long.' })),
  scenario(contract.disposeComment, async (stage) => {
    const { versionId } = await anyConsulted(stage);
    const { commentId } = await stage.cast.owner.call(contract.comment, { versionId, text: 'Too long.' });
    return { commentId, disposition: 'taken' as const };
  }),
  scenario(contract.beginAlignment, (stage) => versionOf(consulted(stage))),
  scenario(contract.alignment, (stage) => versionOf(starter(stage))),
  scenario(contract.linkClauses, async (stage) => {
    const { versionId, clauseId } = await draft(stage);
    return { versionId, clauseIds: [clauseId], agreesWith: 'brand' as const, links: [{ words: 'We keep our word' }] };
  }),
  scenario(contract.answerPoint, async (stage) => {
    const { versionId } = await draft(stage);
    const { checks } = await stage.cast.owner.call(contract.alignment, { versionId });
    return { versionId, point: checks[0]?.point ?? '', reason: 'We sell no goods' };
  }),
  scenario(contract.submit, (stage) => versionOf(aligning(stage))),
  scenario(contract.returnToDraft, async (stage) => ({
    ...(await versionOf(submitted(stage, stage.cast.owner))),
    reason: 'Shorter',
  })),
  scenario(contract.approve, async (stage, by) => versionOf(submitted(stage, await otherThan(stage, by)))),
  scenario(contract.schedule, (stage) => versionOf(approved(stage))),
  scenario(contract.tickStep, async (stage) => {
    const { versionId, clauseId } = await anyPublished(stage);
    return { conversationId: stage.about.conversationId, versionId, clauseId, step: 0, done: true };
  }),
  scenario(contract.getQuiz, (stage) => versionOf(starter(stage))),
  scenario(contract.answerQuiz, async (stage) => {
    const { standardId, versionId } = await anyPublished(stage);
    const { version } = await stage.cast.owner.call(contract.getStandard, { standardId });
    return { versionId, contentHash: version.contentHash ?? '', answers: [] };
  }),
  scenario(contract.sign, async (stage) => {
    const { standardId, versionId } = await anyPublished(stage);
    const { version } = await stage.cast.owner.call(contract.getStandard, { standardId });
    return { versionId, contentHash: version.contentHash ?? '' };
  }),
];
