import { isIP } from 'node:net';
import { ImapFlow, type ImapFlowError } from 'imapflow';
import type { FetchProblem } from '../../contract-words.ts';
import { secretOf } from '../mailboxes/rows.ts';
import { wayTo } from '../way-to.ts';
import type { Held } from './rows.ts';

const imapPorts = [143, 993];
const connectMs = 15_000;
/** A server that says nothing for so long in the midst of something is given up. */
const silenceMs = 60_000;
const mostLiteral = 16 * 1024 * 1024;
const mostLine = 64 * 1024 * 1024;

/** Says what hinders the fetching of a mailbox. */
export class Hindrance extends Error {
  readonly problem: FetchProblem;
  constructor(problem: FetchProblem, said = '') {
    super(said);
    this.problem = problem;
  }
}

/** Signs in to the server of a mailbox: at the very network address that was checked, TLS verified by the server's name. */
export async function openSession(held: Held): Promise<ImapFlow> {
  const { kernel, workspaceId, box } = held;
  const pass = secretOf(kernel.config.sealWords, 'imap', box);
  if (pass === undefined) throw new Hindrance('no_secret');
  const host = await wayTo(kernel, workspaceId, box.imap_host, { port: box.imap_port, usual: imapPorts });
  const servername = isIP(box.imap_host) ? {} : { servername: box.imap_host };
  const client = new ImapFlow({
    ...{ host, port: box.imap_port, ...servername, tls: { rejectUnauthorized: true, ...servername } },
    secure: box.imap_security === 'tls',
    ...(box.imap_security === 'tls' ? {} : { doSTARTTLS: box.imap_security === 'starttls' }),
    auth: { user: box.imap_user, pass },
    ...{ logger: false, disableAutoIdle: true, clientInfo: { name: 'Heed' } },
    ...{ connectionTimeout: connectMs, greetingTimeout: connectMs, socketTimeout: silenceMs },
    ...{ maxLiteralSize: mostLiteral, maxResponseSize: 2 * mostLine, maxLineLength: mostLine },
  });
  // Said once more by whatever was under way; without a listener it would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    client.close();
    throw error;
  }
  return client;
}

const byCode: Record<string, FetchProblem> = {
  ENOTFOUND: 'not_found',
  EAI_AGAIN: 'not_found',
  ECONNREFUSED: 'no_answer',
  EHOSTUNREACH: 'no_answer',
  ENETUNREACH: 'no_answer',
  ETIMEDOUT: 'no_answer',
  CONNECT_TIMEOUT: 'no_answer',
  GREETING_TIMEOUT: 'no_answer',
  UPGRADE_TIMEOUT: 'no_answer',
  MissingServerExtension: 'no_encryption',
  'file.no_room': 'no_room',
  'egress.refused': 'not_allowed',
  'practice.no_sending': 'not_allowed',
  NoConnection: 'broke_off',
  EConnectionClosed: 'broke_off',
  ECONNRESET: 'broke_off',
  EPIPE: 'broke_off',
  ETIMEOUT: 'broke_off',
  ClosedAfterConnectText: 'broke_off',
  ClosedAfterConnectTLS: 'broke_off',
  StateLogout: 'broke_off',
};

/** What hindered, for a person to act on, and what the other side said. */
export function hindranceOf(error: unknown): { problem: FetchProblem; said: string } {
  if (error instanceof Hindrance) return { problem: error.problem, said: error.message };
  const { code = '', authenticationFailed, responseText, message = '', cause } = error as ImapFlowError;
  const said = responseText ?? message;
  if (authenticationFailed) return { problem: 'password', said };
  const isTls = /^(?:ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_SSL)/.test(code);
  if (isTls) return { problem: 'certificate', said };
  const deeper = cause instanceof Error ? (cause as ImapFlowError).code : undefined;
  return { problem: byCode[code] ?? byCode[deeper ?? ''] ?? 'failed', said };
}
