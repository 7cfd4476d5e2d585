import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { InputOf } from '#kernel/contract/contract.ts';
import type { Id } from '#kernel/contract/ids.ts';
import { type Actor, system } from '#kernel/server/actor.ts';
import { type App, problemOutcome } from '#kernel/server/http/app.ts';
import { parseInput, readJson } from '#kernel/server/http/input.ts';
import { type HttpRequest, requestFrom } from '#kernel/server/http/request.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { telephonyPath } from '../contract.ts';
import { tellOfCall } from '../contract-telephony.ts';
import { hear } from './hear.ts';
import { tokenHash } from './lines.ts';

const byToken = statement<{ workspace_id: Id; line_id: Id }>(
  'phone_line_by_token',
  'SELECT workspace_id, line_id FROM heed_phone_line_of_token($1)',
);

/**
 * `POST /api/v1/telephony/events`: a telephone system tells of a call, with the token of its line. 202 once it is kept;
 * 200 with the same id when the same event was told before.
 */
export function serveTelephony(app: App, kernel: Kernel): void {
  app.on('POST', telephonyPath, (c) => answer(kernel, c));
}

async function answer(kernel: Kernel, c: Context<{ Bindings: HttpBindings }>): Promise<Response> {
  const started = performance.now();
  const { incoming, outgoing } = c.env;
  const request = requestFrom(incoming, kernel.config.trustProxy);
  const told = await outcomeOf(kernel, request, async (line) => {
    const input = parseInput(tellOfCall, {}, await readJson(incoming)) as InputOf<typeof tellOfCall>;
    return hear(kernel, line, input);
  });
  const headers = { ...told.headers, 'Content-Length': Buffer.byteLength(told.body), 'X-Request-Id': request.id };
  outgoing.writeHead(told.status, headers).end(told.body);
  const seconds = (performance.now() - started) / 1_000;
  kernel.metrics.requests.observe({ route: tellOfCall.name, status: String(told.status) }, seconds);
  return RESPONSE_ALREADY_SENT;
}

export interface HeardLine {
  workspaceId: Id;
  lineId: Id;
}

async function outcomeOf(
  kernel: Kernel,
  request: HttpRequest,
  work: (line: HeardLine) => Promise<{ phoneCallId: Id; isNew: boolean }>,
) {
  try {
    const { phoneCallId, isNew } = await work(await known(kernel, request));
    const headers: Record<string, string> = { 'Content-Type': 'application/json' };
    return { status: isNew ? 202 : 200, headers, body: JSON.stringify({ phoneCallId }) };
  } catch (error) {
    return problemOutcome(kernel, error, request.id, tellOfCall.name);
  }
}

/** Whose token it is; who guesses pays for it with their network. @throws Problem calls.unknown_token */
async function known(kernel: Kernel, request: HttpRequest): Promise<HeardLine> {
  const token = /^Bearer (\S+)$/.exec(request.header('authorization') ?? '')?.[1] ?? '';
  const found = await kernel.limits.lookUp(token, request, async () => {
    const [row] = token === '' ? [] : await kernel.database.alone(byToken, [tokenHash(token)]);
    const actor: Actor = system;
    return row ? { actor, workspaceId: row.workspace_id, lineId: row.line_id } : null;
  });
  return found ?? refuse('calls.unknown_token', 'Send `Authorization: Bearer` with the token of a telephone system.');
}
