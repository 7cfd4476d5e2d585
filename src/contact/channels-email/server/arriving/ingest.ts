import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { Id } from '#kernel/contract/ids.ts';
import { arrivesSlowly } from '#kernel/files/arrival.ts';
import { demandSize } from '#kernel/files/contents.ts';
import { type Actor, system } from '#kernel/server/actor.ts';
import { type App, problemOutcome } from '#kernel/server/http/app.ts';
import { type HttpRequest, requestFrom } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { ingestPath, mostRawBytes } from '../../contract-words.ts';
import { tokenHash } from '../mailboxes/keep.ts';
import { storeRaw } from './store.ts';

const byToken = statement<{ workspace_id: Id; mailbox_id: Id }>(
  'mailbox_by_token',
  'SELECT workspace_id, mailbox_id FROM heed_mailbox_of_token($1)',
);

/**
 * `POST /api/v1/mail/ingest`: a gateway delivers a raw mail with the token of an address. 202 with the mail's id once it is
 * kept; 200 with the same id when the same bytes were delivered before. Until then the gateway keeps it.
 */
export function serveIngest(app: App, kernel: Kernel): void {
  arrivesSlowly(ingestPath);
  app.on('POST', ingestPath, (c) => answer(kernel, c));
}

async function answer(kernel: Kernel, c: Context<{ Bindings: HttpBindings }>): Promise<Response> {
  const started = performance.now();
  const { incoming, outgoing } = c.env;
  const request = requestFrom(incoming, kernel.config.trustProxy);
  outgoing.setHeader('X-Request-Id', request.id);
  try {
    const { workspaceId, mailboxId } = await known(kernel, request);
    if (!/^message\/rfc822\b/i.test(request.header('content-type') ?? '')) {
      refuse('mail.not_raw', 'Send it with Content-Type: message/rfc822, as the body and with all its headers.');
    }
    demandSize(request.header('content-length'), mostRawBytes);
    const { mailId, isNew } = await storeRaw(kernel, { workspaceId, mailboxId, via: 'ingest' }, incoming);
    const body = JSON.stringify({ mailId });
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    outgoing.writeHead(isNew ? 202 : 200, headers).end(body);
  } catch (error) {
    const { status, headers, body } = problemOutcome(kernel, error, request.id, 'mail.ingest');
    outgoing.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) }).end(body);
  }
  const seconds = (performance.now() - started) / 1_000;
  kernel.metrics.requests.observe({ route: 'mail.ingest', status: String(outgoing.statusCode) }, seconds);
  return RESPONSE_ALREADY_SENT;
}

/** Whose token it is; who guesses pays for it with their network. @throws Problem mail.unknown_token */
async function known(kernel: Kernel, request: HttpRequest): Promise<{ workspaceId: Id; mailboxId: Id }> {
  const token = /^Bearer (\S+)$/.exec(request.header('authorization') ?? '')?.[1] ?? '';
  const found = await kernel.limits.lookUp(token, request, async () => {
    const [row] = token === '' ? [] : await kernel.database.alone(byToken, [tokenHash(token)]);
    const actor: Actor = system;
    return row ? { actor, workspaceId: row.workspace_id, mailboxId: row.mailbox_id } : null;
  });
  return found ?? refuse('mail.unknown_token', 'Send `Authorization: Bearer` with the token of an address.');
}
