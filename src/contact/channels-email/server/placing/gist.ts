import { createHash } from 'node:crypto';
import { addressKey } from '#contact/customers/index.ts';
import { Problem } from '#kernel/server/problem.ts';
import type { LookReason } from '../../contract-words.ts';
import type { MailAddress, MailLimit, Understood } from '../../understanding/understood.ts';
import { plain } from '../plain.ts';

/** Signs that one message may hold; what is longer is one click away. */
const mostSigns = 10_000;

const reasons: Partial<Record<MailLimit, LookReason>> = {
  raw_size: 'too_large',
  time: 'too_much',
  memory: 'too_much',
  parts: 'too_much',
  depth: 'too_much',
  header_lines: 'too_much',
  header_length: 'too_much',
  failed: 'unreadable',
};

/** Why nobody should take the mail for read, by the limits that it went beyond; a text that was cut is no reason. */
export function lookReasonOf(seen: Understood): LookReason | undefined {
  return seen.limits.map((limit) => reasons[limit]).find((reason) => reason !== undefined);
}

/**
 * What makes two mails one: the same id, sender, date, words and files. Ids alone are not enough, since programs repeat
 * them, and neither are the bytes, since each way that a mail takes adds lines of its own.
 */
export function contentKeyOf(seen: Understood): Buffer {
  const files = seen.attachments.map(({ name, content }) => [name, createHash('sha256').update(content).digest('hex')]);
  const { messageId, from, date, subject, text } = seen;
  const told = JSON.stringify([messageId, from.address.toLowerCase(), date, subject, text, files]);
  return createHash('sha256').update(told).digest();
}

const machine = /^(?:no-?_?reply|do-?_?not-?_?reply|noreply.*|mailer-daemon|postmaster|bounces?|notifications?)@/i;

/**
 * Who wrote: the sender, or whom the mail asks to answer where the sender is a machine or one of ours, as in the mails of
 * web forms. Undefined where nobody can be answered.
 */
export function writerOf(seen: Understood, isOwn: (key: string) => boolean): MailAddress | undefined {
  const speaks = ({ address }: MailAddress) => !machine.test(address) && !isOwn(keyOf(address) ?? '');
  const asked = seen.replyTo.find((one) => keyOf(one.address) !== undefined && speaks(one));
  const writer = speaks(seen.from) ? seen.from : (asked ?? seen.from);
  return keyOf(writer.address) === undefined ? undefined : writer;
}

/** The form by which two addresses are the same; undefined for what is none. */
export function keyOf(address: string): string | undefined {
  try {
    const key = addressKey('email', address);
    return key.length <= 254 ? key : undefined;
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** What the thread shows: what the writer wrote now; where that is nothing, the subject, unless files speak. */
export function shownText(seen: Understood): { text: string; hasMore: boolean } {
  const words = seen.visibleReply.trim() || seen.text.trim();
  const said = words === '' && seen.attachments.length === 0 ? seen.subject.trim() : words;
  const text = said.length > mostSigns ? `${plain(said, mostSigns - 2)} …` : plain(said, mostSigns);
  return { text, hasMore: text !== seen.text.trim() || seen.html !== null };
}
