import { promises as dns } from 'node:dns';
import { isIP } from 'node:net';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Id } from '#kernel/contract/ids.ts';
import { allowedAddresses } from '#kernel/egress/egress.ts';
import { egressOf } from '#kernel/egress/own.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { Problem } from '#kernel/server/problem.ts';
import { type MailboxRecord, relaySecretOf } from '../mailboxes/rows.ts';

/** What became of handing a mail over. `later`: it is worth trying again. */
export type HandedOver = { as: 'accepted' } | { as: 'refused' | 'later'; reason: string };

const connectMs = 15_000;
const silenceMs = 60_000;

/**
 * Hands a mail over to the relay of an address: to the very network address that was checked, TLS verified by the relay's
 * name. Never rejects. A relay that lets go before it has answered may have the mail; the same Message-ID makes it one.
 */
export async function handOver(
  kernel: Kernel,
  workspaceId: Id,
  box: MailboxRecord,
  mail: SendMailOptions,
): Promise<HandedOver> {
  try {
    const address = await wayTo(kernel, workspaceId, box.relay_host);
    const transport = createTransport({
      host: address,
      port: box.relay_port,
      secure: box.relay_security === 'tls',
      requireTLS: box.relay_security === 'starttls',
      ignoreTLS: box.relay_security === 'none',
      tls: { rejectUnauthorized: true, ...(isIP(box.relay_host) ? {} : { servername: box.relay_host }) },
      ...authOf(kernel, box),
      connectionTimeout: connectMs,
      greetingTimeout: connectMs,
      socketTimeout: silenceMs,
    });
    try {
      const { rejected } = await transport.sendMail(mail);
      if (rejected.length === 0) return { as: 'accepted' };
      const whom = rejected
        .map((one: string | { address: string }) => (typeof one === 'string' ? one : one.address))
        .join(', ');
      return { as: 'refused', reason: `The mail server takes nothing for ${whom}; the others have it.` };
    } finally {
      transport.close();
    }
  } catch (error) {
    return inWords(error, box.relay_host);
  }
}

/** The relay's network address, if it may be called. @throws Problem practice.no_sending, egress.refused */
async function wayTo(kernel: Kernel, workspaceId: Id, host: string): Promise<string> {
  const { allow, workspaceKind } = egressOf(kernel);
  if ((await workspaceKind(workspaceId)) !== 'live') {
    throw new Problem('practice.no_sending', 'This workspace is for practice; nothing is sent to the outside from it.');
  }
  // A name that cannot be found just now may be found later; one that leads where nothing may go is refused for good.
  const found = isIP(host) ? undefined : await dns.lookup(host, { all: true });
  const [first] = await allowedAddresses(host, allow, found && (async () => found));
  if (!first) throw new Error(`${host} has no address`);
  return first.address;
}

function authOf(kernel: Kernel, box: MailboxRecord) {
  if (box.relay_user === '') return {};
  const pass = relaySecretOf(kernel.config.sealWords, box);
  if (pass === undefined)
    throw new Problem('mail.no_secret', 'Its password is missing. Enter it under Settings, Mail.');
  return { auth: { user: box.relay_user, pass } };
}

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
  response?: string;
}

function inWords(error: unknown, host: string): HandedOver {
  if (error instanceof Problem) return { as: 'refused', reason: `${host}: ${error.message}` };
  const { code, responseCode = 0, response, message } = error as SmtpError;
  const said = response ?? message;
  if (responseCode >= 500) return { as: 'refused', reason: `${host} refused it: ${said}` };
  if (code === 'EAUTH' && responseCode === 0)
    return { as: 'refused', reason: `${host} did not let us sign in: ${said}` };
  return { as: 'later', reason: `${host} does not take it now: ${said}` };
}
