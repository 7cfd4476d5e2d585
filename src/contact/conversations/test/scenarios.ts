import { randomBytes } from 'node:crypto';
import { anyField } from '#kernel/test/any-field.ts';
import type { Client } from '#kernel/test/client.ts';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';
import * as colleagues from '../contract-colleagues.ts';
import * as merging from '../contract-merge.ts';
import * as writing from '../contract-writing.ts';

const newReason = () => `Reason ${randomBytes(4).toString('hex')}`;

/** A new conversation with the version that a screen would show. */
async function fresh(stage: Stage): Promise<{ conversationId: string; version: number }> {
  const { conversationId } = await stage.freshConversation();
  const { version } = await stage.cast.owner.call(contract.getConversation, { conversationId });
  return { conversationId, version };
}

const freshId = async (stage: Stage) => ({ conversationId: (await stage.freshConversation()).conversationId });

async function resolved(stage: Stage): Promise<{ conversationId: string; version: number }> {
  const open = await fresh(stage);
  return stage.cast.owner.call(contract.resolve, { ...open, wrapUpReasonId: stage.wrapUpReasonId });
}

const word = (what: string) => `${what} ${randomBytes(4).toString('hex')}`;
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const newTag = (by: Client) => by.call(contract.addTag, { name: word('Tag') });

async function snoozed(stage: Stage): Promise<{ conversationId: string; version: number }> {
  return stage.cast.owner.call(contract.snooze, { ...(await fresh(stage)), until: inAnHour() });
}

const urgent: contract.Rule = {
  match: 'any',
  conditions: [
    { on: 'priority', is: 'any', of: ['urgent', 'high'] },
    { on: 'due_within', hours: 2 },
    { on: 'snoozed', snoozed: true },
  ],
};
const newView = (by: Client) => by.call(contract.saveView, { name: word('View'), rule: urgent });

const about = (stage: Stage) => ({ conversationId: stage.about.conversationId });

export const scenarios = [
  scenario(contract.listConversations, () => ({}), {
    screens: (stage) => [
      ...contract.View.options
        .filter((view) => view !== 'saved' && view !== 'rule')
        .map((view) => (view === 'team' ? { view, teamId: stage.house.teamId } : { view })),
      { customerId: stage.about.customerId },
      { view: 'rule' as const, rule: JSON.stringify(urgent), sort: 'due' as const },
      { view: 'mine' as const, sort: 'due' as const },
    ],
  }),
  scenario(contract.countConversations, () => ({})),
  scenario(contract.getConversation, about),
  scenario(contract.listMessages, about),
  scenario(contract.listWrapUpReasons, () => ({})),
  scenario(contract.startConversation, (stage) => ({
    ...{ customerId: stage.visit.customerId, subject: 'A kettle', text: 'The lid is missing.' },
    ...{ from: 'customer' as const, channel: 'api' as const, teamId: stage.house.teamId },
  })),
  scenario(contract.reply, async (stage) => ({ ...(await freshId(stage)), text: 'Sorry!' })),
  scenario(contract.askInChat, async (stage) => {
    const { customerId } = stage.visit;
    const said = { customerId, channel: 'chat' as const, text: 'The kettle leaks.' };
    const { conversationId } = await stage.cast.owner.call(contract.startConversation, said);
    stage.about = { conversationId, customerId };
    return { conversationId, text: 'Which one?', ask: { kind: 'choices' as const, choices: ['Sage', 'Ink'] } };
  }),
  scenario(contract.writeNote, async (stage) => ({
    ...{ ...(await freshId(stage)), text: 'Odd. @Adviser' },
    mentions: { people: [stage.cast.adviser.personId].filter(Boolean) },
  })),
  scenario(contract.assign, async (stage) => ({
    ...(await fresh(stage)),
    assigneeId: stage.cast.adviser.personId,
    teamId: stage.house.teamId,
    note: 'She prefers calls.',
  })),
  scenario(contract.resolve, async (stage) => ({ ...(await fresh(stage)), wrapUpReasonId: stage.wrapUpReasonId })),
  scenario(contract.reopen, resolved),
  scenario(contract.setWaiting, async (stage) => ({ ...(await fresh(stage)), waiting: true })),
  scenario(contract.setConversationFields, async (stage) => {
    const key = await anyField(stage, 'conversation');
    return { ...(await fresh(stage)), values: { [key]: `Blue ${randomBytes(3).toString('hex')}` } };
  }),
  scenario(contract.markRead, async (stage) => ({ ...(await freshId(stage)), number: 1 })),
  scenario(contract.addWrapUpReason, () => ({ name: newReason() })),
  scenario(contract.retireWrapUpReason, (stage) =>
    stage.cast.owner.call(contract.addWrapUpReason, { name: newReason() }),
  ),
  scenario(contract.listTags, () => ({})),
  scenario(contract.addTag, () => ({ name: word('Tag') })),
  scenario(contract.renameTag, async (stage) => ({ ...(await newTag(stage.cast.owner)), name: word('Tag') })),
  scenario(contract.retireTag, async (stage) => ({ ...(await newTag(stage.cast.owner)), retired: true })),
  scenario(contract.tagConversation, async (stage) => {
    const { tagId } = await newTag(stage.cast.owner);
    return { ...(await freshId(stage)), add: [tagId] };
  }),
  scenario(contract.setPriority, async (stage) => ({ ...(await fresh(stage)), priority: 'urgent' as const })),
  scenario(contract.snooze, async (stage) => ({ ...(await fresh(stage)), until: inAnHour() })),
  scenario(contract.wake, snoozed),
  scenario(contract.listViews, () => ({})),
  scenario(contract.countViews, () => ({})),
  scenario(contract.saveView, () => ({ name: word('View'), rule: urgent })),
  scenario(contract.changeView, async (_, by) => ({
    ...{ ...(await newView(by)), name: word('View'), rule: urgent },
    ...{ sort: 'due' as const, shared: 'nobody' as const, teamId: null },
  })),
  scenario(contract.retireView, async (_, by) => ({ ...(await newView(by)), retired: true })),
  scenario(contract.orderViews, async (_, by) => ({ viewIds: [(await newView(by)).viewId] })),
  scenario(contract.getRouting, () => ({})),
  scenario(contract.getTaking, () => ({})),
  scenario(contract.setTeamRouting, async (stage) => {
    const { teamId } = stage.house;
    const { teams } = await stage.cast.owner.call(contract.getRouting, {});
    const { method, version } = teams.find((team) => team.teamId === teamId) ?? { method: 'off', version: 0 };
    return { teamId, version, method: method === 'by_turn' ? ('by_load' as const) : ('by_turn' as const), capacity: 5 };
  }),
  scenario(contract.setPersonRouting, async (stage) => {
    const personId = stage.cast.adviser.personId ?? '';
    const { people } = await stage.cast.owner.call(contract.getRouting, {});
    const person = people.find((one) => one.personId === personId);
    return { personId, version: person?.version ?? 0, capacity: (person?.capacity ?? 0) + 1, skills: [] };
  }),
  scenario(contract.setTaking, async (stage, by) => {
    const { people } = await stage.cast.owner.call(contract.getRouting, {});
    return { taking: !people.find((one) => one.personId === by.personId)?.taking };
  }),
  scenario(merging.mergeConversations, async (stage) => {
    const { conversationId: intoId } = await freshId(stage);
    return { ...(await fresh(stage)), intoId, otherCustomer: false };
  }),
  scenario(merging.undoMerge, async (stage) => {
    const { conversationId: intoId } = await freshId(stage);
    const source = await fresh(stage);
    await stage.cast.owner.call(merging.mergeConversations, { ...source, intoId });
    return { conversationId: source.conversationId };
  }),
  scenario(merging.splitConversation, async (stage) => {
    const { conversationId } = await freshId(stage);
    await stage.cast.owner.call(contract.reply, { conversationId, text: 'Sorry!' });
    const { version } = await stage.cast.owner.call(contract.getConversation, { conversationId });
    return { conversationId, version, fromNumber: 2, subject: 'The lid' };
  }),
  scenario(merging.listLinks, about),
  scenario(merging.linkConversations, async (stage) => {
    const { conversationId: otherId } = await freshId(stage);
    return { ...(await freshId(stage)), otherId, kind: 'follow_up' as const };
  }),
  scenario(merging.unlinkConversations, async (stage) => {
    const { conversationId: otherId } = await freshId(stage);
    const { conversationId } = await freshId(stage);
    return stage.cast.owner.call(merging.linkConversations, { conversationId, otherId });
  }),
  scenario(merging.findByReference, async (stage) => {
    const { conversationId } = stage.about;
    return { reference: (await stage.cast.owner.call(contract.getConversation, { conversationId })).reference };
  }),
  scenario(colleagues.getHandOver, about),
  scenario(colleagues.takeOver, async (stage, by) => {
    const open = await fresh(stage);
    await stage.cast.owner.call(contract.assign, { ...open, assigneeId: by.personId, note: 'She prefers calls.' });
    return { conversationId: open.conversationId };
  }),
  scenario(writing.listDrafts, () => ({})),
  scenario(writing.getDrafts, about),
  scenario(writing.saveDraft, async (stage) => ({
    ...{ ...(await freshId(stage)), kind: 'reply' as const, text: 'Dear Ines,' },
    ...{ seenNumber: 1, basis: null },
  })),
  scenario(writing.holdReply, async (stage) => ({ ...(await freshId(stage)), text: 'Sorry!', seconds: 60 })),
  scenario(writing.takeBack, async (stage, by) => {
    const { conversationId } = await freshId(stage);
    const { messageId } = await by.call(writing.holdReply, { conversationId, text: 'Dear Inès,', seconds: 60 });
    return { messageId };
  }),
  scenario(writing.getWriting, () => ({})),
  scenario(writing.chooseWriting, () => ({ undoSeconds: 10 as const })),
];
