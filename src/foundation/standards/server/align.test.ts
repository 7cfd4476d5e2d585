import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addItem, importLines, listItems, retireItem } from '#foundation/library/contract.ts';
import { getPack, leavePack, notAdvice, type PackVersion } from '#foundation/packs/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import * as contract from '../contract.ts';
import { fillAlignment } from '../test/align.ts';
import { researched } from '../test/researched.ts';
import { findingsIn } from './align-wording.ts';

let heed: TestHeed;
let owner: Client;
let manager: Client;
let standardId: string;
let versionId: string;
let consumerLaw: PackVersion;

beforeAll(async () => {
  heed = await startTestHeed();
  ({ owner } = await heed.setUp());
  manager = await heed.member('manager');
  const [starter] = (await owner.call(contract.listStandards, {})).standards;
  standardId = starter?.id ?? '';
  versionId = starter?.open?.id ?? '';
  consumerLaw = await owner.call(getPack, { packId: 'checklist-au-consumer' });
});
afterAll(() => heed.stop());

const seen = (by = manager) => by.call(contract.alignment, { versionId });
const add = (title: string, text: string) =>
  manager.call(contract.addClause, { versionId, section: 'refunds', kind: 'policy', title, text });
const refusal = <T>(work: Promise<T>) => work.catch((error) => error);
const submitted = () => refusal(manager.call(contract.submit, { versionId }));
const pointOf = async (name: string) => (await seen()).checks.find((one) => one.point.endsWith(name));
const answer = (point: string, given: { clauseId?: string; reason?: string }) =>
  manager.call(contract.answerPoint, { versionId, point, ...given });

const fillLinks = async (clauseId: string) => {
  for (const agreesWith of contract.AgreesWith.options) {
    const links = [{ words: 'Said at the counter' }];
    await manager.call(contract.linkClauses, { versionId, clauseIds: [clauseId], agreesWith, links });
  }
};

describe('a new workspace', () => {
  it('begins aligned: every clause names a policy, a procedure and a brand value, and answers the points it can', async () => {
    const { clauses, wording, offline, checks, notice } = await seen();
    expect(notice).toBe(notAdvice);
    expect(clauses.flatMap((one) => one.gaps)).toEqual([]);
    expect([wording, offline]).toEqual([[], []]);
    expect(checks.filter((one) => one.state !== 'answered').map((one) => [one.point, one.state])).toEqual([
      ['check:checklist-general/second-step', 'fails'],
      ['check:checklist-general/audit-log', 'holds'],
    ]);
    expect(new Set(checks.map((one) => one.area)).size).toBe(6);
    expect(checks.every((one) => one.source.address.startsWith('https://') && one.checkedOn)).toBe(true);
  });

  it('closes the consultation before it is submitted', async () => {
    const until = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    await researched(manager, versionId);
    await manager.call(contract.consult, { versionId, personIds: [owner.personId ?? ''], until });
    await expect(submitted()).resolves.toMatchObject({ code: 'standard.wrong_step' });
    await manager.call(contract.beginAlignment, { versionId });
    expect((await seen()).state).toBe('aligning');
  });
});

describe('the alignment matrix', () => {
  it('CEG007-1.4: shows the gaps of a clause without links, and the submission is refused, naming them', async () => {
    const { clauseId } = await add('Gift cards', 'They are good for three years.');
    const row = (await seen()).clauses.find((one) => one.clauseId === clauseId);
    expect(row).toMatchObject({ number: '8.2', links: [], gaps: ['policy', 'procedure', 'brand'] });
    const refused = await submitted();
    expect(refused.code).toBe('standard.not_aligned');
    expect(refused.body.errors).toEqual([
      { path: '8.2', message: '“Gift cards” names no policy, no procedure, no brand value.' },
    ]);
    const { items } = await manager.call(listItems, { kind: 'policy', words: 'returns' });
    const links = [{ itemId: items[0]?.id ?? '' }];
    await manager.call(contract.linkClauses, { versionId, clauseIds: [clauseId], agreesWith: 'policy', links });
    const said = { versionId, clauseIds: [clauseId], links: [{ words: 'None: nothing is done by hand' }] };
    await manager.call(contract.linkClauses, { ...said, agreesWith: 'procedure' });
    await manager.call(contract.linkClauses, { ...said, agreesWith: 'brand' });
    expect((await seen()).clauses.find((one) => one.clauseId === clauseId)?.links.map((one) => one.words)).toEqual([
      'None: nothing is done by hand',
      'Returns and refunds policy',
      'None: nothing is done by hand',
    ]);
  });

  it('takes no link to what is of another kind, unknown or retired, and doubts links to what was retired later', async () => {
    const { clauses } = await seen();
    const clauseIds = [clauses[0]?.clauseId ?? ''];
    const link = (itemId: string) =>
      refusal(manager.call(contract.linkClauses, { versionId, clauseIds, agreesWith: 'policy', links: [{ itemId }] }));
    const { itemId } = await owner.call(addItem, { kind: 'brand', title: 'Bold' });
    await expect(link(itemId)).resolves.toMatchObject({ code: 'standard.unknown_link' });
    await expect(link(standardId)).resolves.toMatchObject({ code: 'standard.unknown_link' });
    const policy = await owner.call(addItem, { kind: 'policy', title: 'House rules' });
    await link(policy.itemId);
    await owner.call(retireItem, { itemId: policy.itemId });
    expect((await seen()).clauses[0]?.links.find((one) => one.words === 'House rules')?.isDoubtful).toBe(true);
    await expect(link(policy.itemId)).resolves.toMatchObject({ code: 'standard.unknown_link' });
  });
});

describe('the wording guard', () => {
  it('CEG007-KE-1: flags “sale items are final” when the draft is saved, with the rule it breaks', async () => {
    const { clauseId } = await add('Sale', 'Please note: sale items are final.');
    const [finding] = (await seen()).wording;
    expect(finding).toMatchObject({ clauseId, found: 'sale items are final', isOpen: true });
    expect(finding?.rule).toContain('takes away a right');
    expect(finding?.instead).toContain('Australian Consumer Law');
    await fillLinks(clauseId);
    await expect(submitted()).resolves.toMatchObject({ code: 'standard.unlawful_wording' });
    const unsaid = answer(finding?.point ?? '', { clauseId });
    await expect(unsaid).rejects.toMatchObject({ code: 'standard.reason_missing' });
    await answer(finding?.point ?? '', { reason: 'It is quoted from the old sign' });
    expect((await seen()).wording[0]?.isOpen).toBe(false);
    const clause = { versionId, clauseId, version: 1, section: 'refunds', kind: 'policy', title: 'Sale' } as const;
    await manager.call(contract.changeClause, { ...clause, text: 'No refunds. Sale items are final.' });
    expect((await seen()).wording[0]).toMatchObject({ found: 'No refunds', reason: null, isOpen: true });
    await manager.call(contract.dropClause, { versionId, clauseId, version: 2, reason: 'Not lawful' });
    expect((await seen()).wording).toEqual([]);
  });
});

describe('words that take away a right', () => {
  const rulesIn = (text: string) => findingsIn(text, [consumerLaw]).map((one) => one.rule.split('/')[1]);

  it.each([
    ['Sale items are final.', 'absolute-refusal'],
    ['Sorry, NO  REFUNDS!', 'absolute-refusal'],
    ['All sales are final', 'absolute-refusal'],
    ['Opened and used goods cannot be returned.', 'absolute-refusal'],
    ['Faults must be reported within 7 days.', 'time-bar'],
    ['No receipt, no refund', 'proof-bar'],
    ['Faulty goods come back in their original packaging.', 'packaging-bar'],
    ['If it breaks, contact the manufacturer.', 'maker-shift'],
    ['Exchange or credit note only', 'credit-only'],
    ['A restocking fee of 15 % applies to all returns.', 'fee-on-fault'],
    ['Delivery is non-refundable.', 'fee-on-fault'],
    ['After the warranty has ended there is no repair.', 'warranty-is-all'],
  ])('%s', (text, rule) => {
    expect(rulesIn(text)).toContain(rule);
  });

  it.each([
    'No refund if you simply change your mind.',
    'No refunds for change of mind.',
    'We never say “no refunds” and no “sale items are final”.',
    'Tell us of a fault as soon as you see it.',
    'Change of mind: 30 days, with a receipt or another proof.',
    'A restocking fee of 10 % applies when you changed your mind.',
    'We look after it; the final price is shown.',
  ])('are not: %s', (text) => {
    expect(rulesIn(text)).toEqual([]);
  });
});

describe('offline consistency', () => {
  it('CEG007-1.8: lists that refunds take 14 days in the shop and 30 online, and wants the reason', async () => {
    const shop = await manager.call(addItem, { kind: 'offline', title: 'Shop handbook' });
    const rows = 'topic;value;unit;text\nRefunds and change of mind;14;days;At the counter\nParking;2;hours;';
    await manager.call(importLines, { ...shop, rows });
    const [refunds, parking] = (await seen()).offline;
    expect(refunds).toMatchObject({
      topic: 'Refunds and change of mind',
      shop: { value: '14', unit: 'days' },
      online: { number: '8.1', title: 'Refunds and exchanges', value: '30', unit: 'days' },
      is: 'different',
      isOpen: true,
    });
    expect(parking).toMatchObject({ online: null, is: 'alone', isOpen: false });
    const refused = await submitted();
    expect(refused.code).toBe('standard.unjustified');
    expect(refused.body.detail).toContain('14 days / 30 days');
    await answer(refunds?.point ?? '', { reason: 'Parcels take two weeks longer' });
    expect((await seen()).offline[0]).toMatchObject({ isOpen: false, answeredBy: 'Manager 1' });
    const { items } = await manager.call(listItems, { kind: 'offline' });
    const version = items[0]?.version ?? 0;
    await manager.call(importLines, { itemId: shop.itemId, version, rows: rows.replace('14', '7') });
    expect((await seen()).offline[0]).toMatchObject({ isOpen: true, reason: null });
    await manager.call(importLines, { itemId: shop.itemId, version: version + 1, rows: rows.replace('14', '30') });
    expect((await seen()).offline[0]).toMatchObject({ is: 'same', isOpen: false });
  });
});

describe('the legal checklist', () => {
  it('CEG007-1.7: blocks the approval until each point has its clause, or the reason why it does not apply', async () => {
    const point = (await pointOf('no-refund-statements'))?.point ?? '';
    await answer(point, {});
    expect((await pointOf('no-refund-statements'))?.state).toBe('open');
    await manager.call(contract.submit, { versionId });
    const refused = await refusal(owner.call(contract.approve, { versionId }));
    expect(refused.code).toBe('standard.unchecked');
    expect(refused.body.errors.map((one: { path: string }) => one.path)).toEqual([
      'check:checklist-general/second-step',
      point,
    ]);
    await answer(point, { reason: 'We only give advice and sell nothing' });
    const second = 'check:checklist-general/second-step';
    const { clauses } = await seen();
    await answer(second, { clauseId: clauses[0]?.clauseId ?? '' });
    expect(await pointOf('second-step')).toMatchObject({ state: 'fails' });
    await answer(second, { reason: 'Bought for next month' });
    await owner.call(contract.approve, { versionId });
    await expect(refusal(answer(point, {}))).resolves.toMatchObject({ code: 'standard.closed' });
  });

  it('CEG007-KE-5: fails where a privileged role has no second step, and says where that is mended', async () => {
    expect((await pointOf('second-step'))?.seen).toEqual({
      looksAt: 'second-step',
      holds: false,
      count: 2,
      link: '/settings/security',
    });
    const shown = await seen(await heed.member('adviser'));
    expect(shown.checks.map((one) => one.seen)).toEqual(shown.checks.map(() => null));
  });

  it('is of the packs that are held to; the next version begins with what was linked and answered', async () => {
    await manager.call(contract.schedule, { versionId });
    const reason = 'The spring review';
    ({ versionId } = await manager.call(contract.beginVersion, { standardId, step: 'minor', reason }));
    expect((await seen()).clauses.flatMap((one) => one.gaps)).toEqual([]);
    expect(await pointOf('no-refund-statements')).toMatchObject({ reason: 'We only give advice and sell nothing' });
    await owner.call(leavePack, { packId: 'checklist-au-consumer' });
    expect((await seen()).checks.map((one) => one.packId)).not.toContain('checklist-au-consumer');
    await fillAlignment(manager, versionId);
    expect((await seen()).checks.filter((one) => one.state === 'fails')).toEqual([]);
    await expect(refusal(answer('check:none/none', { reason: 'Nothing' }))).resolves.toMatchObject({
      code: 'standard.unknown_point',
    });
  });
});
