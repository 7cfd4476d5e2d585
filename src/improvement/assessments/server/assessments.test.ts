import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addItem, retireItem } from '#foundation/library/contract.ts';
import * as standards from '#foundation/standards/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import * as contract from '../contract.ts';
import { publishFirst, publishNext } from '../test/standard.ts';

let heed: TestHeed;
let owner: Client;
let manager: Client;
let assessor: Client;
let learner: Client;
let adviser: Client;
let standardId: string;
let first: string;
let codeId: string;
/** Planned when nothing had been published, and when the standard was in force. */
let early: string;
let assessmentId: string;

const refused = (code: string) => expect.objectContaining({ code });
const unit = { unitCode: 'CEG006', unitTitle: 'Serve customers online', plannedOn: '2030-03-01' };
const people = () => ({ learnerId: learner.personId ?? '', assessorId: assessor.personId ?? '' });
const plan = async () => (await assessor.call(contract.planAssessment, { ...unit, ...people() })).assessmentId;
const read = (id: string, by = assessor) => by.call(contract.getAssessment, { assessmentId: id });
const conditionOf = async (id: string, kind: contract.ConditionKind, by = assessor) => {
  const found = (await read(id, by)).checklist.find((one) => one.kind === kind);
  if (!found) throw new Error(`no condition ${kind}`);
  return found;
};
const standardNow = (versionId = first) => owner.call(standards.getStandard, { standardId, versionId });

beforeAll(async () => {
  heed = await startTestHeed();
  ({ owner } = await heed.setUp());
  manager = await heed.member('manager');
  assessor = await heed.member('assessor');
  learner = await heed.member('learner');
  adviser = await heed.member('adviser');
  early = await plan();
  ({ standardId, versionId: first } = await publishFirst({ manager, owner }));
  const code = { title: 'Code of practice for service by chat', address: 'https://codes.example/chat' };
  const text = 'People are served by whoever can help them.';
  ({ itemId: codeId } = await owner.call(addItem, { kind: 'code', text, ...code }));
  assessmentId = await plan();
  await assessor.call(contract.moveAssessment, { assessmentId, state: 'open' });
});
afterAll(() => heed.stop());

describe('an assessment is opened and its checklist shown', () => {
  it.each([
    ['CEG006-AC-5', 'response times', 'response_times', ['5.1', '5.2', '5.3'], 'First reply'],
    ['CEG006-AC-6', 'communication styles', 'communication_styles', ['6.1', '6.2'], 'How we write'],
    ['CEG006-AC-7', 'complaints', 'complaints', ['2.1'], 'When somebody is unhappy'],
    ['CEG006-AC-8', 'reporting issues', 'reporting_issues', ['9.1'], 'When something is broken'],
  ] as const)('%s: the standard on %s is linked, each clause with its version, and readable', async (...row) => {
    const [, , kind, numbers, title] = row;
    const { version, clauses } = await standardNow();
    const { isMet, links } = await conditionOf(assessmentId, kind, learner);
    expect(isMet).toBe(true);
    expect(links.map((one) => one.clause?.number)).toEqual(numbers);
    const said = clauses.find((one) => one.title === title);
    expect(links[0]?.clause).toEqual({
      ...{ standardId, standardName: 'Customer service standard', versionId: first, major: 1, minor: 0 },
      ...{ contentHash: version.contentHash, isInForce: true },
      ...{ clauseId: said?.id, number: said?.number, title, text: said?.text, body: said?.body },
    });
    expect(said?.text).not.toBe('');
  });

  it('CEG003-AC-3: the professional service standards are linked, an item of the library that can be read', async () => {
    const { isMet, links } = await conditionOf(assessmentId, 'professional_standards', learner);
    expect(isMet).toBe(true);
    expect(links.map((one) => one.item)).toEqual([
      expect.objectContaining({
        ...{ itemId: codeId, kind: 'code', title: 'Code of practice for service by chat' },
        ...{ text: 'People are served by whoever can help them.', address: 'https://codes.example/chat' },
        isRetired: false,
      }),
    ]);
  });

  it('says where nothing was there to link, and offers it once it is', async () => {
    const { checklist, met, conditions } = await read(early);
    expect([met, conditions]).toEqual([0, 5]);
    expect(checklist.every((one) => !one.isMet && one.links.length === 0)).toBe(true);
    const complaints = await conditionOf(early, 'complaints');
    const [offered] = complaints.suggestions;
    expect(offered).toMatchObject({ where: 'Customer service standard 1.0, 2.1', title: 'When somebody is unhappy' });
    if (!offered) throw new Error('nothing offered');
    await assessor.call(contract.linkCondition, { conditionId: complaints.id, to: offered.to });
    const linked = await conditionOf(early, 'complaints');
    expect(linked).toMatchObject({ isMet: true, suggestions: [], links: [{ linkedBy: 'Assessor 2' }] });
    expect((await read(early)).met).toBe(1);
  });
});

describe('a link', () => {
  it('keeps what was linked when a new version is published, says that there is one, and moves to it when asked', async () => {
    const before = await conditionOf(assessmentId, 'response_times');
    const change = { title: 'First reply', text: 'A greeting by machine is none.', without: 'When it is difficult' };
    const second = await publishNext({ manager, owner }, standardId, change);
    const after = await conditionOf(assessmentId, 'response_times');
    const [reply, next] = after.links;
    expect(reply?.clause).toEqual({ ...before.links[0]?.clause, isInForce: false });
    expect(reply?.newer).toEqual({ versionId: second, major: 1, minor: 1, clauseIs: 'changed' });
    expect(next?.newer?.clauseIs).toBe('same');
    const styles = await conditionOf(assessmentId, 'communication_styles');
    expect(styles.links.map((one) => one.newer?.clauseIs)).toEqual(['same', 'gone']);
    expect(styles.links[1]?.clause?.title).toBe('When it is difficult');

    const to = { is: 'clause' as const, versionId: second, clauseId: reply?.clause?.clauseId ?? '' };
    const { linkId } = await assessor.call(contract.linkCondition, { conditionId: after.id, to });
    expect(linkId).toBe(reply?.id);
    const moved = (await conditionOf(assessmentId, 'response_times')).links.find((one) => one.id === linkId);
    expect(moved).toMatchObject({
      newer: null,
      clause: { major: 1, minor: 1, text: 'A greeting by machine is none.', isInForce: true },
    });
    expect(moved?.clause?.contentHash).toBe((await standardNow(second)).version.contentHash);
  });

  it('takes nothing that was never published or no longer holds', async () => {
    const { id: conditionId } = await conditionOf(assessmentId, 'professional_standards');
    const { clauses } = await standardNow();
    const clauseId = clauses[0]?.id ?? '';
    const link = (to: contract.LinkTarget) => assessor.call(contract.linkCondition, { conditionId, to });
    const never = link({ is: 'clause', versionId: newId(), clauseId });
    await expect(never).rejects.toEqual(refused('assessment.unknown_link'));
    const begun = { standardId, step: 'minor' as const, reason: 'The summer review' };
    const { versionId } = await manager.call(standards.beginVersion, begun);
    const draft = link({ is: 'clause', versionId, clauseId });
    await expect(draft).rejects.toEqual(refused('assessment.unknown_link'));
    await owner.call(retireItem, { itemId: codeId });
    await expect(link({ is: 'item', itemId: codeId })).rejects.toEqual(refused('assessment.unknown_link'));
    expect(await conditionOf(assessmentId, 'professional_standards')).toMatchObject({
      isMet: false,
      links: [{ item: { isRetired: true } }],
    });
  });
});

describe('the checklist', () => {
  it('takes conditions of its own, leaves as CSV with versions and hashes, and stays as it is once closed', async () => {
    const added = { assessmentId, title: 'The roster of the week' };
    const { conditionId } = await assessor.call(contract.addCondition, added);
    await expect(assessor.call(contract.addCondition, { assessmentId })).rejects.toEqual(refused('input.invalid'));
    const twice = assessor.call(contract.addCondition, { assessmentId, kind: 'complaints' });
    await expect(twice).rejects.toEqual(refused('assessment.condition_there'));
    const { csv } = await learner.call(contract.exportChecklist, { assessmentId });
    const { version } = await standardNow();
    expect(csv).toContain(`Complaints,yes,Customer service standard,1.0,2.1,`);
    expect(csv).toContain(version.contentHash);
    expect(csv).toContain('The roster of the week,no,');

    await assessor.call(contract.moveAssessment, { assessmentId, state: 'closed' });
    const late = assessor.call(contract.dropCondition, { conditionId });
    await expect(late).rejects.toEqual(refused('assessment.closed'));
    await assessor.call(contract.moveAssessment, { assessmentId, state: 'open' });
    await assessor.call(contract.dropCondition, { conditionId });
    const { state, checklist, openedAt, closedAt } = await read(assessmentId);
    expect([state, checklist.length, closedAt]).toEqual(['open', 5, null]);
    expect(openedAt).not.toBeNull();
  });
});

describe('who takes part', () => {
  it('is the learner and somebody else who may assess', async () => {
    const planned = { ...unit, ...people() };
    const oneself = assessor.call(contract.planAssessment, { ...planned, learnerId: planned.assessorId });
    await expect(oneself).rejects.toEqual(refused('assessment.own'));
    const byAdviser = manager.call(contract.planAssessment, { ...planned, assessorId: adviser.personId ?? '' });
    await expect(byAdviser).rejects.toEqual(refused('assessment.unknown_person'));
  });

  it('sees it: learners their own, advisers none of others, and nobody keeps the one in which they are assessed', async () => {
    expect((await learner.call(contract.listAssessments, {})).assessments.map((one) => one.id)).toEqual([
      assessmentId,
      early,
    ]);
    expect((await adviser.call(contract.listAssessments, {})).assessments).toEqual([]);
    await expect(read(assessmentId, adviser)).rejects.toEqual(refused('record.not_found'));
    const ofManager = { ...unit, learnerId: manager.personId ?? '', assessorId: assessor.personId ?? '' };
    const { assessmentId: own } = await assessor.call(contract.planAssessment, ofManager);
    const open = manager.call(contract.moveAssessment, { assessmentId: own, state: 'open' });
    await expect(open).rejects.toEqual(refused('access.forbidden'));
    expect((await read(own, manager)).abilities).not.toContain('keep');
  });
});
