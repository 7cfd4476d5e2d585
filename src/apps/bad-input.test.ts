import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatHistory, chatSend } from '#contact/channels-chat/contract.ts';
import {
  assign,
  getConversation,
  listMessages,
  reply,
  resolve,
  setWaiting,
  startConversation,
} from '#contact/conversations/contract.ts';
import { changeCustomer, createCustomer, getCustomer } from '#contact/customers/contract.ts';
import { changeTeam, createTeam, me } from '#foundation/people/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import { kernelProblems, type ProblemBody } from '#kernel/contract/problem.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { greet, openSocket } from '#kernel/test/socket.ts';
import { newVisitor, type Stage, setStage, shop } from '#kernel/test/stage.ts';

/** Whatever arrives: a named problem, a word on what would be accepted, nothing written, nothing lost. */
let heed: TestHeed;
let stage: Stage;
let owner: Client;
let distDir: string;

beforeAll(async () => {
  distDir = mkdtempSync(join(tmpdir(), 'heed-dist-'));
  mkdirSync(join(distDir, 'desk'));
  writeFileSync(join(distDir, 'desk', 'index.html'), '<!doctype html><title>Heed</title>');
  heed = await startTestHeed({ distDir });
  stage = await setStage(heed, []);
  owner = stage.cast.owner;
});
afterAll(async () => {
  await heed.stop();
  rmSync(distDir, { recursive: true, force: true });
});

async function written(): Promise<number> {
  const [row] = await asOwner<{ sum: number }>(
    heed.ownerUrl,
    `SELECT ((SELECT sum(head) FROM workspace_stream) + (SELECT count(*) FROM finished_write)
       + (SELECT count(*) FROM customer) + (SELECT count(*) FROM message))::int AS sum`,
  );
  return row?.sum ?? 0;
}

type Sent = { headers?: Record<string, string>; body?: unknown };

/** Sends it, and makes sure that it is refused with this code, in words, and that nothing was written. */
async function refusedAs(code: string, method: string, path: string, sent: Sent, by: Client = owner) {
  const before = await written();
  const response = await by.raw(method, path, { ...sent, headers: { 'Idempotency-Key': newId(), ...sent.headers } });
  const body = (await response.json()) as ProblemBody;
  expect(body).toMatchObject({ code, status: response.status });
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(body.detail.length).toBeGreaterThan(10);
  expect(await written()).toBe(before);
  return body;
}

const customers = '/api/v1/customers';
const json = { 'Content-Type': 'application/json' };

describe('a body', () => {
  it('with an unknown key is refused, and the key is named', async () => {
    const body = await refusedAs('input.invalid', 'POST', customers, { body: { name: 'Ann', isVerified: true } });
    expect(body.errors).toEqual([{ path: 'isVerified', message: 'This field is not known here.' }]);
    const addresses = [{ kind: 'email', value: 'a@b.example', isVerified: true }];
    const inner = await refusedAs('input.invalid', 'POST', customers, { body: { name: 'Ann', addresses } });
    expect(inner.errors?.[0]?.path).toBe('addresses.0.isVerified');
  });

  it.each([
    {},
    [],
    1,
    null,
    true,
    '',
    ' ',
    'x'.repeat(201),
    { $gt: '' },
  ])('with the name %j is refused', async (name) => {
    const body = await refusedAs('input.invalid', 'POST', customers, { body: { name } });
    expect(body.errors?.[0]?.path).toBe('name');
    expect(body.detail).toContain('name');
  });

  it.each([
    ['an array', '[]'],
    ['a string', '"name"'],
    ['nothing readable', '{"name":'],
    ['bytes that are no UTF-8', new Uint8Array([...Buffer.from('{"name":"'), 0xff, 0xfe, ...Buffer.from('"}')])],
    ['two objects', '{}{}'],
  ])('that is %s is refused', async (_, body) => {
    await refusedAs('input.not_json', 'POST', customers, { body, headers: json });
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
  ])('of type %s is refused', async (type) => {
    const body = await refusedAs('input.not_json', 'POST', customers, {
      body: '{"name":"Ann"}',
      headers: { 'Content-Type': type },
    });
    expect(body.detail).toContain('application/json');
  });

  it('with a prototype in it sets nothing', async () => {
    for (const body of [
      '{"name":"Ann","__proto__":{"isVerified":true}}',
      '{"name":"Ann","constructor":{"prototype":{"isVerified":true}}}',
      '{"name":"Ann","addresses":[{"kind":"email","value":"a@b.example","__proto__":{"x":1}}]}',
    ]) {
      await refusedAs('input.invalid', 'POST', customers, { body, headers: json });
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it.each(['NUL \\u0000', 'half a sign \\ud83d', 'the other half \\udc00'])('with %s is refused', async (text) => {
    await refusedAs('input.invalid', 'POST', customers, { body: `{"name":"${text}"}`, headers: json });
  });

  it('with every other sign is kept as it is', async () => {
    const name = '\u202e\u0001 😀 e\u0301 \\u0000 \u2028 <b>&amp;"';
    const { customerId } = await owner.call(createCustomer, { name });
    expect((await owner.call(getCustomer, { customerId })).name).toBe(name);
  });

  it('over 1 MB is refused, declared or streamed', async () => {
    const text = JSON.stringify({ name: 'x'.repeat(1_000_001) });
    await refusedAs('input.too_large', 'POST', customers, { body: text, headers: json });
    const before = await written();
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 65_536;
        if (sent > 3_000_000) controller.close();
        else controller.enqueue(new Uint8Array(65_536).fill(0x20));
      },
    });
    const streamed: unknown = await fetch(heed.url + customers, {
      method: 'POST',
      headers: { ...json, Cookie: owner.cookie ?? '', 'Idempotency-Key': newId() },
      body,
      ...{ duplex: 'half' },
    }).then(
      async (response) => ((await response.json()) as ProblemBody).code,
      () => 'the connection was cut',
    );
    expect(['input.too_large', 'the connection was cut']).toContain(streamed);
    expect(await written()).toBe(before);
    expect(await owner.call(me, {})).toMatchObject({ person: { role: 'owner' } });
  });
});

describe('an address', () => {
  it('with a parameter given twice, unknown or of the wrong kind is refused', async () => {
    await refusedAs('input.invalid', 'GET', `${customers}?limit=1&limit=2`, {});
    await refusedAs('input.invalid', 'GET', `${customers}?role=owner`, {});
    await refusedAs('input.invalid', 'GET', `${customers}?__proto__=1`, {});
    await refusedAs('input.invalid', 'GET', `${customers}?limit=-1`, {});
    await refusedAs('input.invalid', 'GET', `${customers}?find=%00`, {});
    await refusedAs('input.invalid', 'GET', `${customers}/%00`, {});
    await refusedAs('input.invalid', 'GET', `${customers}/../../etc`.replace('..', '%2e%2e%2f'), {});
  });

  it.each([
    'x',
    'bnVsbA',
    Buffer.from('["a","b"]').toString('base64url'),
    Buffer.from('["a\\u0000",""]').toString('base64url'),
  ])('with the forged cursor %s is refused', async (after) => {
    await refusedAs('input.invalid', 'GET', `${customers}?after=${after}`, {});
    await refusedAs('input.invalid', 'GET', `/api/v1/conversations?after=${after}`, {});
  });

  it('that does not exist, or with another method, is a problem too', async () => {
    await refusedAs('route.not_found', 'GET', '/api/v1/nothing', {});
    await refusedAs('route.method', 'DELETE', customers, {});
    await refusedAs('route.method', 'GET', '/api/v1/session', {});
  });

  it('is not traced', async () => {
    const answer = await new Promise<string>((done) => {
      const { hostname, port } = new URL(heed.url);
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          `TRACE ${customers} HTTP/1.1\r\nHost: ${hostname}\r\nX-Secret: canary\r\nConnection: close\r\n\r\n`,
        );
      });
      let text = '';
      socket.on('data', (data) => {
        text += String(data);
      });
      socket.on('close', () => done(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d/);
    expect(answer).not.toContain('canary');
  });
});

describe('another site', () => {
  const evil = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };

  it('writes nothing with a cookie that the browser adds', async () => {
    await refusedAs('access.origin', 'POST', customers, { body: { name: 'Ann' }, headers: evil });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      await refusedAs('access.origin', 'POST', customers, {
        body: '{"name":"Ann"}',
        headers: { ...evil, 'Content-Type': type },
      });
    }
    await refusedAs('access.origin', 'POST', customers, { body: { name: 'Ann' }, headers: { Origin: 'null' } });
    await refusedAs('access.origin', 'DELETE', '/api/v1/session', { headers: { 'Sec-Fetch-Site': 'same-site' } });
    expect(await owner.call(me, {})).toMatchObject({ person: { role: 'owner' } });
  });

  it('signs nobody in and is not told what a signed-in person may read', async () => {
    const answer = await owner.raw('GET', customers, { headers: evil });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    const flight = await owner.raw('OPTIONS', customers, { headers: evil });
    expect(flight.headers.get('access-control-allow-origin')).toBeNull();
    const body = { email: 'olive@heed.example', passphrase: 'kettles whistle at noon' };
    await refusedAs('access.origin', 'POST', '/api/v1/session', { body, headers: evil }, heed.anonymous());
  });

  it('changes nothing by a GET', async () => {
    const before = await written();
    const commands = [...heed.running.kernel.commands.values()].map((handler) => handler.contract);
    for (const contract of commands) {
      const path = contract.path.replace(/\{\w+\}/g, newId());
      const response = await owner.raw('GET', `/api/v1${path}?name=Ann&text=Hi`);
      expect([contract.name, response.status < 500]).toEqual([contract.name, true]);
    }
    expect(await written()).toBe(before);
  });

  it('opens no socket with a cookie', async () => {
    const socket = await openSocket(owner, { Origin: 'https://evil.example' });
    socket.send({ t: 'hello', as: 'staff' });
    expect(await socket.next('bye')).toMatchObject({ reason: 'refused', code: 'access.origin' });
    expect(await socket.closed).toBe(1008);
  });

  it('that is not on the list of the widget gets nothing with its key', async () => {
    const visitor = await newVisitor(heed, stage.widgetKey);
    visitor.headers = { ...visitor.headers, Origin: 'https://evil.example' };
    await refusedAs('access.origin', 'GET', '/api/v1/chat/messages', {}, visitor);
    await refusedAs('access.origin', 'POST', '/api/v1/chat/messages', { body: { text: 'Hi' } }, visitor);
    const path = `/api/v1/chat/config?key=${stage.widgetKey}`;
    for (const Origin of ['https://evil.example', 'null', 'https://shop.example.evil.example', 'http://shop.example']) {
      await refusedAs('access.origin', 'GET', path, { headers: { Origin } }, heed.anonymous());
    }
  });
});

describe('a token', () => {
  it.each([
    ['forged', () => 'Bearer forged-token-of-nobody'],
    ['of another key', (token: string) => token],
    ['cut short', (token: string) => token.slice(0, -1)],
    ['empty', () => 'Bearer  '],
    ['a whole script', () => `Bearer ${'x'.repeat(4_000)}`],
  ])('that is %s opens nothing', async (kind, change) => {
    const visitor = await newVisitor(heed, stage.widgetKey);
    const key = kind === 'of another key' ? `pk_${'x'.repeat(24)}` : stage.widgetKey;
    const Authorization = change(visitor.headers.Authorization ?? '');
    const before = await written();
    const response = await visitor.raw('POST', '/api/v1/chat/messages', {
      body: { text: 'Hi' },
      headers: { Authorization, 'X-Heed-Key': key, 'Idempotency-Key': newId() },
    });
    const { code } = (await response.json()) as ProblemBody;
    expect(['chat.visitor_over', 'chat.unknown_key', 'access.signed_out']).toContain(code);
    expect(await written()).toBe(before);
  });

  it('that is out of date is told to begin anew, and the message is kept for it', async () => {
    const visitor = await newVisitor(heed, stage.widgetKey);
    const key = newId();
    await visitor.call(chatSend, { text: 'Before' });
    await asOwner(heed.ownerUrl, "UPDATE visit SET expires_at = now() - interval '1 second'");
    const late = visitor.call(chatSend, { text: 'After' }, { key });
    await expect(late).rejects.toMatchObject({ code: 'chat.visitor_over', status: 401 });
    await asOwner(heed.ownerUrl, "UPDATE visit SET expires_at = now() + interval '1 day'");
    await visitor.call(chatSend, { text: 'After' }, { key });
    const { messages } = await visitor.call(chatHistory, {});
    expect(messages.map((one) => one.text)).toEqual(['Before', 'After']);
  });

  it('of a session that is forged is nobody', async () => {
    const name = owner.cookie?.split('=')[0];
    const forged = heed.anonymous();
    for (const value of ['', 'x', '%00', '../..', 'é', 'x'.repeat(5_000), '"', '{}']) {
      forged.cookie = encodeURI(`${name}=${value}`);
      await refusedAs('access.signed_out', 'GET', '/api/v1/me', {}, forged);
    }
  });
});

describe('an Idempotency-Key', () => {
  it('is needed for a write, and is a UUID', async () => {
    for (const key of ['', 'x', '1', '0'.repeat(36), `${newId()}; DROP TABLE event`]) {
      await refusedAs('input.key_needed', 'POST', customers, {
        body: { name: 'Ann' },
        headers: { 'Idempotency-Key': key },
      });
    }
  });

  it('belongs to one write: another body, command or person is refused', async () => {
    const key = newId();
    await owner.call(createCustomer, { name: 'First' }, { key });
    const headers = { 'Idempotency-Key': key };
    await refusedAs('input.key_reused', 'POST', customers, { body: { name: 'Second' }, headers });
    await refusedAs('input.key_reused', 'POST', '/api/v1/teams', { body: { name: 'First' }, headers });
    const visitor = stage.cast.concerned;
    await refusedAs('input.key_reused', 'POST', '/api/v1/chat/messages', { body: { text: 'Hi' }, headers }, visitor);
  });

  it('that is the id of something else makes nothing', async () => {
    const headers = { 'Idempotency-Key': stage.visit.customerId };
    await refusedAs('input.key_reused', 'POST', customers, { body: { name: 'Ann' }, headers });
  });

  it.each([
    ['a customer', () => [owner, createCustomer, { name: 'Once' }] as const],
    ['a reply', () => [owner, reply, { conversationId: stage.visit.conversationId, text: 'Once' }] as const],
    ['a message of a visitor', () => [stage.cast.concerned, chatSend, { text: 'Once more' }] as const],
    ['a team', () => [owner, createTeam, { name: 'Once' }] as const],
  ])('repeated twenty times at once makes %s once', async (_, what) => {
    const [by, contract, input] = what();
    const key = newId();
    const before = await written();
    await by.call(contract as typeof createTeam, input as never, { key });
    const once = await written();
    const again = newId();
    const call = () =>
      by.call(contract as typeof createTeam, { ...input, ...fresh(contract.name) } as never, { key: again });
    const answers = await Promise.all(Array.from({ length: 20 }, call));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    // The second write, however often it was sent, adds no more than the first did.
    expect((await written()) - once).toBeLessThanOrEqual(once - before);
    expect(await written()).toBeGreaterThan(once);
  });
  const fresh = (name: string) => (name === 'people.create-team' ? { name: 'Once more' } : {});
});

describe('a stale version', () => {
  it('is refused with the one in force, and both changes are kept or told of', async () => {
    const { customerId, version } = await owner.call(createCustomer, { name: 'Vera' });
    await owner.call(changeCustomer, { customerId, version, name: 'Vera One' });
    const late = owner.call(changeCustomer, { customerId, version, name: 'Vera Two' });
    await expect(late).rejects.toMatchObject({ code: 'record.stale', body: { facts: { version: 2 } } });
    expect((await owner.call(getCustomer, { customerId })).name).toBe('Vera One');

    const { conversationId } = await owner.call(startConversation, { customerId, text: 'Hello?' });
    const seen = (await owner.call(getConversation, { conversationId })).version;
    await owner.call(setWaiting, { conversationId, version: seen, waiting: true });
    const on = { conversationId, version: seen };
    const stale = { code: 'record.stale', status: 409 };
    await expect(owner.call(assign, { ...on, teamId: stage.house.teamId })).rejects.toMatchObject(stale);
    await expect(owner.call(setWaiting, { ...on, waiting: false })).rejects.toMatchObject(stale);
    const { wrapUpReasonId } = stage;
    await expect(owner.call(resolve, { ...on, wrapUpReasonId })).rejects.toMatchObject(stale);
  });

  it('resolving is refused when the customer wrote meanwhile', async () => {
    const { concerned } = stage.cast;
    const { conversationId } = stage.visit;
    const { version } = await owner.call(getConversation, { conversationId });
    await concerned.call(chatSend, { text: 'One more thing' });
    const late = owner.call(resolve, { conversationId, version, wrapUpReasonId: stage.wrapUpReasonId });
    await expect(late).rejects.toMatchObject({ code: 'record.stale' });
  });

  it('of two who change at once one wins, and two who reply at once are both kept', async () => {
    const { teamId } = await owner.call(createTeam, { name: 'Race' });
    const rename = (name: string) => owner.call(changeTeam, { teamId, version: 1, name });
    const both = await Promise.allSettled([rename('Race A'), rename('Race B')]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const { conversationId } = await stage.freshConversation();
    await Promise.all(['One', 'Two'].map((text) => owner.call(reply, { conversationId, text })));
    const { messages } = await owner.call(listMessages, { conversationId });
    expect(messages.map((one) => one.number)).toEqual([1, 2, 3]);
    expect(
      messages
        .slice(1)
        .map((one) => one.text)
        .sort(),
    ).toEqual(['One', 'Two']);
  });
});

describe('a socket that misbehaves is closed, and the others go on', () => {
  it.each([
    ['a frame over 64 KB', (ws: Ws) => ws.send(JSON.stringify({ t: 'watch', topics: ['x'.repeat(70_000)] }))],
    ['a flood of tiny frames', (ws: Ws) => times(5_000, () => ws.send('{"t":"hidden","on":false}'))],
    ['a flood of pings', (ws: Ws) => times(5_000, () => ws.ping())],
    ['a binary frame', (ws: Ws) => ws.send(new Uint8Array([1, 2, 3]))],
    ['a frame that is no JSON', (ws: Ws) => ws.send('{"t":')],
    ['an unknown frame', (ws: Ws) => ws.send('{"t":"become","role":"owner"}')],
    ['a second hello with more', (ws: Ws) => ws.send('{"t":"hello","as":"staff","role":"owner"}')],
    ['a frame without end of nesting', (ws: Ws) => ws.send('['.repeat(60_000))],
  ])('%s', async (_, misbehave) => {
    const good = await greet(owner);
    const bad = await greet(stage.cast.concerned);
    misbehave(bad.ws);
    expect([1006, 1008, 1009]).toContain(await bad.closed);
    good.send({ t: 'watch', topics: [`conversation:${stage.visit.conversationId}`] });
    await good.next('watching');
    await stage.cast.stranger.call(chatSend, { text: 'Still there?' });
    await good.next('hint');
    expect(good.ws.readyState).toBe(1);
    good.close();
  });

  type Ws = Awaited<ReturnType<typeof greet>>['ws'];
  const times = (n: number, work: () => void) => {
    for (let i = 0; i < n; i++) work();
  };
});

describe('what the outside may see', () => {
  it('the desk cannot be framed, and its page runs nothing that is not from here', async () => {
    const page = await fetch(`${heed.url}/desk/`);
    expect(page.status).toBe(200);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
      ]),
    );
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('answers are not kept by anybody on the way', async () => {
    const answer = await owner.raw('GET', '/api/v1/me');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('metrics are for this machine only', async () => {
    expect((await fetch(`${heed.url}/metrics`)).status).toBe(200);
    for (const headers of [{ 'X-Forwarded-For': '203.0.113.9' }, { 'X-Forwarded-For': '127.0.0.1' }]) {
      expect((await fetch(`${heed.url}/metrics`, { headers })).status).toBe(404);
    }
  });

  it('nothing below the folder of the desk leads out of it', async () => {
    for (const path of ['/desk/..%2f..%2fpackage.json', '/desk/%2e%2e/package.json', '/widget/..%2fserver.js']) {
      const text = await (await fetch(heed.url + path)).text();
      expect(text).not.toContain('"dependencies"');
    }
  });

  it('every code that is ever answered is on the closed list', () => {
    expect(Object.keys(heed.running.kernel.problems)).toEqual(expect.arrayContaining(Object.keys(kernelProblems)));
    for (const { status, title, help } of Object.values(heed.running.kernel.problems)) {
      expect([status >= 400, title.length > 0, help.length > 0]).toEqual([true, true, true]);
    }
    expect(shop).toMatch(/^https:/);
  });
});
