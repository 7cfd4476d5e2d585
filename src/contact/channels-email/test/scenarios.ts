import { listMessages, reply, startConversation } from '#contact/conversations/contract.ts';
import { addAddress, createCustomer } from '#contact/customers/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import { asOwner } from '#kernel/test/database.ts';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';
import { askToken } from '../server/onward/ask.ts';
import { endToken } from '../server/onward/links.ts';
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

/** A chat of which an address was asked whether it is its visitor's; and a mail of it that can be ended. */
async function askedOnward(stage: Stage): Promise<{ ask: string; end: string }> {
  const { workspaceId } = stage.house;
  const { sealWords } = stage.heed.running.kernel.config;
  const { conversationId, customerId } = await stage.freshConversation();
  const [askId, outId, address] = [newId(), newId(), `cy-${newId().slice(-8)}@berger.example`];
  await asOwner(
    stage.heed.ownerUrl,
    `INSERT INTO mail_onward (workspace_id, conversation_id, state, address, address_key, ask_id, asked_at)
     VALUES ($1, $2, 'asked', $3, $3, $4, heed_now())`,
    [workspaceId, conversationId, address, askId],
  );
  await asOwner(
    stage.heed.ownerUrl,
    `INSERT INTO mail_out (workspace_id, id, conversation_id, kind, recipient_key, recipients, state, topic)
     VALUES ($1, $2, $3, 'onward', $4, '[]', 'accepted', 'chat')`,
    [workspaceId, outId, conversationId, address],
  );
  stage.about = { conversationId, customerId };
  return { ask: askToken(sealWords, workspaceId, askId), end: endToken(sealWords, workspaceId, outId) };
}

const freshSignature = ({ cast }: Stage) =>
  cast.owner.call(contract.addSignature, { name: 'In person', text: '{{adviser.name}}' });

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
  scenario(contract.listSignatures, () => ({})),
  scenario(contract.addSignature, () => ({ name: 'In person', text: '{{adviser.name}}\n{{address.name}}' })),
  scenario(contract.changeSignature, async (stage) => ({ ...(await freshSignature(stage)), text: 'Kind regards' })),
  scenario(contract.retireSignature, async (stage) => ({ signatureId: (await freshSignature(stage)).signatureId })),
  scenario(contract.chooseSignature, async (stage) => {
    const { conversationId } = await failedReply(stage);
    return { conversationId, signatureId: (await freshSignature(stage)).signatureId };
  }),
  scenario(contract.onwardOfConversation, ({ visit }) => ({ conversationId: visit.conversationId }), {
    screens: ({ about }) => [{ conversationId: about.conversationId }],
  }),
  scenario(contract.confirmOnward, async (stage) => ({ token: (await askedOnward(stage)).ask })),
  scenario(contract.endMails, async (stage) => ({ token: (await askedOnward(stage)).end, isWanted: false })),
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
