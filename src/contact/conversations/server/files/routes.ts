import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { Id } from '#kernel/contract/ids.ts';
import { filesPath } from '#kernel/files/arrival.ts';
import { type Contents, contentsIn } from '#kernel/files/contents.ts';
import type { Identity } from '#kernel/server/actor.ts';
import { type App, allowOrigin, identify, problemOutcome } from '#kernel/server/http/app.ts';
import { type HttpRequest, requestFrom } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { notFound, refuse } from '#kernel/server/problem.ts';
import { download, thumbnail, view } from './serve.ts';
import { upload } from './upload.ts';

/** A request for one file, by somebody who is known. */
export interface FileCall {
  kernel: Kernel;
  contents: Contents;
  connection: HttpBindings;
  request: HttpRequest;
  identity: Identity & { workspaceId: Id };
  fileId: Id;
}

type Route = Context<{ Bindings: HttpBindings }>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Files come and go as they are, beside the contracts, which speak JSON. */
export function fileRoutes(app: App, kernel: Kernel): void {
  const on = (method: 'GET' | 'PUT', path: string, work: (call: FileCall) => Promise<void>) =>
    app.on(method, filesPath + path, (c) => answer(kernel, c, work));
  on('PUT', ':fileId', upload);
  on('GET', ':fileId', download);
  on('GET', ':fileId/view', view);
  on('GET', ':fileId/thumbnail', thumbnail);
  app.on('OPTIONS', `${filesPath}*`, (c) => preflight(c));
}

async function answer(kernel: Kernel, c: Route, work: (call: FileCall) => Promise<void>): Promise<Response> {
  const started = performance.now();
  const { incoming, outgoing } = c.env;
  const request = requestFrom(incoming, kernel.config.trustProxy);
  const origin = request.header('origin');
  const headers = { 'X-Request-Id': request.id, ...(origin ? allowOrigin(origin) : {}) };
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
  try {
    const identity = await known(kernel, request, incoming.method === 'GET' ? 'read' : 'write');
    const fileId = c.req.param('fileId')?.toLowerCase() ?? '';
    if (!uuid.test(fileId)) notFound('file');
    const contents = contentsIn(kernel.config.dataDir);
    await work({ kernel, contents, connection: c.env, request, identity, fileId });
  } catch (error) {
    const { status, headers, body } = problemOutcome(kernel, error, request.id, 'files');
    if (outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) }).end(body);
  }
  const seconds = (performance.now() - started) / 1_000;
  kernel.metrics.requests.observe({ route: `files.${incoming.method}`, status: String(outgoing.statusCode) }, seconds);
  return RESPONSE_ALREADY_SENT;
}

/** Who asks, under the limits that hold for every request. @throws Problem access.signed_out */
async function known(
  kernel: Kernel,
  request: HttpRequest,
  how: 'read' | 'write',
): Promise<Identity & { workspaceId: Id }> {
  const shown = (request.header('cookie') ?? '') + (request.header('authorization') ?? '');
  const { actor, workspaceId } = await kernel.limits.lookUp(shown, request, () =>
    identify(kernel, request, `conversations:${how}`),
  );
  kernel.limits.charge(actor, request.address);
  if (actor.kind === 'nobody' || !workspaceId) {
    return refuse('access.signed_out', 'Sign in, then ask for the file again.');
  }
  return { actor, workspaceId };
}

/** Lets pages that bear the widget ask; whether they may is decided by their key. */
function preflight(c: Route): Response {
  const origin = c.req.header('origin');
  const allowed = origin ? allowOrigin(origin) : {};
  return new Response(null, {
    status: 204,
    headers: {
      ...allowed,
      'Access-Control-Allow-Methods': 'GET, PUT',
      'Access-Control-Allow-Headers': 'authorization, content-type, range, x-heed-key, x-heed-file-name',
      'Access-Control-Max-Age': '600',
    },
  });
}
