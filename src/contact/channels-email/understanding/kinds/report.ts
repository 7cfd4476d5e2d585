import { Reached } from '../limits.ts';
import { readHead } from '../mime/head.ts';
import type { Bounce } from '../understood.ts';
import { statusOf } from './reasons.ts';

/**
 * Reads delivery reports (RFC 3464): the first recipient that failed, or else the first that has to wait. Null when all
 * was delivered; undefined when nothing is said of any recipient.
 */
export function readReport(reports: readonly string[], text: string): Omit<Bounce, 'messageId'> | null | undefined {
  const groups = reports.flatMap((report) => report.split(/\r?\n[ \t]*\r?\n/)).slice(0, 1_000);
  let isDelivered = false;
  let delayed: Omit<Bounce, 'messageId'> | undefined;
  for (const group of groups) {
    const { head } = readHead(Buffer.from(group, 'latin1'), new Reached());
    const action = head.raw('action').toLowerCase();
    const given = /[245]\.\d{1,3}\.\d{1,3}/.exec(head.raw('status'))?.[0] ?? '';
    if (!head.has('final-recipient') && !head.has('original-recipient') && action === '') continue;
    if (/^(?:delivered|relayed|expanded)/.test(action) || given.startsWith('2')) {
      isDelivered = true;
      continue;
    }
    const isWaiting = action.startsWith('delay');
    const words = `${head.raw('diagnostic-code')}\n${head.raw('status')}`;
    const told = statusOf(words, given || (isWaiting ? '4.0.0' : '5.0.0'));
    const isGeneral = /\.0\.0$/.test(told);
    const status = isGeneral ? statusOf(text.slice(0, 5_000), told) : told;
    const one = {
      recipient: recipientOf(
        head.raw('final-recipient'),
        head.raw('original-recipient'),
        head.raw('x-actual-recipient'),
      ),
      status,
      permanent: status.startsWith('5'),
    };
    if (!isWaiting) return one;
    delayed ??= one;
  }
  return delayed ?? (isDelivered ? null : undefined);
}

/** The first that is an address; a mail system may name the last one by its own account names. */
function recipientOf(...fields: string[]): string {
  for (const field of fields) {
    const address = /[^\s;<>"(),]+@[^\s;<>"(),]+/.exec(field.replace(/^[\w-]+\s*;\s*/, ''))?.[0];
    if (address) return address;
  }
  return (fields.find((field) => field !== '') ?? '').replace(/^[\w-]+\s*;\s*/, '').trim();
}
