import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { command, query } from '#kernel/contract/contract.ts';
import { Id } from '#kernel/contract/ids.ts';
import { createClient } from './client.ts';
import { ProblemError } from './problem-error.ts';

const list = query('things.list', {
  path: '/things/{kind}',
  summary: 'Things of a kind',
  for: ['staff'],
  input: z.strictObject({ kind: z.string(), limit: z.coerce.number().default(50), find: z.string().optional() }),
  output: z.object({ things: z.array(z.string()) }),
  subjects: ['things:{kind}', 'things'],
});
const rename = command('things.rename', {
  path: '/things/{thingId}',
  method: 'PATCH',
  summary: 'Rename a thing',
  for: ['staff'],
  input: z.strictObject({ thingId: Id, name: z.string(), note: z.string().optional() }),
  output: z.object({ thingId: Id }),
  emits: ['thing.renamed'],
});
type Contracts = { 'things.list': typeof list; 'things.rename': typeof rename };
const routes = {
  'things.list': { method: 'GET', path: '/things/{kind}', subjects: ['things:{kind}', 'things'] },
} as const;
const commands = {
  'things.rename': { method: 'PATCH', path: '/things/{thingId}', keyed: true },
} as const;
const thingId = '018f3c2a-0000-7000-8000-000000000001';

interface Seen {
  url: string;
  init: RequestInit;
}

/** A client whose server gives these answers in turn, then the last one again; an Error stands for no connection. */
function clientWith(answers: (() => Response | Error)[]) {
  const seen: Seen[] = [];
  const client = createClient<Contracts>({
    routes,
    commands: async () => commands,
    backoffMs: 1,
    fetch: async (url, init) => {
      const answer = answers[Math.min(seen.length, answers.length - 1)]?.() ?? new Error('no answer planned');
      seen.push({ url: String(url), init: init ?? {} });
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { client, seen };
}
const done = () => Response.json({ thingId });
const noConnection = () => new TypeError('fetch failed');
const busy = (after: string) => () =>
  Response.json({ code: 'service.unavailable' }, { status: 503, headers: { 'Retry-After': after } });
const header = (one: Seen | undefined, name: string) => new Headers(one?.init.headers).get(name);

describe('client', () => {
  it('fills the path and puts the rest of a query into parameters', async () => {
    const { client, seen } = clientWith([() => Response.json({ things: ['a'] })]);
    expect(await client.query('things.list', { kind: 'a/b', limit: 5, find: undefined })).toEqual({ things: ['a'] });
    expect(seen[0]?.url).toBe('/api/v1/things/a%2Fb?limit=5');
    expect(seen[0]?.init.credentials).toBe('same-origin');
  });

  it('names the subjects of a query', () => {
    const { client } = clientWith([done]);
    expect(client.subjectsOf('things.list', { kind: 'red' })).toEqual(['things:red', 'things']);
  });

  it('sends a command with a key and without the fields of the path', async () => {
    const { client, seen } = clientWith([done]);
    await client.command('things.rename', { thingId, name: 'Lamp' }, { key: thingId });
    expect(seen[0]?.url).toBe(`/api/v1/things/${thingId}`);
    expect(seen[0]?.init).toMatchObject({ method: 'PATCH', body: '{"name":"Lamp"}' });
    expect(header(seen[0], 'Idempotency-Key')).toBe(thingId);
  });

  it('repeats a command with the same key until an answer comes', async () => {
    const { client, seen } = clientWith([noConnection, busy('0'), done]);
    await client.command('things.rename', { thingId, name: 'Lamp' });
    expect(seen).toHaveLength(3);
    expect(new Set(seen.map((one) => header(one, 'Idempotency-Key'))).size).toBe(1);
  });

  it('gives up after three tries', async () => {
    const { client, seen } = clientWith([noConnection]);
    const failure = await client.command('things.rename', { thingId, name: 'Lamp' }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'network', status: 0 });
    expect(seen).toHaveLength(3);
  });

  it('does not wait for a server that asks for a long pause', async () => {
    const { client, seen } = clientWith([busy('60')]);
    await expect(client.command('things.rename', { thingId, name: 'Lamp' })).rejects.toMatchObject({ retryAfterS: 60 });
    expect(seen).toHaveLength(1);
  });

  it('throws a refusal as it was written, at once', async () => {
    const errors = [{ path: 'name', message: 'at least one sign' }];
    const body = { code: 'input.invalid', title: 'No', status: 422, detail: 'name: at least one sign', errors };
    const { client, seen } = clientWith([() => Response.json(body, { status: 422 })]);
    const failure = await client.command('things.rename', { thingId, name: '' }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ProblemError);
    expect(failure).toMatchObject({ code: 'input.invalid', status: 422, detail: body.detail, errors });
    expect((failure as ProblemError).about('name')).toBe('at least one sign');
    expect(seen).toHaveLength(1);
  });

  it('turns a page of a proxy into a problem', async () => {
    const { client } = clientWith([() => new Response('<h1>Bad gateway</h1>', { status: 502 })]);
    await expect(client.query('things.list', { kind: 'a' })).rejects.toMatchObject({
      code: 'service.failed',
      status: 502,
    });
  });

  it('lets an aborted query end with its reason', async () => {
    const { client } = clientWith([noConnection]);
    const reason = new Error('left the screen');
    const left = client.query('things.list', { kind: 'a' }, { signal: AbortSignal.abort(reason) });
    await expect(left).rejects.toBe(reason);
  });
});
