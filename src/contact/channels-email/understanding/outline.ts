import { Reached } from './limits.ts';
import { readAddresses } from './mime/addresses.ts';
import { readHead } from './mime/head.ts';
import type { MailLimit, Understood } from './understood.ts';

/** Headers stand at the beginning; more of a mail that was too much is not looked at. */
const firstBytes = 64 * 1024;

/** Who wrote to whom and about what, of a mail that could not be read whole. */
export function outlineOf(raw: Uint8Array, limit: MailLimit): Understood {
  const { head } = readHead(Buffer.from(raw.subarray(0, firstBytes)), new Reached());
  const ids = (name: string): string[] => head.raw(name).match(/<[^<>\s]{1,990}>/g) ?? [];
  return {
    from: readAddresses(head.raw('from'))[0] ?? { name: '', address: '' },
    replyTo: readAddresses(head.raw('reply-to')),
    to: readAddresses(head.raw('to')),
    cc: readAddresses(head.raw('cc')),
    subject: head.text('subject'),
    date: null,
    messageId: ids('message-id')[0] ?? null,
    inReplyTo: ids('in-reply-to')[0] ?? null,
    references: ids('references'),
    text: '',
    visibleReply: '',
    html: null,
    visibleHtml: null,
    attachments: [],
    kind: 'message',
    isAutoReply: false,
    isBounce: false,
    bounce: null,
    // Nothing is known of what it is.
    mayBeAnswered: false,
    limits: [limit],
  };
}
