import { Reached } from '../limits.ts';
import { readAddresses } from '../mime/addresses.ts';
import { type Head, readHead } from '../mime/head.ts';
import type { Part } from '../mime/part.ts';
import type { Bounce, MailAddress } from '../understood.ts';
import { bounceSubject, daemonAddress, daemonName, final, notice, returned, warning } from './bounce-words.ts';
import { statusOf } from './reasons.ts';
import { failedRecipient } from './recipient.ts';
import { readReport } from './report.ts';

export interface Suspect {
  head: Head;
  subject: string;
  from: MailAddress;
  root: Part;
  reports: readonly Part[];
  text: string;
}

/** Signs of a notice that are looked for; what stands below is the mail that came back. */
const longestNotice = 20_000;

/**
 * What a mail says could not be delivered, or null when it is no bounce. A report (RFC 3464) is believed when it is the
 * mail's own; free text only when a mail system sends it: what people write about bounces, quote or forward is none.
 */
export function bounceOf(suspect: Suspect): Bounce | null {
  const { head, reports, text } = suspect;
  const isDaemon = isFromDaemon(suspect);
  const statuses = reports.filter((part) => /delivery-status$/.test(part.type));
  if (statuses.length > 0 && (isDaemon || hasReport(suspect.root))) {
    const told = readReport(
      statuses.map((part) => part.content().toString('latin1')),
      text,
    );
    if (told) return { ...told, recipient: told.recipient || fallback(suspect), messageId: originalId(suspect) };
    if (told === null) return null;
  }
  const failed = readAddresses(head.raw('x-failed-recipients'))[0]?.address ?? '';
  if (failed === '' && !isNotice(suspect, isDaemon)) return null;
  const words = noticeOf(text);
  const recipient = failed || failedRecipient(words, own(suspect)) || fallback(suspect);
  const said = `${suspect.subject}\n${words}`;
  // Without anybody it failed for, and without a reason, a mail system's letter is just a letter.
  const isWarning = warning.test(said) && !final.test(words);
  const status = statusOf(said, isWarning ? '4.0.0' : final.test(words) ? '5.0.0' : '');
  if (recipient === '' && status === '' && !bounceSubject.test(suspect.subject)) return null;
  const code = status || (isWarning ? '4.0.0' : '5.0.0');
  return { recipient, status: code, permanent: code.startsWith('5'), messageId: originalId(suspect) };
}

function isFromDaemon({ from, head }: Suspect): boolean {
  const local = from.address.slice(0, from.address.lastIndexOf('@') < 0 ? undefined : from.address.lastIndexOf('@'));
  if (daemonAddress.test(local) || daemonName.test(from.name)) return true;
  return head.has('x-ms-exchange-message-is-ndr') || head.has('x-failed-recipients');
}

function isNotice({ subject, text, head }: Suspect, isDaemon: boolean): boolean {
  const hasSubject = bounceSubject.test(subject);
  const begin = beginOf(text);
  const says = notice.test(begin);
  const isTelling = /@|\b[45]\d\d\b/.test(begin);
  if (isDaemon) return hasSubject ? says || isTelling || begin === '' : says && isTelling;
  const hasNoWayBack = head.rawAll('return-path').some((path) => /^<\s*>$/.test(path));
  if (hasNoWayBack && hasSubject && says) return true;
  return (
    hasSubject &&
    /^\W{0,5}(?:hi\. )?this (?:message was created automatically by (?:mail delivery|the mail)|is the (?:qmail-send|mail system|postfix)|is an automatic|report relates to a message you sent)|^\W{0,5}the original message was received at/i.test(
      begin,
    )
  );
}

/** The first lines that nobody quoted. */
function beginOf(text: string): string {
  const lines = text
    .slice(0, 6_000)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s*>(?!>> )/.test(line));
  return lines.slice(0, 30).join('\n').trim();
}

function noticeOf(text: string): string {
  const words = text.slice(0, longestNotice);
  const end = returned.exec(words)?.index ?? -1;
  return end > 40 ? words.slice(0, end) : words;
}

function hasReport(part: Part): boolean {
  return part.type === 'multipart/report' || part.parts.some(hasReport);
}

function own({ head, from }: Suspect): string[] {
  const addresses = ['to', 'delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) =>
    readAddresses(head.raw(name)),
  );
  return [from, ...addresses].map(({ address }) => address.toLowerCase());
}

/** To whom the mail that came back was written. */
function fallback(suspect: Suspect): string {
  const to = originalHead(suspect)?.raw('to') ?? '';
  return readAddresses(to)[0]?.address ?? '';
}

function originalId(suspect: Suspect): string | null {
  const id = originalHead(suspect)?.raw('message-id') ?? '';
  return /<[^<>\s]+>/.exec(id)?.[0] ?? null;
}

function originalHead({ reports, text }: Suspect): Head | undefined {
  const part = reports.find(({ type }) => /^message\/(?:rfc822|global)$|rfc822-headers$/.test(type));
  if (part) return readHead(part.content(), new Reached()).head;
  const rest = text.slice(noticeOf(text).length, noticeOf(text).length + longestNotice);
  const first = /^[A-Z][\w-]{1,40}: \S/m.exec(rest);
  return first ? readHead(Buffer.from(rest.slice(first.index)), new Reached()).head : undefined;
}
