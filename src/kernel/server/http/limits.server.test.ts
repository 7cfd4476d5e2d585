import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { beginVisit, chatSend } from '#contact/channels-chat/contract.ts';
import { listConversations, reply } from '#contact/conversations/contract.ts';
import { me } from '#foundation/people/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { ProblemBody } from '#kernel/contract/problem.ts';
import type { Client, RawOptions } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { expectRefusal } from '#kernel/test/refused.ts';
import { newVisitor, type Stage, setStage, shop } from '#kernel/test/stage.ts';

/** What a stranger may cost everybody else: little, whatever they send and however often. */
let heed: TestHeed;
let stage: Stage;
let owner: Client;
const logged: string[] = [];

beforeAll(async () => {
  heed = await startTestHeed({
    environment: { HEED_TRUST_PROXY: '1', HEED_METRICS_TOKEN: 'a token for metrics' },
    logTo: { write: (line) => void logged.push(line) },
  });
  stage = await setStage(heed, []);
  owner = stage.cast.owner;
});
afterAll(() => heed.stop());

const json = { 'Content-Type': 'application/json' };
let networks = 0;
/** Another network for each test, so that none lives on what another left. */
const from = () => ({ 'X-Forwarded-For': `198.51.100.${++networks}` });
const codes = async (answers: Response[]) => {
  const found = await Promise.all(
    answers.map(async (one) => (one.ok ? 'ok' : ((await one.json()) as ProblemBody).code)),
  );
  return Object.fromEntries([...new Set(found)].map((code) => [code, found.filter((one) => one === code).length]));
};
/** Statuses of an adviser's requests while something goes on. */
async function meanwhile<T>(work: Promise<T>): Promise<{ result: T; statuses: number[] }> {
  let isOver = false;
  const asking = (async () => {
    const statuses: number[] = [];
    while (!isOver) statuses.push((await owner.raw('GET', '/api/v1/conversations')).status);
    return [...new Set(statuses)];
  })();
  const result = await work.finally(() => {
    isOver = true;
  });
  return { result, statuses: await asking };
}

/** Limits count by the clock: on a machine with much other work a burst may be too slow for its limit. */
const again = { retry: 2 };

describe('a burst from one network', again, () => {
  it('of visits is refused by name, and staff go on', async () => {
    const headers = { Origin: shop, ...from() };
    const stranger = heed.anonymous();
    const burst = Array.from({ length: 150 }, () =>
      stranger.raw('POST', '/api/v1/chat/visits', { body: { key: stage.widgetKey }, headers }),
    );
    const { result, statuses } = await meanwhile(Promise.all(burst));
    expect(statuses).toEqual([200]);
    const { ok = 0, 'limit.too_many': refused = 0, ...others } = await codes(result);
    expect(others).toEqual({});
    expect(ok).toBeGreaterThan(0);
    expect(ok).toBeLessThanOrEqual(30);
    expect(refused).toBe(150 - ok);
    expect(result.filter((one) => one.status === 429 && !one.headers.get('retry-after'))).toEqual([]);
    await stage.heed.anonymous().call(beginVisit, { key: stage.widgetKey }, { headers: { Origin: shop, ...from() } });
  });

  it('of sign-ins is refused by name, and staff go on', async () => {
    const headers = from();
    const burst = Array.from({ length: 120 }, (_, i) =>
      heed.anonymous().raw('POST', '/api/v1/session', {
        body: { email: `nobody-${i}@elsewhere.example`, passphrase: 'whatever it may be' },
        headers,
      }),
    );
    const { result, statuses } = await meanwhile(Promise.all(burst));
    expect(statuses).toEqual([200]);
    const { 'limit.too_many': refused = 0 } = await codes(result);
    // Those who are let in wait for their passphrase to be checked, two at a time; a slow machine gives up on the last.
    expect(refused).toBeGreaterThanOrEqual(80);
  });

  it('of guessed cookies or tokens is refused before it costs anything, and what is good passes', async () => {
    const network = from();
    await owner.raw('GET', '/api/v1/me', { headers: network });
    for (const headers of [{ Cookie: '__Host-heed=guess' }, { Authorization: 'Bearer guess', 'X-Heed-Key': 'pk_x' }]) {
      const guess = (i: number): RawOptions => ({
        headers: Object.fromEntries(
          Object.entries({ ...headers, ...network }).map(([name, value]) => [name, value.replace('guess', `g${i}`)]),
        ),
      });
      const answers = await Promise.all(
        Array.from({ length: 260 }, (_, i) => heed.anonymous().raw('GET', '/api/v1/me', guess(i))),
      );
      expect((await codes(answers))['limit.too_many']).toBeGreaterThan(20);
    }
    expect((await owner.raw('GET', '/api/v1/me', { headers: network })).status).toBe(200);
  });

  it('counts an IPv6 subscriber as one, whatever address of theirs it comes from', async () => {
    const visit = (i: number) =>
      heed.anonymous().raw('POST', '/api/v1/chat/visits', {
        body: { key: stage.widgetKey },
        headers: { Origin: shop, 'X-Forwarded-For': `2001:db8:7:7::${i.toString(16)}` },
      });
    const answers: Response[] = [];
    for (let i = 1; i <= 33; i++) answers.push(await visit(i));
    expect((await codes(answers))['limit.too_many']).toBe(3);
  });
});

describe('customers', () => {
  it('of one network share what their network may ask', again, async () => {
    const network = from();
    const visitors = await Promise.all(Array.from({ length: 14 }, () => newVisitor(heed, stage.widgetKey)));
    const answers = await Promise.all(
      visitors.flatMap((visitor) =>
        Array.from({ length: 110 }, () => visitor.raw('GET', '/api/v1/chat/messages', { headers: network })),
      ),
    );
    expect((await codes(answers))['limit.too_many']).toBeGreaterThan(0);
  });

  it('wait for an answer after a hundred messages in a row, and go on after it', async () => {
    const visitor = await newVisitor(heed, stage.widgetKey);
    const send = (text: string) => visitor.call(chatSend, { text });
    const { conversationId } = await send('1');
    for (let i = 2; i <= 100; i++) await send(String(i)).catch(() => pauseAndRepeat(() => send(String(i))));
    const late = visitor.call(chatSend, { text: '101' });
    await expect(late).rejects.toMatchObject({ code: 'limit.too_many', message: expect.stringContaining('adviser') });
    await owner.call(reply, { conversationId, text: 'Here I am' });
    expect(await send('101')).toMatchObject({ conversationId });
  });

  const pauseAndRepeat = async (work: () => Promise<unknown>) => {
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    return work();
  };
});

describe('a body', () => {
  const session = '/api/v1/session';
  const post = (body: string, to = session) =>
    heed.anonymous().raw('POST', to, { body, headers: { ...json, ...from() } });

  it('of too many keys is refused shortly, and so is one with a key given twice', async () => {
    const keys = Array.from({ length: 5_000 }, (_, i) => `"${i.toString(36)}":1`).join(',');
    const answer = await post(`{${keys}}`);
    const text = await answer.text();
    expect([answer.status, text.length < 1_000]).toEqual([422, true]);
    const twice = { body: '{"name":"Ann","name":"Bob"}', headers: json };
    await expectRefusal(heed, 'input.invalid', owner, 'POST', '/api/v1/customers', twice);
    const same = { body: '{"name":"A:\\"{,n","\\u006eame":"Bob"}', headers: json };
    await expectRefusal(heed, 'input.invalid', owner, 'POST', '/api/v1/customers', same);
  });

  it('of twenty-one errors names twenty and says so', async () => {
    const addresses = Array.from({ length: 30 }, () => 1);
    const sent = { body: { name: 'Ann', addresses } };
    const many = await expectRefusal(heed, 'input.invalid', owner, 'POST', '/api/v1/customers', sent);
    expect(many.errors?.length).toBeLessThanOrEqual(20);
    const unknown = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`k${i}`, 1]));
    const refused = await expectRefusal(heed, 'input.invalid', owner, 'POST', '/api/v1/customers', { body: unknown });
    expect(refused.errors).toHaveLength(20);
    expect(refused.detail).toContain('Only the first 20');
  });

  it('of more than 64 KB is refused where no contract asks for more', async () => {
    const answer = await post(JSON.stringify({ email: 'a@b.example', passphrase: 'x'.repeat(66_000) }));
    expect(((await answer.json()) as ProblemBody).code).toBe('input.too_large');
  });

  it('is never larger by its contract than what its route takes', () => {
    const commands = [...heed.running.kernel.commands.values()].map((one) => one.contract);
    const tooLarge = commands
      .map(({ name, input, large }) => ({
        name,
        large,
        bytes: mostBytes(z.toJSONSchema(input, options), large ? 1.5 : 6),
      }))
      .filter((one) => one.bytes > (one.large ? 1_000_000 : 65_536));
    expect(tooLarge.map((one) => `${one.name}: ${one.bytes}`)).toEqual([]);
  });
  it('holds no whole number without a bound', () => {
    const { commands, queries } = heed.running.kernel;
    const handlers = [...commands.values(), ...queries.values()].map((one) => one.contract);
    const endless = handlers.filter(({ input }) =>
      integersIn(z.toJSONSchema(input, options)).some((most) => most > 2 ** 52),
    );
    expect(endless.map((one) => one.name)).toEqual([]);
  });

  const options = { io: 'input', unrepresentable: 'any' } as const;

  it('that comes too slowly is answered 408, and one that is broken off is no error of ours', async () => {
    const head =
      'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"em';
    logged.length = 0;
    const [slow] = await Promise.all([say(head, 7_000), say(head, 100)]);
    expect(slow).toMatch(/^HTTP\/1\.1 408 /);
    expect(slow).toContain('input.too_slow');
    expect(logged.filter((line) => line.includes('request failed'))).toEqual([]);
  });

  /** Sends bytes and hears what comes back until the other side ends, or this one does after so long. */
  const say = (text: string, ms: number) =>
    new Promise<string>((resolve) => {
      const { hostname, port } = new URL(heed.url);
      let heard = '';
      const socket = connect(Number(port), hostname, () => socket.write(text));
      socket.on('data', (data) => {
        heard += data;
      });
      socket.on('close', () => resolve(heard));
      setTimeout(() => socket.destroy(), ms);
    });
});

interface JsonSchema {
  anyOf?: unknown[];
  oneOf?: unknown[];
  type?: string;
  format?: string;
  pattern?: string;
  maxLength?: number;
  maxItems?: number;
  items?: unknown;
  properties?: Record<string, unknown>;
  additionalProperties?: unknown;
  propertyNames?: unknown;
}

/** The largest value of every whole number in a JSON schema. */
function integersIn(schema: unknown): number[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, maximum = Number.POSITIVE_INFINITY } = schema as { type?: unknown; maximum?: number };
  const own = type === 'integer' ? [maximum] : [];
  return [...own, ...Object.values(schema).flatMap(integersIn)];
}

/** The most bytes that a value of this JSON schema takes, `perSign` bytes for each sign of its texts. */
function mostBytes(schema: unknown, perSign: number): number {
  const of = (inner: unknown) => mostBytes(inner, perSign);
  const { anyOf, oneOf, type, maxLength, maxItems, items, properties, additionalProperties, propertyNames, format } =
    schema as JsonSchema;
  // Letters and digits stand for themselves in JSON.
  const ofSign = (schema as JsonSchema).pattern === '^[A-Za-z0-9_-]+$' ? 1 : perSign;
  const either = anyOf ?? oneOf;
  if (either) return Math.max(...either.map(of));
  if (type === 'array') return maxItems === undefined ? 0 : maxItems * (of(items) + 1);
  if (type === 'object') {
    const own = Object.entries(properties ?? {}).map(([name, value]) => name.length + 4 + of(value));
    // A free record is bounded in its handler; sixteen entries of the largest kind must fit.
    const free = additionalProperties ? 16 * (of(propertyNames ?? {}) + of(additionalProperties)) : 0;
    return own.reduce((sum, bytes) => sum + bytes, 2) + free;
  }
  if (type === 'string') return format === 'uuid' ? 38 : (maxLength ?? 0) * ofSign + 2;
  return 25;
}

describe('what stands around the routes', () => {
  it('is asked of the database once for many who ask whether Heed is ready', async () => {
    const { pool } = heed.running.kernel.database;
    let asked = 0;
    const { query } = pool;
    pool.query = ((...given: unknown[]) => {
      if (given[0] === 'SELECT 1') asked++;
      return Reflect.apply(query, pool, given);
    }) as typeof query;
    const answers = await Promise.all(Array.from({ length: 50 }, () => fetch(`${heed.url}/readyz`)));
    pool.query = query;
    expect(answers.every((one) => one.status === 200)).toBe(true);
    expect(asked).toBeLessThanOrEqual(2);
  });

  it('shows the metrics behind a proxy to those with the token only', async () => {
    expect((await fetch(`${heed.url}/metrics`)).status).toBe(404);
    const headers = { Authorization: 'Bearer a token for metrics' };
    expect((await fetch(`${heed.url}/metrics`, { headers })).status).toBe(200);
  });

  it('says everywhere that a type is no guess and that nothing is kept', async () => {
    const sent = { headers: { Authorization: 'Bearer a token for metrics' }, redirect: 'manual' } as const;
    for (const path of ['/', '/healthz', '/readyz', '/metrics', '/nope', '/api/v1/nope', '/api/v1/me']) {
      const { headers } = await fetch(heed.url + path, sent);
      expect([path, headers.get('x-content-type-options'), headers.get('cache-control')]).toEqual([
        path,
        'nosniff',
        'no-store',
      ]);
      expect(headers.get('strict-transport-security')).toBeNull();
    }
  });

  it('takes no cursor of a year that never was', async () => {
    for (const at of ['0000-01-01 00:00:00+00', '0000-12-31 23:59:59.5+00']) {
      const after = Buffer.from(JSON.stringify([at, newId()])).toString('base64url');
      const answer = owner.call(listConversations, { view: 'all', after });
      await expect(answer).rejects.toMatchObject({ code: 'input.invalid' });
    }
  });
});

describe('under an address with TLS', () => {
  it('only its whole origin counts, browsers are told to stay with it, and metrics ask for the token', async () => {
    const secure = await startTestHeed({ environment: { HEED_URL: 'https://help.example' } });
    try {
      const { owner: client } = await secure.setUp();
      const post = (Origin: string) =>
        fetch(`${secure.url}/api/v1/customers`, {
          method: 'POST',
          headers: { ...json, Origin, Cookie: client.cookie ?? '', 'Idempotency-Key': newId() },
          body: '{"name":"Ann"}',
        });
      const own = await post('https://help.example');
      expect([own.status, own.headers.get('strict-transport-security')]).toEqual([200, 'max-age=31536000']);
      const { isOwnOrigin } = await import('./origin.ts');
      const asked = (origin: string, host = 'help.example') =>
        isOwnOrigin(secure.running.kernel, {
          id: newId(),
          address: '::1',
          header: (name) => ({ origin, host })[name],
        });
      expect(asked('https://help.example')).toBe(true);
      expect(asked('http://help.example')).toBe(false);
      expect(asked('http://10.0.0.7:4000', '10.0.0.7:4000')).toBe(true);
      expect((await fetch(`${secure.url}/metrics`)).status).toBe(404);
      expect(await client.call(me, {})).toMatchObject({ person: { role: 'owner' } });
    } finally {
      await secure.stop();
    }
  });
});
