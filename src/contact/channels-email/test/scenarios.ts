import { listMessages, reply, startConversation } from '#contact/conversations/contract.ts';
import { addAddress, createCustomer } from '#contact/customers/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import { asOwner } from '#kernel/test/database.ts';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';
import { openBox, post } from './post.ts';

/** An address of its own, with a relay where nothing may be sent. */
async function freshMailbox(stage: Stage): Promise<{ mailboxId: string; version: number }> {
  const address = `orders-${newId().slice(-8)}@fennick.example`;
  return stage.cast.owner.call(contract.addMailbox, { address, name: 'Orders', relayHost: '127.0.0.1' });
}

/** A mail that waits to be looked at. */
async function mailToLookAt(stage: Stage): Promise<{ mailId: string }> {
  const box = await openBox(stage.cast.owner, `look-${newId().slice(-8)}@fennick.example`);
  const { mailId } = await post(stage.heed, box, `nothing that is a mail ${newId()}`);
  return { mailId };
}

/** A conversation by mail in which a reply has failed, because its customer has no address. */
async function failedReply(stage: Stage): Promise<{ conversationId: string; messageId: string; customerId: string }> {
  const { owner } = stage.cast;
  await freshMailbox(stage);
  const { customerId } = await owner.call(createCustomer, { name: 'Bea Berger' });
  const asking = { customerId, channel: 'email' as const, text: 'Does it come in red?' };
  const { conversationId } = await owner.call(startConversation, asking);
  const { messageId } = await owner.call(reply, { conversationId, text: 'It does.' });
  stage.about = { conversationId, customerId };
  return { conversationId, messageId, customerId };
}

/** The same with somebody whom the customer named in Cc. */
async function proposed(stage: Stage): Promise<{ conversationId: string; address: string; accepted: boolean }> {
  const { conversationId } = await failedReply(stage);
  const address = 'cy@berger.example';
  await asOwner(
    stage.heed.ownerUrl,
    `INSERT INTO mail_participant (workspace_id, conversation_id, address_key, address, state)
     VALUES ($1, $2, $3, $3, 'proposed')`,
    [stage.house.workspaceId, conversationId, address],
  );
  return { conversationId, address, accepted: true };
}

/** The same, when they have one by now. */
async function failedBefore(stage: Stage): Promise<{ conversationId: string; messageId: string }> {
  const { owner } = stage.cast;
  const { customerId, ...failed } = await failedReply(stage);
  await owner.call(addAddress, { customerId, kind: 'email', value: `bea-${newId().slice(-8)}@berger.example` });
  return failed;
}

export const scenarios = [
  scenario(contract.listMailboxes, () => ({})),
  scenario(contract.addMailbox, () => ({
    address: `support-${newId().slice(-8)}@fennick.example`,
    name: 'Support',
    relayHost: 'smtp.fennick.example',
    relayUser: 'support',
    relaySecret: 'brass kettle',
  })),
  scenario(contract.changeMailbox, async (stage) => ({ ...(await freshMailbox(stage)), signature: 'Fennick & Rowe' })),
  scenario(contract.retireMailbox, async (stage) => ({ mailboxId: (await freshMailbox(stage)).mailboxId })),
  scenario(contract.makeIngestToken, async (stage) => ({ mailboxId: (await freshMailbox(stage)).mailboxId })),
  scenario(contract.listMailToLookAt, () => ({})),
  scenario(contract.retryMail, mailToLookAt),
  scenario(contract.setMailAside, mailToLookAt),
  scenario(contract.mailsOfConversation, ({ visit }) => ({ conversationId: visit.conversationId }), {
    screens: ({ about }) => [{ conversationId: about.conversationId }],
  }),
  scenario(contract.originalOfMessage, async ({ cast, visit: { conversationId } }) => {
    const { messages } = await cast.owner.call(listMessages, { conversationId });
    return { conversationId, messageId: messages[0]?.id ?? '' };
  }),
  scenario(contract.recipientsOfReply, ({ visit }) => ({ conversationId: visit.conversationId }), {
    screens: ({ about }) => [{ conversationId: about.conversationId }],
  }),
  scenario(contract.decideParticipant, proposed),
  scenario(contract.sendAgain, failedBefore),
  scenario(contract.addressReply, async (stage) => {
    const { conversationId } = await failedReply(stage);
    return { conversationId, recipients: [{ address: 'cy@berger.example', how: 'to' as const }] };
  }),
  scenario(contract.forwardMessage, async (stage) => {
    const { conversationId } = await failedReply(stage);
    const { messages } = await stage.cast.owner.call(listMessages, { conversationId });
    return { conversationId, messageId: messages[0]?.id ?? '', to: ['cy@berger.example'], text: 'What do you say?' };
  }),
];
