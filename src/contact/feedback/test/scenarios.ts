import { getConversation, reply, resolve, startConversation } from '#contact/conversations/contract.ts';
import { createCustomer } from '#contact/customers/contract.ts';
import { asOwner } from '#kernel/test/database.ts';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';
import { linkTokenOf } from '../server/link.ts';

/** A chat that was answered and resolved, of a visitor who is asked about it. Returns the link's last part. */
async function askedLink(stage: Stage): Promise<string> {
  const { owner } = stage.cast;
  const { version, isOn } = await owner.call(contract.getSettings, {});
  if (!isOn) await owner.call(contract.changeSettings, { version, isOn: true });
  // Not by a visit: one network may begin only so many of them.
  const { customerId } = await owner.call(createCustomer, { name: 'Bea Berger' });
  const asking = { customerId, channel: 'chat' as const, text: 'Does it come in red?' };
  const { conversationId } = await owner.call(startConversation, asking);
  await owner.call(reply, { conversationId, text: 'It does.' });
  const conversation = await owner.call(getConversation, { conversationId });
  const { wrapUpReasonId } = stage;
  await owner.call(resolve, { conversationId, version: conversation.version, wrapUpReasonId });
  stage.about = { conversationId, customerId };
  const [row] = await asOwner<{ id: string; workspace_id: string }>(
    stage.heed.ownerUrl,
    'SELECT id, workspace_id FROM feedback_request WHERE conversation_id = $1',
    [conversationId],
  );
  const linked = { workspaceId: row?.workspace_id ?? '', requestId: row?.id ?? '' };
  return linkTokenOf(stage.heed.running.kernel.config.sealWords, linked);
}

export const scenarios = [
  scenario(contract.getSettings, () => ({})),
  scenario(contract.changeSettings, async (_, by) => {
    const { version } = await by.call(contract.getSettings, {});
    return { version, restDays: 14 };
  }),
  scenario(contract.listFeedback, () => ({}), { screens: () => [{ rating: 'poor' as const }] }),
  scenario(contract.exportFeedback, () => ({})),
  scenario(contract.feedbackOn, ({ visit }) => ({ conversationId: visit.conversationId }), {
    screens: ({ about }) => [{ conversationId: about.conversationId }],
  }),
  scenario(contract.setSilence, async (stage) => {
    const { customerId } = await stage.freshConversation();
    return { customerId, isSilent: true };
  }),
  scenario(contract.answerRequest, async (stage) => ({ link: await askedLink(stage), rating: 4, comment: 'Quick.' })),
  scenario(contract.silenceByLink, async (stage) => ({ link: await askedLink(stage), isSilent: true })),
];
