import { mail } from './post.ts';
import type { Taken } from './relay.ts';

/** The link in the text of a mail to a page of ours. */
export const linkIn = (got: Taken | undefined, path: string): string =>
  new RegExp(`/mail/${path}/[A-Za-z0-9_-]{64}`).exec(got?.seen.text ?? '')?.[0] ?? '';

/** Where the mail program of whoever got it ends such mails. */
export const endPath = (got: Taken): string =>
  new URL(/^List-Unsubscribe:\s*<([^>]+)>/im.exec(got.raw)?.[1] ?? '').pathname;

/** What a page sends by a button, or a mail program by one click. */
export const form = (body: string) => ({
  body,
  headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': String(body.length) },
});

let count = 0;
/** An answer to it from a mail program. */
export const answerTo = (got: Taken, from: string, text: string): string =>
  mail(
    {
      ...{ From: from, To: got.seen.replyTo[0]?.address ?? '', Subject: `Re: ${got.seen.subject}` },
      ...{ 'Message-ID': `<a${++count}@answers.example>`, 'In-Reply-To': got.seen.messageId ?? '' },
    },
    text,
  );
