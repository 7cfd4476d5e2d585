import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import { accessConversation } from '#contact/conversations/index.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { contentsIn } from '#kernel/files/contents.ts';
import { disposition } from '#kernel/files/names.ts';
import { sendFile } from '#kernel/files/serve.ts';
import type { QueryContext } from '#kernel/server/capability.ts';
import { type App, identify, problemOutcome } from '#kernel/server/http/app.ts';
import { type HttpRequest, requestFrom } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { mailPolicy } from './policy.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const find = statement<{ sha256: Buffer; conversation_id: Id | null }>(
  'mail_raw',
  `SELECT a.sha256, m.conversation_id FROM mail a
   LEFT JOIN message m ON m.workspace_id = a.workspace_id AND m.id = a.message_id
   WHERE a.workspace_id = $1 AND a.id = $2`,
);

/** `GET /api/v1/mail/ID/raw`: the mail as it arrived, to be saved and never to be shown. */
export function serveRaw(app: App, kernel: Kernel): void {
  app.get('/api/v1/mail/:mailId/raw', (c) => answer(kernel, c));
}

async function answer(kernel: Kernel, c: Context<{ Bindings: HttpBindings }>): Promise<Response> {
  const { incoming, outgoing } = c.env;
  const request = requestFrom(incoming, kernel.config.trustProxy);
  outgoing.setHeader('X-Request-Id', request.id);
  try {
    const mailId = c.req.param('mailId')?.toLowerCase() ?? '';
    const path = await pathFor(kernel, request, mailId);
    const headers = {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': disposition('attachment', `mail-${mailId}.eml`),
      'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Resource-Policy': 'same-origin',
    };
    await sendFile(c.env, { path, headers });
  } catch (error) {
    const { status, headers, body } = problemOutcome(kernel, error, request.id, 'mail.raw');
    if (outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) }).end(body);
  }
  return RESPONSE_ALREADY_SENT;
}

/** One that became a message is for whoever may read its conversation; the others are for whoever looks after them. */
async function pathFor(kernel: Kernel, request: HttpRequest, mailId: Id): Promise<string> {
  const shown = (request.header('cookie') ?? '') + (request.header('authorization') ?? '');
  const { actor, workspaceId } = await kernel.limits.lookUp(shown, request, () => identify(kernel, request));
  kernel.limits.charge(actor, request.address);
  if (actor.kind === 'person' && actor.held) refuse(actor.held.code, actor.held.detail);
  if (actor.kind !== 'person' || !workspaceId) return refuse('access.signed_out', 'Sign in, then ask for it again.');
  if (!uuid.test(mailId)) notFound('mail');
  return kernel.database.read({ workspaceId, customerId: null }, async (tx) => {
    const now = kernel.now();
    const ctx: QueryContext = { actor, workspaceId, tx, request, now, decided: false, contributed: kernel.contributed };
    demand(ctx, mailPolicy, 'list');
    const mail = await tx.first(find, [workspaceId, mailId]);
    if (!mail) return notFound('mail');
    if (mail.conversation_id) await accessConversation(ctx, mail.conversation_id, { for: 'read' });
    else demand(ctx, mailPolicy, 'look');
    return contentsIn(kernel.config.dataDir).pathOf(workspaceId, mail.sha256);
  });
}
