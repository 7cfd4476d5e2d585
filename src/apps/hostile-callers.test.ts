import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatHistory, chatSend } from '#contact/channels-chat/contract.ts';
import { me } from '#foundation/people/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import { kernelProblems, type ProblemBody } from '#kernel/contract/problem.ts';
import type { Client, RawOptions } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { expectRefusal, writtenIn } from '#kernel/test/refused.ts';
import { greet, openSocket } from '#kernel/test/socket.ts';
import { newVisitor, type Stage, setStage } from '#kernel/test/stage.ts';

/** Other sites, forged tokens and sockets gone wild: refused by name, nothing written, and everybody else goes on. */
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

const written = () => writtenIn(heed);
const refusedAs = (code: string, method: string, path: string, sent: RawOptions, by: Client = owner) =>
  expectRefusal(heed, code, by, method, path, sent);

const customers = '/api/v1/customers';

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
  });
});
