import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCustomer, setCustomerFields } from '#contact/customers/contract.ts';
import { defineField, retireField } from '#foundation/fields/contract.ts';
import { changeTeam, createTeam, listTeams } from '#foundation/people/contract.ts';
import { addTask, promisesOn, waivePromise } from '#foundation/promises/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import {
  addTag,
  assign,
  changeView,
  countViews,
  getConversation,
  listConversations,
  listViews,
  listWrapUpReasons,
  orderViews,
  type Rule,
  reply,
  resolve,
  retireTag,
  retireView,
  type Shared,
  saveView,
  setPriority,
  snooze,
  startConversation,
  tagConversation,
} from '../contract.ts';

let heed: TestHeed;
let owner: Client;
let adviser: Client;
let lead: Client;
let teamId: string;
let tagId: string;
/** By the name of what is particular about each conversation. */
const ids: Record<string, string> = {};
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

async function start(name: string, customerId: string, more: object = {}): Promise<string> {
  const { conversationId } = await owner.call(startConversation, { customerId, text: name, ...more });
  ids[name] = conversationId;
  return conversationId;
}
const versionOf = async (conversationId: string) => (await owner.call(getConversation, { conversationId })).version;
const seen = async (name: string) => {
  const conversationId = ids[name] ?? '';
  return { conversationId, version: await versionOf(conversationId) };
};

beforeAll(async () => {
  heed = await startTestHeed();
  ({ owner, teamId } = await heed.setUp());
  adviser = await heed.member('adviser');
  lead = await heed.member('lead');
  ({ tagId } = await owner.call(addTag, { name: 'Damaged' }));
  const purpose = 'To keep what was promised.';
  await owner.call(defineField, { subject: 'customer', key: 'tier', label: 'Tier', purpose, kind: 'text' });
  const ordinary = await owner.call(createCustomer, { name: 'Ines Kaldor' });
  const gold = await owner.call(createCustomer, { name: 'Ada Mills' });
  await owner.call(setCustomerFields, { customerId: gold.customerId, version: gold.version, values: { tier: 'gold' } });
  await start('plain', ordinary.customerId);
  await start('of gold', gold.customerId);
  await start('of the team', ordinary.customerId, { teamId, channel: 'chat' });
  await start('answered', ordinary.customerId);
  for (const name of ['damaged', 'urgent', 'snoozed', 'resolved', 'with a task'])
    await start(name, ordinary.customerId);
  await owner.call(reply, { conversationId: ids.answered ?? '', text: 'Hello!' });
  await owner.call(tagConversation, { conversationId: ids.damaged ?? '', add: [tagId] });
  await owner.call(tagConversation, { conversationId: ids.resolved ?? '', add: [tagId] });
  await owner.call(setPriority, { ...(await seen('urgent')), priority: 'urgent' });
  await owner.call(assign, { ...(await seen('urgent')), assigneeId: adviser.personId });
  await owner.call(snooze, { ...(await seen('snoozed')), until: inHours(3) });
  const wrapUpReasonId = (await owner.call(listWrapUpReasons, {})).reasons[0]?.id;
  await owner.call(resolve, { ...(await seen('resolved')), wrapUpReasonId });
  // In office hours a chat is owed an answer within minutes, and would be due before the task.
  const owed = await owner.call(promisesOn, { subjectId: ids['of the team'] ?? '' });
  for (const { id: promiseId } of owed.promises)
    await owner.call(waivePromise, { promiseId, reason: 'Nothing but the task is due soon.' });
  const subject = { kind: 'conversation' as const, id: ids['with a task'] ?? '' };
  await owner.call(addTask, { words: 'Ring back', dueAt: inHours(0.5), subject });
});
afterAll(() => heed.stop());

async function found(rule: Rule, by = owner): Promise<string[]> {
  const { conversations } = await by.call(listConversations, { view: 'rule', rule: JSON.stringify(rule), limit: 100 });
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
  return conversations.map((one) => names.get(one.id) ?? '?').sort();
}
const all = (...conditions: Rule['conditions']): Rule => ({ match: 'all', conditions });
const any = (...conditions: Rule['conditions']): Rule => ({ match: 'any', conditions });
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error) => error.code,
  );
const save = (by: Client, name: string, rule: Rule, more: { shared?: Shared; teamId?: string } = {}) =>
  by.call(saveView, { name, rule, ...more });
const viewsOf = async (by: Client) => (await by.call(listViews, {})).views;
const working = ['answered', 'damaged', 'of gold', 'of the team', 'plain', 'urgent', 'with a task'];

describe('conditions of a view', () => {
  const tier = { on: 'field', subject: 'customer', key: 'tier', value: 'gold' } as const;

  it.each<[string, () => Rule, string[]]>([
    ['status', () => all({ on: 'status', is: 'any', of: ['waiting'] }), ['answered']],
    [
      'resolved, only where a condition says so',
      () => all({ on: 'status', is: 'any', of: ['resolved'] }),
      ['resolved'],
    ],
    ['somebody', () => all({ on: 'assignee', is: 'any', of: [adviser.personId ?? ''] }), ['urgent']],
    ['the reader', () => all({ on: 'assignee', is: 'any', of: ['me'] }), ['answered']],
    ['nobody', () => all({ on: 'assignee', is: 'none', of: ['nobody'] }), ['answered', 'urgent']],
    ['a team', () => all({ on: 'team', is: 'any', of: [teamId] }), ['of the team']],
    ['no team', () => all({ on: 'team', is: 'none', of: ['none'] }), ['of the team']],
    ['a tag', () => all({ on: 'tag', is: 'any', of: [tagId] }), ['damaged']],
    ['without a tag', () => all({ on: 'tag', is: 'none', of: [tagId] }), working.filter((one) => one !== 'damaged')],
    ['priority', () => all({ on: 'priority', is: 'any', of: ['high', 'urgent'] }), ['urgent']],
    ['channel', () => all({ on: 'channel', is: 'any', of: ['chat'] }), ['of the team']],
    ['a field of the customer', () => all(tier), ['of gold']],
    ['snoozed', () => all({ on: 'snoozed', snoozed: true }), ['snoozed']],
    ['the customer is waited for', () => all({ on: 'waiting_on', whom: 'customer' }), ['answered']],
    ['due soon', () => all({ on: 'due_within', hours: 1 }), ['with a task']],
    ['all of two', () => all(tier, { on: 'priority', is: 'any', of: ['urgent'] }), []],
    ['one of two', () => any(tier, { on: 'priority', is: 'any', of: ['urgent'] }), ['of gold', 'urgent']],
    [
      'a tag, also resolved',
      () =>
        all({ on: 'status', is: 'any', of: ['open', 'waiting', 'resolved'] }, { on: 'tag', is: 'any', of: [tagId] }),
      ['damaged', 'resolved'],
    ],
  ])('%s', async (_, rule, names) => {
    expect(await found(rule())).toEqual(names);
    const view = await save(owner, 'Counted', rule());
    const { counts } = await owner.call(countViews, {});
    const holdsResolved = JSON.stringify(rule()).includes('resolved');
    expect(counts.find((one) => one.viewId === view.viewId)?.count).toBe(holdsResolved ? null : names.length);
    await owner.call(retireView, { ...view, retired: true });
  });

  it('that nobody could mean are refused with what would be accepted', async () => {
    const list = (rule: unknown) =>
      refusal(
        owner.call(listConversations, { view: 'rule', rule: typeof rule === 'string' ? rule : JSON.stringify(rule) }),
      );
    const bad = ['{"match"', '[]', { match: 'all', conditions: [] }, { match: 'all', conditions: [{ on: 'mood' }] }];
    expect(await Promise.all(bad.map(list))).toEqual(bad.map(() => 'input.invalid'));
    expect(await refusal(save(owner, 'No tag', all({ on: 'tag', is: 'any', of: [newId()] })))).toBe(
      'conversation.unknown_tag',
    );
    expect(await refusal(save(owner, 'No one', all({ on: 'assignee', is: 'any', of: [newId()] })))).toBe(
      'conversation.unknown_assignee',
    );
    const shoe = all({ on: 'field', subject: 'customer', key: 'shoe', value: '42' });
    expect(await refusal(save(owner, 'No field', shoe))).toBe('field.unknown');
  });
});

describe('a list', () => {
  it('by next promise begins with what is due first and ends with what waits for nothing, page by page', async () => {
    const rule = JSON.stringify(all({ on: 'priority', is: 'none', of: ['low'] }));
    const whole = await owner.call(listConversations, { view: 'rule', rule, sort: 'due', limit: 100 });
    expect(whole.conversations[0]?.id).toBe(ids['with a task']);
    expect(whole.conversations).toHaveLength(working.length);
    const paged: string[] = [];
    let after: string | undefined;
    do {
      const page = await owner.call(listConversations, {
        view: 'rule',
        rule,
        sort: 'due',
        limit: 2,
        ...(after && { after }),
      });
      paged.push(...page.conversations.map((one) => one.id));
      after = page.next ?? undefined;
    } while (after);
    expect(paged).toEqual(whole.conversations.map((one) => one.id));
  });
});

describe('saved views', () => {
  const urgent = all({ on: 'priority', is: 'any', of: ['urgent'] });

  it('of one’s own are seen by nobody else', async () => {
    const view = await save(adviser, 'Mine alone', urgent);
    expect((await viewsOf(adviser)).map((one) => one.name)).toContain('Mine alone');
    expect((await viewsOf(owner)).map((one) => one.name)).not.toContain('Mine alone');
    const read = owner.call(listConversations, { view: 'saved', viewId: view.viewId });
    expect(await refusal(read)).toBe('record.not_found');
    expect(await refusal(owner.call(retireView, { ...view, retired: true }))).toBe('record.not_found');
  });

  it('are shared with everybody or a team by those who may, and read as whoever reads', async () => {
    const mine = all({ on: 'assignee', is: 'any', of: ['me'] });
    expect(await refusal(save(adviser, 'For all', mine, { shared: 'everybody' }))).toBe('access.forbidden');
    const shared = await save(lead, 'Each their own', mine, { shared: 'everybody' });
    const read = async (by: Client) =>
      (await by.call(listConversations, { view: 'saved', viewId: shared.viewId })).conversations.map((one) => one.id);
    expect([await read(owner), await read(adviser)]).toEqual([[ids.answered], [ids.urgent]]);
    const seenBy = (await viewsOf(adviser)).find((one) => one.id === shared.viewId);
    expect(seenBy).toMatchObject({ mayChange: false, shared: 'everybody' });
    const change = {
      ...shared,
      name: 'x',
      rule: mine,
      sort: 'due' as const,
      shared: 'everybody' as const,
      teamId: null,
    };
    expect(await refusal(adviser.call(changeView, change))).toBe('access.forbidden');
    const other = await owner.call(createTeam, { name: 'Returns' });
    const ofTeam = await save(lead, 'Of Returns', urgent, { shared: 'team', teamId: other.teamId });
    expect((await viewsOf(adviser)).map((one) => one.id)).not.toContain(ofTeam.viewId);
    const { teams } = await owner.call(listTeams, {});
    const version = teams.find((team) => team.id === other.teamId)?.version ?? 0;
    await owner.call(changeTeam, { teamId: other.teamId, version, memberIds: [adviser.personId ?? ''] });
    expect((await viewsOf(adviser)).map((one) => one.id)).toContain(ofTeam.viewId);
  });

  it('are changed by one version, deleted, restored, and ordered by each person', async () => {
    const one = await save(owner, 'First', urgent);
    const two = await save(owner, 'Second', urgent);
    const changed = { ...one, name: 'First of all', rule: urgent, sort: 'due' as const, shared: 'nobody' as const };
    const next = await owner.call(changeView, { ...changed, teamId: null });
    expect(await refusal(owner.call(changeView, { ...changed, teamId: null }))).toBe('record.stale');
    await owner.call(orderViews, { viewIds: [two.viewId, one.viewId, newId()] });
    const names = async () => (await viewsOf(owner)).slice(0, 2).map((view) => view.name);
    expect(await names()).toEqual(['Second', 'First of all']);
    const gone = await owner.call(retireView, { ...next, retired: true });
    expect(await names()).not.toContain('First of all');
    const read = () => owner.call(listConversations, { view: 'saved', viewId: one.viewId });
    expect(await refusal(read())).toBe('record.not_found');
    await owner.call(retireView, { ...gone, retired: false });
    expect(await names()).toEqual(['Second', 'First of all']);
    expect(await refusal(read())).toBe('accepted');
  });

  it('about a tag or a field that was taken away still open and say so', async () => {
    const tag = await owner.call(addTag, { name: 'Recall' });
    await owner.call(tagConversation, { conversationId: ids.plain ?? '', add: [tag.tagId] });
    const purpose = 'To keep what was promised.';
    const field = { subject: 'customer', key: 'club', label: 'Club', purpose, kind: 'text' as const };
    const defined = await owner.call(defineField, field);
    const conditions: Rule['conditions'] = [
      { on: 'tag', is: 'any', of: [tag.tagId] },
      { on: 'field', subject: 'customer', key: 'club', value: 'Silver' },
    ];
    const { viewId } = await save(owner, 'Recalled', any(...conditions));
    await owner.call(retireTag, { ...tag, retired: true });
    await owner.call(retireField, { ...defined, retired: true });
    const { conversations } = await owner.call(listConversations, { view: 'saved', viewId });
    expect(conversations.map((one) => one.id)).toEqual([ids.plain]);
    const view = (await viewsOf(owner)).find((one) => one.id === viewId);
    expect(view?.troubles).toEqual([
      expect.stringContaining('“Recall” was taken off the list'),
      expect.stringContaining('“club” is retired'),
    ]);
  });

  it('are at most fifty of one’s own', async () => {
    const before = (await viewsOf(lead)).filter((view) => view.shared === 'nobody').length;
    for (let i = before; i < 50; i++) await save(lead, `View ${i}`, urgent);
    expect(await refusal(save(lead, 'One more', urgent))).toBe('conversation.too_many_views');
  });
});
