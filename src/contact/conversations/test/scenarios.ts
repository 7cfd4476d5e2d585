import { randomBytes } from 'node:crypto';
import { anyField } from '#kernel/test/any-field.ts';
import type { Client } from '#kernel/test/client.ts';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';

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
  scenario(contract.writeNote, async (stage) => ({ ...(await freshId(stage)), text: 'Odd.' })),
  scenario(contract.assign, async (stage) => ({
    ...(await fresh(stage)),
    assigneeId: stage.cast.adviser.personId,
    teamId: stage.house.teamId,
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
];
