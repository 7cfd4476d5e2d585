import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { Id } from '#kernel/contract/ids.ts';
import { system } from '#kernel/server/actor.ts';
import { type App, problemOutcome } from '#kernel/server/http/app.ts';
import { readJson } from '#kernel/server/http/input.ts';
import { type HttpRequest, requestFrom } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { runOwnCommand } from '#kernel/server/own-command.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { updatesPath } from '../../contract.ts';
import { secretHash } from '../accounts.ts';
import { accountOf, connectorOf } from '../rows.ts';
import { storeUpdates } from './store.ts';

const bySecret = statement<{ workspace_id: Id; account_id: Id }>(
  'social_account_by_secret',
  'SELECT workspace_id, account_id FROM heed_social_account($1, $2)',
);
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * `POST /api/v1/social/updates/ACCOUNT`: a service tells of what was written there, with the secret that it was given. 200
 * once it is kept; told again it is the same. Until then the service keeps it.
 */
export function serveWebhook(app: App, kernel: Kernel): void {
  app.on('POST', `${updatesPath}/:account`, (c) => answer(kernel, c));
}

async function answer(kernel: Kernel, c: Context<{ Bindings: HttpBindings }>): Promise<Response> {
  const started = performance.now();
  const { incoming, outgoing } = c.env;
  const request = requestFrom(incoming, kernel.config.trustProxy);
  const told = await outcomeOf(kernel, request, c.req.param('account') ?? '', () => readJson(incoming));
  const headers = { ...told.headers, 'Content-Length': Buffer.byteLength(told.body), 'X-Request-Id': request.id };
  outgoing.writeHead(told.status, headers).end(told.body);
  const seconds = (performance.now() - started) / 1_000;
  kernel.metrics.requests.observe({ route: 'social.updates', status: String(told.status) }, seconds);
  return RESPONSE_ALREADY_SENT;
}

async function outcomeOf(kernel: Kernel, request: HttpRequest, accountId: string, body: () => Promise<unknown>) {
  try {
    const { workspaceId } = await known(kernel, request, accountId);
    const update = await body();
    await runOwnCommand(kernel, 'social.store', { workspaceId, onBehalfOf: null }, async (ctx) => {
      const account = await accountOf(ctx.tx, workspaceId, accountId);
      if (account) await storeUpdates(ctx, accountId, connectorOf(account.connector), [update]);
    });
    const headers: Record<string, string> = { 'Content-Type': 'application/json' };
    return { status: 200, headers, body: '{}' };
  } catch (error) {
    return problemOutcome(kernel, error, request.id, 'social.updates');
  }
}

/** Whose secret it is; who guesses pays for it with their network. @throws Problem social.unknown_secret */
async function known(kernel: Kernel, request: HttpRequest, accountId: string): Promise<{ workspaceId: Id }> {
  const secret = connectorOf('telegram').secretHeader;
  const shown = request.header(secret) ?? '';
  const found = await kernel.limits.lookUp(shown, request, async () => {
    const isAsked = shown !== '' && uuid.test(accountId);
    const [row] = isAsked ? await kernel.database.alone(bySecret, [accountId, secretHash(shown)]) : [];
    return row ? { actor: system, workspaceId: row.workspace_id } : null;
  });
  return found ?? refuse('social.unknown_secret', 'Heed gives the secret when it connects the account.');
}
