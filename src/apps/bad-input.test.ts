import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatSend } from '#contact/channels-chat/contract.ts';
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
import type { ProblemBody } from '#kernel/contract/problem.ts';
import type { Client, RawOptions } from '#kernel/test/client.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { expectRefusal, writtenIn } from '#kernel/test/refused.ts';
import { type Stage, setStage } from '#kernel/test/stage.ts';

/** Whatever arrives: a named problem, a word on what would be accepted, nothing written, nothing lost. */
let heed: TestHeed;
let stage: Stage;
let owner: Client;

beforeAll(async () => {
  heed = await startTestHeed();
  stage = await setStage(heed, []);
  owner = stage.cast.owner;
});
afterAll(() => heed.stop());

const written = () => writtenIn(heed);
const refusedAs = (code: string, method: string, path: string, sent: RawOptions, by: Client = owner) =>
  expectRefusal(heed, code, by, method, path, sent);

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
