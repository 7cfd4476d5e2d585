import { chatOf, type LeftChat, seekVisitor } from '#contact/channels-chat/index.ts';
import { emailOf } from '#contact/customers/index.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import type { CommandContext, DeadlineKind } from '#kernel/server/capability.ts';
import { setDeadline } from '#kernel/server/deadlines.ts';
import { statement } from '#kernel/server/sql.ts';
import { chatTopic, onwardChanged } from '../../contract-onward.ts';
import { isOwnAddress } from '../mailboxes/rows.ts';
import { mayMailUnasked } from '../sending/acknowledge.ts';
import { mailSoon } from '../sending/automatic.ts';
import { queueOut } from '../sending/out.ts';
import { boxFor } from '../sending/plan.ts';
import { endedAt } from './preference.ts';
import { lockOnward, type OnwardRecord, setLooked, setOnward } from './rows.ts';

const kind = 'mail.onward';
/** For every process to say that the visitor is on one of its sockets; they hear of it within a second. */
const answerMs = 20_000;
/** After the visitor's own mail an answer waits only for what else is written with it. */
const togetherMs = 60_000;

interface Chat {
  id: Id;
  customer_id: Id;
  channel: string;
  subject: string;
}
const standing = statement<Chat>(
  'mail_onward_chat',
  `SELECT r.id, r.customer_id, r.channel, r.subject FROM conversation c
   JOIN conversation r ON r.workspace_id = c.workspace_id AND r.id = coalesce(c.merged_into_id, c.id)
   WHERE c.workspace_id = $1 AND c.id = $2`,
);
// What lies longer is not worth a mail any more, and whoever keeps a page open for days is not asked after for ever.
const unseen = statement<{ id: Id }>(
  'mail_onward_unseen',
  `SELECT m.id FROM message m JOIN conversation c ON c.workspace_id = m.workspace_id AND c.id = m.conversation_id
   WHERE m.workspace_id = $1 AND m.conversation_id = $2 AND m.kind = 'reply' AND m.number > c.customer_seen
     AND m.channel NOT IN ('call', 'visit', 'letter') AND m.at > heed_now() - interval '3 days'
     AND NOT EXISTS (SELECT FROM mail_onward_message o WHERE o.workspace_id = $1 AND o.message_id = m.id)
   ORDER BY m.number LIMIT 100`,
);
const lastIn = statement<{ channel: string }>(
  'mail_onward_last_in',
  `SELECT channel FROM message WHERE workspace_id = $1 AND conversation_id = $2 AND kind = 'customer'
   ORDER BY number DESC LIMIT 1`,
);
const bring = statement(
  'mail_onward_bring',
  `INSERT INTO mail_onward_message (workspace_id, message_id, out_id) SELECT $1, m, $3 FROM unnest($2::uuid[]) AS m`,
);

/** An answer was written into a chat: in a while it is looked whether it must go on by mail. A further one moves that. */
export async function goOnSoon(ctx: CommandContext, conversationId: Id): Promise<void> {
  const chat = await chatOf(ctx.tx, ctx.workspaceId, conversationId);
  if (!chat?.goesOn) return;
  const cameByMail = (await ctx.tx.first(lastIn, [ctx.workspaceId, conversationId]))?.channel === 'email';
  const waitMs = cameByMail ? togetherMs : chat.minutes * 60_000;
  await setDeadline(ctx, kind, conversationId, new Date(ctx.now.getTime() + waitMs));
}

/** Looks at once, because an address turned out to be theirs. */
export function goOnNow(ctx: CommandContext, conversationId: Id): Promise<void> {
  return setDeadline(ctx, kind, conversationId, ctx.now);
}

export const goOnDeadline: DeadlineKind = {
  kind,
  fire: async (ctx, conversationId) => {
    const chat = await ctx.tx.first(standing, [ctx.workspaceId, conversationId]);
    const left = chat?.channel === 'chat' ? await chatOf(ctx.tx, ctx.workspaceId, chat.id) : undefined;
    if (!chat || !left?.goesOn) return;
    const messages = await ctx.tx.rows(unseen, [ctx.workspaceId, chat.id]);
    if (messages.length === 0) return;
    const row = await lockOnward(ctx, chat.id);
    if (row.state === 'off' || !(await hasGone(ctx, chat, left, row))) return;
    const about = { conversationId: chat.id, customerId: chat.customer_id };
    const to = await addressFor(ctx, about, left, row);
    if (to) await mailAnswers(ctx, about, to, messages);
  },
};

/** Nobody knows by itself on which process's sockets somebody is: all are asked, and after a moment none has said so. */
async function hasGone(ctx: CommandContext, chat: Chat, left: LeftChat, row: OnwardRecord): Promise<boolean> {
  if (row.looked_at === null) {
    seekVisitor(ctx, { conversationId: chat.id, customerId: chat.customer_id, visitIds: left.visitIds });
    await setLooked(ctx, chat.id, ctx.now);
    await setDeadline(ctx, kind, chat.id, new Date(ctx.now.getTime() + answerMs));
    return false;
  }
  await setLooked(ctx, chat.id, null);
  if (left.hereAt === null || left.hereAt < row.looked_at) return true;
  await setDeadline(ctx, kind, chat.id, new Date(left.hereAt.getTime() + left.minutes * 60_000));
  return false;
}

// Also of one whose mail is not on its way yet.
const askedToday = statement(
  'mail_onward_asked_today',
  `SELECT FROM mail_onward WHERE workspace_id = $1 AND address_key = lower(btrim($2))
     AND asked_at > heed_now() - interval '1 day' LIMIT 1`,
);

type About = { conversationId: Id; customerId: Id };

/**
 * Where answers go: the address that turned out to be theirs, or that is on the customer's record. One that was only
 * typed may be anybody's: whoever has it is asked first, in words that tell nothing of the chat.
 */
async function addressFor(
  ctx: CommandContext,
  about: About,
  left: LeftChat,
  row: OnwardRecord,
): Promise<{ name: string; address: string } | undefined> {
  if (row.state === 'asked') return undefined;
  const known = row.address ? { name: '', address: row.address } : await emailOf(ctx, about.customerId);
  const address = known?.address ?? left.typedAddress ?? undefined;
  if (!address || !(await isReachable(ctx, address))) return undefined;
  if (await endedAt(ctx.tx, ctx.workspaceId, address.trim().toLowerCase(), chatTopic)) {
    await setOnward(ctx, about, { state: 'off', address });
    return undefined;
  }
  if (known) {
    if (row.state !== 'on') await setOnward(ctx, about, { state: 'on', address });
    return known;
  }
  if (!(await mayMailUnasked(ctx, address)) || (await ctx.tx.first(askedToday, [ctx.workspaceId, address])))
    return undefined;
  const askId = newId();
  await setOnward(ctx, about, { state: 'asked', address, askId });
  mailSoon(ctx, kind, askId);
  return undefined;
}

/** A mail to an address of our own would come back here as a new one. */
async function isReachable(ctx: CommandContext, address: string): Promise<boolean> {
  return address.length <= 254 && !(await isOwnAddress(ctx.tx, ctx.workspaceId, address));
}

/** What was not seen, together, each answer once. */
async function mailAnswers(
  ctx: CommandContext,
  about: About,
  to: { name: string; address: string },
  messages: readonly { id: Id }[],
): Promise<void> {
  const box = await boxFor(ctx, about.conversationId);
  if (!box || box.relay_host === '') return;
  const outId = newId();
  await queueOut(ctx, {
    ...{ id: outId, message_id: null, conversation_id: about.conversationId, mailbox_id: box.id, kind: 'onward' },
    ...{ recipients: [{ ...to, how: 'to' }], recipientKey: to.address.trim().toLowerCase(), topic: chatTopic },
  });
  await ctx.tx.rows(bring, [ctx.workspaceId, messages.map((one) => one.id), outId]);
  ctx.emit(onwardChanged, { ...about, state: 'on' });
}
