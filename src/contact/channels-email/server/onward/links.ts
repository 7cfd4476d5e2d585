import type { Id } from '#kernel/contract/ids.ts';
import { readSigned, signIds } from '#kernel/seal/signed.ts';
import { system } from '#kernel/server/actor.ts';
import { type CommandContext, handlePrepared } from '#kernel/server/capability.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { statement } from '#kernel/server/sql.ts';
import { chatTopic, confirmOnward, endMails } from '../../contract-onward.ts';
import { mailPolicy } from '../policy.ts';
import { confirmAsk, linkOver, readAsk } from './ask.ts';
import { goOnNow } from './go-on.ts';
import { endedAt, keepPreference } from './preference.ts';
import { setOnward, watchAgain } from './rows.ts';

const purpose = 'heed mail end';

/** The last part of the link by which mails are ended. */
export const endToken = (words: readonly string[], workspaceId: Id, outId: Id) =>
  signIds(words, purpose, [workspaceId, outId]);

/** Where whoever gets a mail that nobody asked for ends such mails; it names the mail, and is signed. */
export function endLink(kernel: Kernel, workspaceId: Id, outId: Id): string {
  return `${kernel.publicUrl()}/mail/end/${endToken(kernel.config.sealWords, workspaceId, outId)}`;
}

interface Mailed {
  recipient_key: string;
  topic: string;
  locale: string | null;
}
const ofMail = statement<Mailed>(
  'mail_out_that_can_be_ended',
  `SELECT o.recipient_key, o.topic, p.locale FROM mail_out o
   LEFT JOIN conversation c ON c.workspace_id = o.workspace_id AND c.id = o.conversation_id
   LEFT JOIN customer p ON p.workspace_id = c.workspace_id AND p.id = c.customer_id
   WHERE o.workspace_id = $1 AND o.id = $2 AND o.topic IS NOT NULL`,
);

/** What a link would end; looking at it ends nothing, since programs that check mail look at every link. */
export async function readEnd(kernel: Kernel, token: string) {
  const [workspaceId, outId] = readSigned(kernel.config.sealWords, purpose, token, 2) ?? [];
  if (!workspaceId) return linkOver();
  return kernel.database.read({ workspaceId, customerId: null }, async (tx) => {
    const mailed = await tx.first(ofMail, [workspaceId, outId]);
    if (!mailed) return linkOver();
    const isEnded = (await endedAt(tx, workspaceId, mailed.recipient_key, mailed.topic)) !== undefined;
    return { workspaceId, key: mailed.recipient_key, topic: mailed.topic, locale: mailed.locale, isEnded };
  });
}

const ofAddress = statement<{ conversation_id: Id; customer_id: Id; address: string }>(
  'mail_onward_of_address',
  `SELECT o.conversation_id, c.customer_id, o.address FROM mail_onward o
   JOIN conversation c ON c.workspace_id = o.workspace_id AND c.id = o.conversation_id
   WHERE o.workspace_id = $1 AND o.address_key = $2 AND (o.state = 'off') = $3
   ORDER BY o.since DESC LIMIT 100 FOR UPDATE OF o`,
);

async function applyToChats(ctx: CommandContext, key: string, isWanted: boolean): Promise<void> {
  for (const chat of await ctx.tx.rows(ofAddress, [ctx.workspaceId, key, isWanted])) {
    const about = { conversationId: chat.conversation_id, customerId: chat.customer_id };
    if (!isWanted) await setOnward(ctx, about, { state: 'off', address: chat.address });
    else {
      // That they want such mails again does not say that this chat is theirs.
      await watchAgain(ctx, about);
      await goOnNow(ctx, chat.conversation_id);
    }
  }
}

/** Whoever holds a link acts for the address to which it was mailed, and may do this alone. */
const byLink = { ...system, onBehalfOf: null };

export const confirm = handlePrepared(
  confirmOnward,
  (kernel, { token }) => readAsk(kernel, token),
  async (ctx, _input, asked) => {
    demand(ctx, mailPolicy, 'follow_link');
    await ctx.enter(asked.workspaceId, byLink);
    await confirmAsk(ctx, asked);
    return {};
  },
);

export const end = handlePrepared(
  endMails,
  (kernel, { token }) => readEnd(kernel, token),
  async (ctx, { isWanted, how }, { workspaceId, key, topic }) => {
    demand(ctx, mailPolicy, 'follow_link');
    await ctx.enter(workspaceId, byLink);
    await keepPreference(ctx, { key, topic }, { isWanted, how });
    if (topic === chatTopic) await applyToChats(ctx, key, isWanted);
    return {};
  },
);
