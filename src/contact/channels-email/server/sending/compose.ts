import type { SendMailOptions } from 'nodemailer';
import { type Styled, styled } from '#kernel/contract/styled.ts';
import type { Party, Recipient } from '../../contract-messages.ts';

export interface Composed {
  from: Party;
  recipients: readonly Recipient[];
  /** Addresses, in small letters, that have it: they stand in its head and are not sent it again. */
  done: readonly string[];
  /** Where answers go, and where it comes back to if it cannot be delivered. */
  replyTo: string;
  headerId: string;
  subject: string;
  text: string;
  signature: string;
  /** Below the signature: why this came, and how to end it. */
  below?: string | undefined;
  /** Where whoever gets it ends such mails; programs show a button for it (RFC 2369, RFC 8058). */
  endUrl?: string | undefined;
  /** What is answered, if it is to be quoted below. */
  quoted?: { name: string; at: Date; text: string } | undefined;
  inReplyTo?: string | undefined;
  references: readonly string[];
  files: readonly { name: string; type: string; path: string }[];
  at: Date;
  /** Of Heed's own accord: says so in every way that programs know. */
  isAutomatic: boolean;
}

/** The subject of an answer; "Re:" once, in whatever language it stood before. */
export function replySubject(subject: string): string {
  const bare = subject
    .replace(/^(?:\s*(?:re|aw|sv|antw|antwort|odp|rif|res|vs|回复|答复)(?:\[\d+\])?\s*[:：]\s*)+/i, '')
    .trim();
  return `Re: ${bare}`;
}

/** Those who do not have it yet. */
export function openRecipients({ recipients, done }: Pick<Composed, 'recipients' | 'done'>): Recipient[] {
  return recipients.filter(({ address }) => !done.includes(address.trim().toLowerCase()));
}

/** How programs are told that nobody wrote this (RFC 3834, and what Exchange reads). */
const automatic = {
  'Auto-Submitted': 'auto-replied',
  'X-Auto-Response-Suppress': 'All',
  Precedence: 'auto_reply',
};

const endings = (url: string) => ({
  'List-Unsubscribe': `<${url}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

/** A mail as it is handed over. People are objects and never text, so that no name can add a recipient or a header. */
export function composeMail(mail: Composed): SendMailOptions {
  const named = (how: Recipient['how']) => mail.recipients.filter((one) => one.how === how).map(party);
  return {
    from: party(mail.from),
    replyTo: { name: mail.from.name, address: mail.replyTo },
    to: named('to'),
    cc: named('cc'),
    envelope: { from: mail.replyTo, to: openRecipients(mail).map(({ address }) => address) },
    messageId: mail.headerId,
    ...(mail.inReplyTo && { inReplyTo: mail.inReplyTo }),
    references: [...mail.references],
    subject: mail.subject.replace(/\s+/g, ' '),
    date: mail.at,
    text: textOf(mail),
    html: htmlOf(mail),
    attachments: mail.files.map(({ name, type, path }) => ({ filename: name, contentType: type, path })),
    headers: { ...(mail.isAutomatic && automatic), ...(mail.endUrl && endings(mail.endUrl)) },
    disableUrlAccess: true,
    xMailer: false,
  };
}

const party = ({ name, address }: Party) => ({ name: name.replace(/\s+/g, ' '), address });

const attribution = ({ name, at }: { name: string; at: Date }) => `On ${at.toUTCString()}, ${name} wrote:`;

function textOf({ text, signature, below, quoted }: Composed): string {
  const own = signature === '' ? text : `${text}\n\n-- \n${signature}`;
  const signed = below ? `${own}\n\n${below}` : own;
  if (!quoted) return `${signed}\n`;
  const lines = quoted.text.split('\n').map((line) => (line === '' ? '>' : `> ${line}`));
  return `${signed}\n\n${attribution(quoted)}\n${lines.join('\n')}\n`;
}

function htmlOf({ text, signature, below, quoted }: Composed): string {
  const sign = signature === '' ? '' : `<div style="color:#5b6470">-- <br>${lined(signature)}</div>`;
  const foot = below ? `<p style="color:#5b6470">${styled(below).map(piece).join('')}</p>` : '';
  const quote = quoted
    ? `<p>${escaped(attribution(quoted))}</p><blockquote style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">${lined(quoted.text)}</blockquote>`
    : '';
  return `<!doctype html><html><body><div dir="auto">${styled(text).map(piece).join('')}</div>${sign}${foot}${quote}</body></html>`;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign);
const lined = (text: string) => escaped(text).replaceAll('\n', '<br>');

function piece({ as, text, inner }: Styled): string {
  const within = inner ? inner.map(piece).join('') : lined(text);
  if (as === undefined) return within;
  if (as === 'a') return `<a href="${escaped(text)}">${escaped(text)}</a>`;
  if (as === 'pre') return `<pre>${escaped(text)}</pre>`;
  return as === 'li' ? `<div>${within}</div>` : `<${as}>${within}</${as}>`;
}
