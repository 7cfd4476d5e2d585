import { reply } from '#contact/conversations/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import { asOwner } from '#kernel/test/database.ts';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';
import { sealFor } from '../server/rows.ts';
import { startTelegram } from './telegram.ts';

let count = 1_000;

/** Resolves when no account that was added or changed before is being connected any more: that writes on its own. */
async function connected(stage: Stage): Promise<void> {
  const waiting = `SELECT FROM social_account WHERE state = 'waiting' AND retired_at IS NULL`;
  for (let tries = 0; tries < 100 && (await asOwner(stage.heed.ownerUrl, waiting)).length > 0; tries++) {
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** An account as if it had been connected: no service is asked here. */
async function freshAccount(stage: Stage): Promise<{ accountId: string; version: number }> {
  await connected(stage);
  const accountId = newId();
  const words = stage.heed.running.kernel.config.sealWords;
  await asOwner(
    stage.heed.ownerUrl,
    `INSERT INTO social_account (workspace_id, id, connector, name, handle, ref, api_url, token_sealed, way, secret_sealed,
       state, secret_hash)
     VALUES ($1, $2::uuid, 'telegram', 'Shop bot', '@shop', $2::text, 'https://127.0.0.1', $3, 'webhook', $4, 'connected',
       sha256(convert_to($2::text, 'UTF8')))`,
    [
      ...[stage.house.workspaceId, accountId],
      ...[sealFor(words, 'token', accountId, '1:none'), sealFor(words, 'secret', accountId, 'none')],
    ],
  );
  return { accountId, version: 1 };
}

/** An answer by messenger that has failed. The account is paused, so that sending it again begins nothing behind the test. */
async function failedAnswer(stage: Stage): Promise<{ conversationId: string; messageId: string }> {
  const { accountId } = await freshAccount(stage);
  const pause = `UPDATE social_account SET paused_until = heed_now() + interval '1 day' WHERE id = $1`;
  await asOwner(stage.heed.ownerUrl, pause, [accountId]);
  const { conversationId, customerId } = await stage.freshConversation();
  const { messageId } = await stage.cast.owner.call(reply, { conversationId, text: 'It does.' });
  const contactId = newId();
  await asOwner(
    stage.heed.ownerUrl,
    `INSERT INTO social_contact (workspace_id, id, account_id, ref, chat_ref, customer_id, conversation_id)
     VALUES ($1, $2, $3, '7', '7', $4, $5)`,
    [stage.house.workspaceId, contactId, accountId, customerId, conversationId],
  );
  await asOwner(
    stage.heed.ownerUrl,
    `INSERT INTO social_out (workspace_id, message_id, account_id, contact_id, state) VALUES ($1, $2, $3, $4, 'failed')`,
    [stage.house.workspaceId, messageId, accountId, contactId],
  );
  stage.about = { conversationId, customerId };
  return { conversationId, messageId };
}

export const scenarios = [
  scenario(contract.listAccounts, () => ({})),
  scenario(contract.addAccount, async (stage) => {
    const { token, url } = await startTelegram(undefined, { id: ++count });
    const { egressAllow } = stage.heed.running.kernel.config;
    if (!egressAllow.includes('127.0.0.3')) egressAllow.push('127.0.0.3');
    return { name: 'Shop bot', token, apiUrl: url, way: 'webhook' as const };
  }),
  scenario(contract.changeAccount, async (stage) => ({ ...(await freshAccount(stage)), name: 'Other bot' })),
  scenario(contract.retireAccount, async (stage) => ({ accountId: (await freshAccount(stage)).accountId })),
  scenario(contract.socialOfConversation, ({ visit }) => ({ conversationId: visit.conversationId }), {
    screens: ({ about }) => [{ conversationId: about.conversationId }],
  }),
  scenario(contract.sendSocialAgain, failedAnswer),
];
