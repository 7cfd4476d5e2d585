import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import type { Contract } from '#kernel/contract/contract.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { type Identity, nobody } from '../actor.ts';
import { runCommand } from '../command.ts';
import { translate } from '../database.ts';
import type { Kernel } from '../kernel.ts';
import { describeError } from '../log.ts';
import { Problem, problemBody, refuse } from '../problem.ts';
import { runQuery } from '../query.ts';
import { parseInput, readJson, readParameters } from './input.ts';
import { originRule } from './origin.ts';
import { type HttpRequest, requestFrom } from './request.ts';

type Env = { Bindings: HttpBindings };
export type App = Hono<Env>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** An answer, before it is sent. */
interface Outcome {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Registers every command and query of the contract table below /api/v1. Other routes are added by `start.ts`. */
export function createApp(kernel: Kernel): App {
  const app = new Hono<Env>();
  const handlers = [...kernel.commands.values(), ...kernel.queries.values()];
  const byPath = new Map<string, Contract[]>();
  for (const { contract } of handlers) {
    const path = `/api/v1${contract.path.replace(/\{(\w+)\}/g, ':$1')}`;
    byPath.set(path, [...(byPath.get(path) ?? []), contract]);
    app.on(contract.method, path, (c) => serve(kernel, c, contract));
  }
  for (const [path, contracts] of byPath) {
    const allowed = contracts.map((contract) => contract.method).join(', ');
    app.options(path, (c) => preflight(kernel, c, contracts));
    app.all(path, () => answerProblem(kernel, new Problem('route.method', `Use ${allowed} here.`), newId()));
  }
  app.notFound(() => answerProblem(kernel, new Problem('route.not_found', 'Nothing is at this address.'), newId()));
  app.onError((error) => answerProblem(kernel, error, newId()));
  return app;
}

async function serve(kernel: Kernel, c: Context<Env>, contract: Contract): Promise<Response> {
  const started = performance.now();
  const request = requestFrom(c.env.incoming, kernel.config.trustProxy);
  let outcome: Outcome;
  try {
    outcome = await withDeadline(answer(kernel, c, contract, request));
  } catch (error) {
    outcome = problemOutcome(kernel, error, request.id, contract.name);
  }
  const origin = request.header('origin');
  // Straight to the connection: a web response around it would cost more than the rest of a small answer.
  c.env.outgoing.writeHead(outcome.status, {
    ...outcome.headers,
    ...(origin && originRule(kernel).isShared(contract) ? allowOrigin(origin) : {}),
    'Content-Length': Buffer.byteLength(outcome.body),
    'X-Request-Id': request.id,
  });
  c.env.outgoing.end(outcome.body);
  kernel.metrics.requests.observe(
    { route: contract.name, status: String(outcome.status) },
    (performance.now() - started) / 1_000,
  );
  return RESPONSE_ALREADY_SENT;
}

async function answer(kernel: Kernel, c: Context<Env>, contract: Contract, request: HttpRequest): Promise<Outcome> {
  const shown = (request.header('cookie') ?? '') + (request.header('authorization') ?? '');
  const identity = await kernel.limits.lookUp(shown, request, () => whoAsks(kernel, request));
  kernel.limits.charge(identity.actor, request.address);
  demandCaller(contract, identity);
  originRule(kernel).demand(contract, identity, request);
  const url = new URL(c.req.url);
  const fields = c.req.param() as Record<string, string>;
  if (contract.kind === 'query') {
    const input = parseInput(contract, fields, readParameters(url));
    const handler = kernel.queries.get(contract.name);
    if (!handler) throw new Error(`no query ${contract.name}`);
    const output = await runQuery(kernel, handler, input, identity, request);
    return done(contract.output.parse(output));
  }
  const key = demandKey(contract.keyed, request);
  const input = parseInput(contract, fields, await readJson(c.env.incoming, contract.large));
  const result = await runCommand(kernel, kernel.commandNamed(contract.name), input, { identity, request, key });
  return done(contract.output.parse(result.output), result.cookie);
}

function done(output: unknown, cookie?: string | null): Outcome {
  const headers = { 'Content-Type': 'application/json', ...(cookie ? { 'Set-Cookie': cookie } : {}) };
  return { status: 200, headers, body: JSON.stringify(output) };
}

/**
 * Who is calling for something beside the contracts, such as a file. `scope` says what a key must open, e.g.
 * `letters:read`; a person who is held gets none of it.
 */
export async function identify(kernel: Kernel, request: HttpRequest, scope: string): Promise<Identity> {
  const identity = await whoAsks(kernel, request);
  demandOpen(identity, scope);
  return identity;
}

function demandOpen({ actor }: Identity, name: string): void {
  if (actor.kind === 'person' && actor.held?.allows(name) === false) refuse(actor.held.code, actor.held.detail);
}

async function whoAsks(kernel: Kernel, request: HttpRequest): Promise<Identity> {
  for (const capability of kernel.capabilities) {
    for (const identifier of capability.identifiers ?? []) {
      const identity = await identifier.fromRequest(kernel, request);
      if (identity) return identity;
    }
  }
  return { actor: nobody, workspaceId: null };
}

function demandCaller(contract: Contract, identity: Identity): void {
  const { kind } = identity.actor;
  const caller = kind === 'person' ? 'staff' : kind === 'customer' ? 'customer' : 'nobody';
  demandOpen(identity, contract.name);
  if (contract.for.includes(caller)) return;
  if (caller === 'nobody')
    refuse('access.signed_out', 'Sign in, then repeat it; what you typed is kept on your screen.');
  refuse('access.forbidden', `This is for ${contract.for.join(' or ')}.`);
}

function demandKey(keyed: boolean, request: HttpRequest): Id | undefined {
  const key = request.header('idempotency-key');
  if (!keyed) return undefined;
  if (!key || !uuid.test(key)) {
    refuse(
      'input.key_needed',
      'Send a header Idempotency-Key holding a UUID: a new one for each write, the same for a repeat.',
    );
  }
  return key.toLowerCase();
}

/** Answers within five seconds, whatever the database does; the write, if it happens after all, is safe to repeat. */
async function withDeadline(work: Promise<Outcome>): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new Problem(
            'service.unavailable',
            'No answer within 4.5 s. It may have been done all the same; it is safe to repeat.',
            {
              retryAfterS: 2,
            },
          ),
        ),
      4_500,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Turns anything thrown into problem+json, logging what is our fault. */
export function problemOutcome(kernel: Kernel, thrown: unknown, requestId: Id, route = 'none'): Outcome {
  const error = translate(thrown);
  const problem = error instanceof Problem ? error : new Problem('service.failed', '');
  const body = problemBody(kernel.problems, problem, requestId);
  kernel.metrics.refusals.inc({ code: body.code });
  if (body.status >= 500)
    kernel.log.error({ requestId, route, code: body.code, error: describeError(thrown) }, 'request failed');
  const headers: Record<string, string> = { 'Content-Type': 'application/problem+json' };
  // The rest of what was sent is not read, so the connection serves nothing else.
  if (body.status === 413 || body.status === 408) headers.Connection = 'close';
  if (problem.retryAfterS !== undefined) headers['Retry-After'] = String(problem.retryAfterS);
  return { status: body.status, headers, body: JSON.stringify(body) };
}

function answerProblem(kernel: Kernel, thrown: unknown, requestId: Id): Response {
  const { body, ...init } = problemOutcome(kernel, thrown, requestId);
  return new Response(body, init);
}

function preflight(kernel: Kernel, c: Context<Env>, contracts: Contract[]): Response {
  const origin = c.req.header('origin');
  const response = new Response(null, { status: 204 });
  const shared = contracts.filter((contract) => originRule(kernel).isShared(contract));
  if (!origin || shared.length === 0) return response;
  for (const [name, value] of Object.entries(allowOrigin(origin))) response.headers.set(name, value);
  response.headers.set('Access-Control-Allow-Methods', shared.map((contract) => contract.method).join(', '));
  response.headers.set('Access-Control-Allow-Headers', 'authorization, content-type, idempotency-key, x-heed-key');
  response.headers.set('Access-Control-Max-Age', '600');
  return response;
}

/** Lets a page of another origin read the answer. It carries no cookie; whether it may call at all is checked by key. */
export function allowOrigin(origin: string): Record<string, string> {
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Expose-Headers': 'retry-after, x-request-id',
    Vary: 'Origin',
  };
}
