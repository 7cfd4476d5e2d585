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
import { guarded, type Page, pageOf } from './page.ts';
import { mailPolicy } from './policy.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const find = statement<{ sha256: Buffer; conversation_id: Id | null }>(
  'mail_raw',
  `SELECT a.sha256, m.conversation_id FROM mail a
   LEFT JOIN message m ON m.workspace_id = a.workspace_id AND m.id = a.message_id
   WHERE a.workspace_id = $1 AND a.id = $2`,
);

type Call = Context<{ Bindings: HttpBindings }>;
/**
 * `GET /api/v1/mail/ID/raw`: the mail as it arrived, to be saved and never to be shown. `GET /api/v1/mail/MESSAGE/page`: its
 * HTML, made safe, for a frame.
 */
export function serveRaw(app: App, kernel: Kernel): void {
  app.get('/api/v1/mail/:id/raw', (c) =>
    serve(kernel, c, async (id, ctx) => {
      const headers = {
        ...guarded,
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': disposition('attachment', `mail-${id}.eml`),
        'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      };
      return { headers, path: await pathOf(kernel, ctx, id) };
    }),
  );
  app.get('/api/v1/mail/:id/page', (c) =>
    serve(kernel, c, (id, ctx) => pageOf(kernel, ctx, id, c.req.query('pictures') === 'remote')),
  );
}

/** Answers to a person who is known, by what `find` finds for them in one read. */
async function serve(
  kernel: Kernel,
  c: Call,
  find: (id: Id, ctx: QueryContext) => Promise<Page | { headers: Record<string, string>; path: string }>,
): Promise<Response> {
  const { incoming, outgoing } = c.env;
  const request = requestFrom(incoming, kernel.config.trustProxy);
  outgoing.setHeader('X-Request-Id', request.id);
  try {
    const id = c.req.param('id')?.toLowerCase() ?? '';
    const found = await forPerson(kernel, request, (ctx) => (uuid.test(id) ? find(id, ctx) : notFound('mail')));
    if ('path' in found) await sendFile(c.env, found);
    else outgoing.writeHead(200, { ...found.headers, 'Content-Length': Buffer.byteLength(found.body) }).end(found.body);
  } catch (error) {
    const { status, headers, body } = problemOutcome(kernel, error, request.id, 'mail.raw');
    if (outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) }).end(body);
  }
  return RESPONSE_ALREADY_SENT;
}

async function forPerson<T>(kernel: Kernel, request: HttpRequest, work: (ctx: QueryContext) => Promise<T>): Promise<T> {
  const shown = (request.header('cookie') ?? '') + (request.header('authorization') ?? '');
  const { actor, workspaceId } = await kernel.limits.lookUp(shown, request, () =>
    identify(kernel, request, 'mail:read'),
  );
  kernel.limits.charge(actor, request.address);
  if (actor.kind !== 'person' || !workspaceId) return refuse('access.signed_out', 'Sign in, then ask for it again.');
  return kernel.database.read({ workspaceId, customerId: null }, async (tx) => {
    const now = kernel.now();
    const ctx: QueryContext = { actor, workspaceId, tx, request, now, decided: false, contributed: kernel.contributed };
    demand(ctx, mailPolicy, 'list');
    return work(ctx);
  });
}

/** One that became a message is for whoever may read its conversation; the others are for whoever looks after them. */
async function pathOf(kernel: Kernel, ctx: QueryContext, mailId: Id): Promise<string> {
  const mail = await ctx.tx.first(find, [ctx.workspaceId, mailId]);
  if (!mail) return notFound('mail');
  if (mail.conversation_id) await accessConversation(ctx, mail.conversation_id, { for: 'read' });
  else demand(ctx, mailPolicy, 'look');
  return contentsIn(kernel.config.dataDir).pathOf(ctx.workspaceId, mail.sha256);
}
