import {
  accessConversation,
  authorOf,
  demandFiles,
  demandTeam,
  openConversation,
} from '#contact/conversations/index.ts';
import { addAddress, createCustomer } from '#contact/customers/contract.ts';
import { accessCustomer } from '#contact/customers/index.ts';
import type { InputOf } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { type CommandContext, handle } from '#kernel/server/capability.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { contactLogged, letterLogged, logContact } from '../contract.ts';
import { leaveAs } from './after.ts';
import { keepCallBacks, promiseCallBackIn } from './call-backs.ts';
import { lockToLog, type PhoneCallRecord, setLogged } from './phone-calls.ts';
import { callPolicy } from './policy.ts';
import { saveContact } from './save.ts';
import { timesOf } from './times.ts';
import { type Place, writeDown } from './write-down.ts';

type Input = InputOf<typeof logContact>;

/** Writes down a call, a visit or a letter, with everything that was agreed in it. */
export const log = handle(logContact, async (ctx, input) => {
  demand(ctx, callPolicy, 'log');
  const call = input.phoneCallId ? await lockToLog(ctx, input.phoneCallId) : undefined;
  const times = timesOf(input, call, ctx.now);
  const me = authorOf(ctx);
  const phone = input.phone ?? (call?.number || undefined);
  const files = await demandFiles(ctx, input.fileIds, me);
  const place = await placeOf(ctx, input, call, phone, files.names);
  const { id: conversationId, customer_id: customerId } = place.conversation;
  const messageId = ctx.key;
  const outcome = input.kind === 'call' ? (input.outcome ?? 'reached') : null;
  const entry = { ...input, id: messageId, outcome, files, authorId: me };
  await writeDown(ctx, place, entry);
  const isDone = input.kind === 'call' && input.way === 'out' && outcome !== 'not_reached';
  const kept = isDone ? await keepCallBacks(ctx, { conversationId, customerId, phone }) : 0;
  const promiseId = await promiseCallBackIn(ctx, input.callBack, { conversationId, customerId, phone, me });
  await saveContact(ctx, { messageId, ...input, outcome, phone, times, loggedBy: me, promiseId });
  await setLogged(ctx, { call, phone: isDone ? phone : undefined, messageId, customerId });
  await leaveAs(ctx, conversationId, input);
  const { kind, way } = input;
  if (kind === 'letter') ctx.emit(letterLogged, { conversationId, customerId, messageId, way });
  else {
    const minutes = Math.round((times.ended.getTime() - times.began.getTime()) / 60_000);
    ctx.emit(contactLogged, { conversationId, customerId, messageId, kind, way, minutes });
  }
  return { conversationId, customerId, messageId, promiseId, kept };
});

/** The conversation that it joins or begins. */
async function placeOf(
  ctx: CommandContext,
  input: Input,
  call: PhoneCallRecord | undefined,
  phone: string | undefined,
  fileNames: string,
): Promise<Place> {
  const { conversationId, teamId } = input;
  if (conversationId) {
    const conversation = await accessConversation(ctx, conversationId, { for: 'note', lock: true });
    const isAnothers = input.customerId !== undefined && input.customerId !== conversation.customer_id;
    if (isAnothers) refuse('calls.unknown_person', 'This conversation is another customer’s. Choose one of theirs.');
    return { conversation, isNew: false };
  }
  if (teamId) await demandTeam(ctx, teamId);
  const customerId = await customerOf(ctx, input, call, phone);
  const opening = { customerId, channel: input.kind, subject: input.subject, teamId: teamId ?? null };
  const firstText = input.text || fileNames;
  const opened = await openConversation(ctx, { ...opening, firstText, entryId: call?.line_id ?? null });
  return { conversation: { ...opened, channel: input.kind }, isNew: true };
}

async function customerOf(
  ctx: CommandContext,
  { customerId, newCustomer, keepsPhone }: Input,
  call: PhoneCallRecord | undefined,
  phone: string | undefined,
): Promise<Id> {
  if (newCustomer) {
    const addresses = phone ? [{ kind: 'phone' as const, value: phone }] : [];
    return (await ctx.inner(createCustomer, { name: newCustomer.name, addresses })).customerId;
  }
  const known = customerId ?? call?.customer_id;
  if (!known) refuse('calls.unknown_person', 'Choose the customer, or write the name of a new one.');
  const { id } = await accessCustomer(ctx, known, { for: 'read' });
  if (keepsPhone && phone) await ctx.inner(addAddress, { customerId: id, kind: 'phone', value: phone });
  return id;
}
