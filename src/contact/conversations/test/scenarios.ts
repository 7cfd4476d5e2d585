import { randomBytes } from 'node:crypto';
import { anyField } from '#kernel/test/any-field.ts';
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

const about = (stage: Stage) => ({ conversationId: stage.about.conversationId });

export const scenarios = [
  scenario(contract.listConversations, () => ({}), {
    screens: (stage) => [
      ...contract.View.options.map((view) => (view === 'team' ? { view, teamId: stage.house.teamId } : { view })),
      { customerId: stage.about.customerId },
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
];
