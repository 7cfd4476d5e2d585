import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTeam, makeKey, revokeKey } from '#foundation/people/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { startBeside, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { EventMessage } from '../contract.ts';

let heed: TestHeed;
let owner: Client;
let count = 0;

beforeAll(async () => {
  heed = await startTestHeed();
  ({ owner } = await heed.setUp());
});
afterAll(() => heed.stop());

const happens = async () => (await owner.call(createTeam, { name: `Team ${++count}`, memberIds: [] })).teamId;

async function keyWith(scopes: string[], by = owner) {
  const { keyId, apiKey } = await by.call(makeKey, { name: 'Warehouse', scopes, days: 1 });
  return { keyId, headers: { Authorization: `Bearer ${apiKey}` } };
}

interface Told {
  id: number;
  event: string;
  message: EventMessage;
}

/** Follows the log as a program would. (`fetch` opens another connection when one is given up, and keeps it.) */
async function followed(headers: Record<string, string>, query = '') {
  const request = get(`${heed.url}/api/v1/events${query}`, { headers });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  const told: Told[] = [];
  let text = '';
  answer.setEncoding('utf8').on('data', (chunk: string) => {
    const blocks = (text + chunk).split('\n\n');
    text = blocks.pop() ?? '';
    told.push(...blocks.flatMap(readBlock));
  });
  answer.on('error', () => {});
  const ended = new Promise((done) => answer.once('close', done));
  const find = async (test: (one: Told) => boolean) => {
    const until = Date.now() + 5_000;
    while (!told.some(test) && Date.now() < until) await new Promise((done) => setTimeout(done, 30));
    return told.find(test);
  };
  const refusal = async () => {
    await ended;
    return (JSON.parse(text) as { code: string }).code;
  };
  return { answer, told, ended, find, refusal, stop: () => request.destroy() };
}

function readBlock(block: string): Told[] {
  const pairs = block.split('\n').map((line) => /^(\w*): (.*)$/.exec(line)?.slice(1) ?? []);
  const { id, event = '', data } = Object.fromEntries(pairs) as Record<string, string>;
  return data ? [{ id: Number(id), event, message: JSON.parse(data) }] : [];
}

const about = (teamId: string) => (one: Told) => one.message.data?.facts.teamId === teamId;

it('the log goes out from the place asked for, then what happens, without gaps', async () => {
  const { headers } = await keyWith(['events:read']);
  const [first, second] = [await happens(), await happens()];
  const stream = await followed(headers, '?after=0');
  expect(stream.answer.headers['content-type']).toBe('text/event-stream');
  await stream.find(about(second));
  const third = await happens();
  expect(await stream.find(about(third))).toMatchObject({ event: 'team.changed' });
  expect(stream.told.some(about(first))).toBe(true);
  expect(stream.told.map((one) => one.id)).toEqual(stream.told.map((_, i) => i + 1));
  for (const { id, event, message } of stream.told) {
    expect(EventMessage.parse(message)).toEqual(message);
    expect([message.data.seq, message.type]).toEqual([id, event]);
  }
  stream.stop();
});

it('after a break it goes on behind the last one that arrived; without a place with what is to come', async () => {
  const { headers } = await keyWith(['events:read']);
  const all = await followed(headers, '?after=0');
  const missed = await happens();
  const last = await all.find(about(missed));
  all.stop();
  const again = await followed({ ...headers, 'Last-Event-ID': String((last?.id ?? 0) - 1) }, '?after=0');
  await again.find(about(missed));
  expect(again.told[0]?.id).toBe(last?.id);
  again.stop();
  const fresh = await followed(headers);
  const next = await happens();
  await fresh.find(about(next));
  expect(fresh.told.map((one) => one.message.data.facts.teamId)).toEqual([next]);
  fresh.stop();
});

it('it ends within about a second when the key is revoked, and says why', async () => {
  const { keyId, headers } = await keyWith(['events:read']);
  const stream = await followed(headers);
  const started = Date.now();
  await owner.call(revokeKey, { keyId });
  await stream.ended;
  expect(Date.now() - started).toBeLessThan(1_500);
  expect(stream.told).toMatchObject([{ event: 'end', message: { code: 'access.key_refused' } }]);
});

it('it is for keys with that scope, of those who may see the whole log, three at once', async () => {
  const codeOf = async (headers: Record<string, string>, query = '') => (await followed(headers, query)).refusal();
  const { headers: narrow } = await keyWith(['people:read']);
  const { headers } = await keyWith(['events:read']);
  expect(await codeOf({})).toBe('access.signed_out');
  expect(await codeOf({ Cookie: owner.cookie ?? '' })).toBe('access.forbidden');
  expect(await codeOf(narrow)).toBe('access.beyond_key');
  expect(await codeOf(headers, '?after=x')).toBe('input.invalid');
  expect(await codeOf(headers, '?after=999999')).toBe('input.invalid');
  expect(await codeOf(headers, '?api_key=x')).toBe('input.invalid');
  const { headers: busy } = await keyWith(['events:read']);
  const streams = [await followed(busy), await followed(busy), await followed(busy)];
  expect(await codeOf(busy)).toBe('limit.too_many');
  for (const one of streams) one.stop();
});

it('a server that stops does not wait for those who follow', async () => {
  const beside = await startBeside(heed);
  const { headers } = await keyWith(['events:read']);
  const answer = await fetch(`${beside.url}/api/v1/events`, { headers });
  const read = answer.text();
  const started = Date.now();
  await beside.stop();
  await read.catch(() => {});
  expect(Date.now() - started).toBeLessThan(4_000);
});
