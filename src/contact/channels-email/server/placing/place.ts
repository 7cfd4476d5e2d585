import {
  accessRoot,
  keepPrepared,
  openConversation,
  receiveMessage,
  routeSoon,
  saveLink,
  writeMessage,
} from '#contact/conversations/index.ts';
import { customerOfAddress } from '#contact/customers/index.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import type { CommandContext } from '#kernel/server/capability.ts';
import type { Flag, LookReason } from '../../contract.ts';
import type { MailAddress, Understood } from '../../understanding/understood.ts';
import { type MailboxRecord, withoutPlus } from '../mailboxes/rows.ts';
import { plain } from '../plain.ts';
import { owe } from './bounce.ts';
import { keyOf, shownText, writerOf } from './gist.ts';
import { noteParticipants } from './participants.ts';
import type { StoredMail } from './read.ts';
import { saveMailMessage } from './save.ts';
import type { Reading } from './settle.ts';
import { takesPart, wasConsulted } from './thread.ts';

export interface Placed {
  messageId: Id;
  conversationId: Id;
  customerId: Id;
  reference: string | undefined;
  writer: MailAddress;
  writerKey: string;
  /** Whether it began a conversation. */
  isFirst: boolean;
}

/** What is known of a mail's place before it has one. */
export interface Around {
  box: MailboxRecord;
  /** Which of the addresses in its head are the workspace's own. */
  own: ReadonlySet<string>;
  /** The conversation that it says it goes on. */
  threadId: Id | undefined;
}

type Conversation = Parameters<typeof receiveMessage>[1];
/** Minutes to the next question after a sender about whom the DNS did not answer; then it is kept apart. */
export const pauses = [1, 4, 10];

interface Found {
  conversation: Conversation;
  reference?: string;
  isFirst: boolean;
  flag: Flag | null;
}

/**
 * Puts a mail into a conversation: the one that it goes on, if its writer takes part there, else a new one of the customer
 * with that address. Nothing that anybody can type into a mail lets its writer see or reach what is there already.
 */
export async function place(
  ctx: CommandContext,
  mail: StoredMail,
  reading: Reading,
  around: Around,
): Promise<Placed | { reason: LookReason } | 'later'> {
  const { seen } = reading;
  const { box, own } = around;
  const isOwn = (key: string) => own.has(withoutPlus(key));
  const writer = writerOf(seen, isOwn);
  const writerKey = writer && keyOf(writer.address);
  if (!writer || !writerKey) return { reason: 'no_sender' };
  if (isOwn(writerKey)) return { reason: 'own_address' };
  const found = await conversationFor(ctx, mail, reading, around, { writer, writerKey });
  if (found === 'later') return found;
  const { conversation, reference, isFirst, flag } = found;
  const { id: conversationId, customer_id: customerId } = conversation;
  const messageId = newId();
  const files = await keepPrepared(ctx, reading.files.contents, customerId, reading.files.prepared);
  const { text, hasMore } = shownText(seen);
  const message = { id: messageId, channel: 'email' as const, text, files };
  // What somebody outside answers, and an automatic reply in a conversation, is for colleagues to know: it asks
  // nothing, opens nothing and starts no clock.
  const isNote = flag === 'consulted' || (seen.isAutoReply && !isFirst);
  // Sent together; the message, which the others are about, is the first.
  await Promise.all([
    isNote
      ? writeMessage(ctx, conversation, { ...message, kind: 'note', authorId: null, status: conversation.status })
      : receiveMessage(ctx, conversation, message),
    saveMailMessage(ctx, { messageId, mail, box, reading, flag, hasMore }),
    flag === 'consulted'
      ? undefined
      : noteParticipants(ctx, { conversationId, customerId, writer, writerKey, seen, own }),
    isFirst ? routeSoon(ctx, box.team_id) : undefined,
  ]);
  // Somebody outside who was asked takes no part by answering; a colleague sees to what they say.
  if (flag === 'consulted') await owe(ctx, conversationId);
  return { messageId, conversationId, customerId, reference, writer, writerKey, isFirst };
}

async function conversationFor(
  ctx: CommandContext,
  mail: StoredMail,
  { seen, checks, files }: Reading,
  { box, threadId }: Around,
  { writer, writerKey }: { writer: MailAddress; writerKey: string },
): Promise<Found | 'later'> {
  const root = threadId && (await accessRoot(ctx, threadId, { for: 'write' }));
  const isVouchedFor = checks === null || ['pass', 'none', 'unknown'].includes(checks.dmarc);
  // What is known of the sender says nothing about whom the mail asks to answer.
  const isSender = keyOf(seen.from.address) === writerKey;
  const isKnown = root ? await takesPart(ctx, root, writerKey) : false;
  if (root && isKnown && isSender && isVouchedFor) return { conversation: root, isFirst: false, flag: null };
  const isConsulted = root && isSender && !isKnown ? await wasConsulted(ctx, root, writerKey) : false;
  if (root && isConsulted && isVouchedFor) return { conversation: root, isFirst: false, flag: 'consulted' };
  // While nobody tells who it is from it waits a while, rather than being kept apart for ever.
  if (root && isKnown && isSender && checks?.dmarc === 'temperror' && mail.tries <= pauses.length) return 'later';
  const opened = await openFor(ctx, box, seen, writer, files.prepared.map((file) => file.name).join(', '));
  if (root) await saveLink(ctx, opened, root.id, 'related');
  const flag = !root ? null : isKnown ? 'not_authenticated' : 'unknown_sender';
  return { conversation: opened, reference: opened.reference, isFirst: true, flag };
}

async function openFor(
  ctx: CommandContext,
  box: MailboxRecord,
  seen: Understood,
  writer: MailAddress,
  fileNames: string,
) {
  const customerId = await customerOfAddress(ctx, { address: writer.address, name: plain(writer.name, 120) });
  const subject = plain(seen.subject.replace(/\s+/g, ' ').trim(), 200);
  const firstText = shownText(seen).text || fileNames;
  const opening = { customerId, channel: 'email' as const, subject, firstText, teamId: box.team_id, entryId: box.id };
  return openConversation(ctx, opening);
}
