import { chatOf, seekVisitor } from '#contact/channels-chat/index.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import type { CommandContext, DeadlineKind } from '#kernel/server/capability.ts';
import { setDeadline } from '#kernel/server/deadlines.ts';
import { statement } from '#kernel/server/sql.ts';
import { chatTopic, onwardChanged } from '../../contract-onward.ts';
import { mayMailUnaskedFrom } from '../sending/acknowledge.ts';
import { mailSoon } from '../sending/automatic.ts';
import { queueOut } from '../sending/out.ts';
import { lockOnward, type OnwardRecord, setLooked, setOnward } from './rows.ts';
import { type OnwardRule, ruleFor } from './rule.ts';

const kind = 'mail.onward';
/** For every process to say that the visitor is on one of its sockets; they hear of it within a second. */
const answerMs = 20_000;
/** After the visitor's own mail an answer waits only for what else is written with it. */
const togetherMs = 60_000;

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
  const chat = await chatOf(ctx.tx, conversationId);
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
    const before = await ruleFor(ctx.tx, conversationId);
    if (!before?.act) return;
    const messages = await ctx.tx.rows(unseen, [ctx.workspaceId, before.conversation_id]);
    if (messages.length === 0) return;
    const row = await lockOnward(ctx, before.conversation_id);
    // What somebody said by a link while the row was waited for counts.
    const rule = await ruleFor(ctx.tx, conversationId);
    if (!rule?.act || rule.address === null) return;
    await acts[rule.act](ctx, { ...rule, address: rule.address, row, messages });
  },
};

interface Going extends OnwardRule {
  address: string;
  row: OnwardRecord;
  /** What was not seen. */
  messages: { id: Id }[];
}
const aboutOf = (going: Going) => ({ conversationId: going.conversation_id, customerId: going.customer_id });

/** What is done, by what the rule says. */
const acts: Record<NonNullable<OnwardRule['act']>, (ctx: CommandContext, going: Going) => Promise<void>> = {
  end: async (ctx, going) => {
    if (going.row.state !== 'off') await setOnward(ctx, aboutOf(going), { state: 'off', address: going.address });
  },
  // What is then still unseen is worth a new question.
  wait: (ctx, going) => setDeadline(ctx, kind, going.conversation_id, going.ask_over_at ?? ctx.now),
  ask: async (ctx, going) => {
    if (await hasGone(ctx, going)) await ask(ctx, going);
  },
  mail: async (ctx, going) => {
    if (await hasGone(ctx, going)) await mailAnswers(ctx, going);
  },
};

/** Nobody knows by itself on which process's sockets somebody is: all are asked, and after a moment none has said so. */
async function hasGone(ctx: CommandContext, going: Going): Promise<boolean> {
  const { row, conversation_id: conversationId, customer_id: customerId } = going;
  if (row.looked_at === null) {
    seekVisitor(ctx, { conversationId, customerId, visitIds: going.visit_ids });
    await setLooked(ctx, conversationId, ctx.now);
    await setDeadline(ctx, kind, conversationId, new Date(ctx.now.getTime() + answerMs));
    return false;
  }
  await setLooked(ctx, conversationId, null);
  if (going.here_at === null || going.here_at < row.looked_at) return true;
  await setDeadline(ctx, kind, conversationId, new Date(going.here_at.getTime() + going.minutes * 60_000));
  return false;
}

/** Asks whoever has the address, in words that tell nothing of the chat; where they had a mail today, tomorrow. */
async function ask(ctx: CommandContext, going: Going): Promise<void> {
  const from = await mayMailUnaskedFrom(ctx, going.address);
  if (from) return setDeadline(ctx, kind, going.conversation_id, from);
  const askId = newId();
  await setOnward(ctx, aboutOf(going), { state: 'asked', address: going.address, askId });
  mailSoon(ctx, kind, askId);
}

/** What was not seen, together, each answer once. */
async function mailAnswers(ctx: CommandContext, going: Going): Promise<void> {
  const { row, name, address, messages } = going;
  const about = aboutOf(going);
  const recipientKey = address.trim().toLowerCase();
  if (row.state !== 'on' || row.address_key !== recipientKey) await setOnward(ctx, about, { state: 'on', address });
  const outId = newId();
  await queueOut(ctx, {
    ...{
      id: outId,
      message_id: null,
      conversation_id: about.conversationId,
      mailbox_id: going.mailbox_id,
      kind: 'onward',
    },
    ...{ recipients: [{ name, address, how: 'to' }], recipientKey, topic: chatTopic },
  });
  await ctx.tx.rows(bring, [ctx.workspaceId, messages.map((one) => one.id), outId]);
  ctx.emit(onwardChanged, { ...about, state: 'on', from: 'on' });
}
