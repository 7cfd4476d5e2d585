import { connect, isIP, type Socket } from 'node:net';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Id } from '#kernel/contract/ids.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { Problem } from '#kernel/server/problem.ts';
import { type MailboxRecord, secretOf } from '../mailboxes/rows.ts';
import { wayTo } from '../way-to.ts';

/** What became of handing a mail over, and who has it now. `later`: for the others it is worth trying again. */
export interface HandedOver {
  as: 'accepted' | 'refused' | 'later';
  /** Addresses for which the relay took it. */
  took: string[];
  reason: string;
}

const connectMs = 15_000;
const silenceMs = 60_000;
/** For everything together: a relay that says a word a minute is as good as silent. */
export const handOverMs = 300_000;

/**
 * Hands a mail over to the relay of an address: to the very network address that was checked, TLS verified by the relay's
 * name, within five minutes. Never rejects. A relay that lets go before it has answered may have the mail; the same
 * Message-ID makes it one.
 */
export async function handOver(
  kernel: Kernel,
  workspaceId: Id,
  box: MailboxRecord,
  mail: SendMailOptions,
): Promise<HandedOver> {
  let socket: Socket | undefined;
  try {
    const address = await wayTo(kernel, workspaceId, box.relay_host, { port: box.relay_port, usual: relayPorts });
    socket = await connected(address, box.relay_port);
    const over = socket;
    // Destroyed, so that nothing of it goes on: whoever waits for an answer hears that there is none.
    const late = setTimeout(() => over.destroy(new Error('it took too long')), handOverMs);
    try {
      return outcomeOf(await transportOver(kernel, box, socket).sendMail(mail));
    } finally {
      clearTimeout(late);
    }
  } catch (error) {
    return { ...inWords(error, box.relay_host), took: [] };
  } finally {
    socket?.destroy();
  }
}

function connected(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const late = setTimeout(() => socket.destroy(new Error('it did not answer')), connectMs);
    socket.once('error', reject);
    socket.once('close', () => clearTimeout(late));
    socket.once('connect', () => {
      clearTimeout(late);
      socket.off('error', reject);
      // Whoever hands over listens too; an error after that is nobody's.
      socket.on('error', () => {});
      resolve(socket);
    });
  });
}

function transportOver(kernel: Kernel, box: MailboxRecord, connection: Socket) {
  return createTransport({
    connection,
    host: box.relay_host,
    secure: box.relay_security === 'tls',
    requireTLS: box.relay_security === 'starttls',
    ignoreTLS: box.relay_security === 'none',
    tls: { rejectUnauthorized: true, ...(isIP(box.relay_host) ? {} : { servername: box.relay_host }) },
    ...authOf(kernel, box),
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
  });
}

interface Answered {
  accepted: unknown[];
  rejected: unknown[];
  rejectedErrors?: { responseCode?: number | undefined }[] | undefined;
}

/** One relay may take a mail for some and not for others; those who have it must not get it again. */
function outcomeOf({ accepted, rejected, rejectedErrors = [] }: Answered): HandedOver {
  const took = accepted.map(String);
  if (rejected.length === 0) return { as: 'accepted', took, reason: '' };
  const whom = rejected.map(String).join(', ');
  const isForNow = rejectedErrors.length > 0 && rejectedErrors.every(({ responseCode = 0 }) => responseCode < 500);
  const words = isForNow ? 'does not take it now for' : 'takes nothing for';
  return { as: isForNow ? 'later' : 'refused', took, reason: `The mail server ${words} ${whom}; the others have it.` };
}

/** Where mail is handed over by custom. */
const relayPorts = [25, 465, 587, 2525];

function authOf(kernel: Kernel, box: MailboxRecord) {
  if (box.relay_user === '') return {};
  const pass = secretOf(kernel.config.sealWords, 'relay', box);
  if (pass === undefined)
    throw new Problem('mail.no_secret', 'Its password is missing. Enter it under Settings, Mail.');
  return { auth: { user: box.relay_user, pass } };
}

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
  response?: string;
}

function inWords(error: unknown, host: string): Omit<HandedOver, 'took'> {
  if (error instanceof Problem) return { as: 'refused', reason: `${host}: ${error.message}` };
  const { code, responseCode = 0, response, message } = error as SmtpError;
  const said = response ?? message;
  if (responseCode >= 500) return { as: 'refused', reason: `${host} refused it: ${said}` };
  if (code === 'EAUTH' && responseCode === 0)
    return { as: 'refused', reason: `${host} did not let us sign in: ${said}` };
  return { as: 'later', reason: `${host} does not take it now: ${said}` };
}
