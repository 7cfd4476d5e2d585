import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeRole } from '#foundation/people/contract.ts';
import type { Running } from '#kernel/server/start.ts';
import { Client } from '#kernel/test/client.ts';
import { startBeside, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { greet, type TestSocket } from '#kernel/test/socket.ts';
import { type Stage, setStage } from '#kernel/test/stage.ts';

/** Who looks at a conversation, as the desks of colleagues are told; also of another process. */
let heed: TestHeed;
let stage: Stage;
let beside: Running;

beforeAll(async () => {
  heed = await startTestHeed();
  stage = await setStage(heed, ['adviser', 'lead', 'learner']);
  beside = await startBeside(heed);
});
afterAll(async () => {
  await beside?.stop();
  await heed.stop();
});

const inbox = () => `inbox:${stage.house.workspaceId}`;
const at = () => `conversation:${stage.visit.conversationId}`;

async function watching(client: Client, topics: string[]): Promise<TestSocket> {
  const socket = await greet(client);
  socket.send({ t: 'watch', topics });
  await socket.next('watching');
  return socket;
}

/** The same person's session at the other process. */
const there = (client: Client) =>
  Object.assign(new Client(beside.url), { cookie: client.cookie, personId: client.personId });

type Told = { isAll: boolean; present: { at: string; people: { id: string; name: string }[] }[] };

/** Who stands at the conversation after everything this socket was told. */
function lookers(socket: TestSocket): string[] {
  let ids: string[] = [];
  for (const frame of socket.frames) {
    if (frame.t !== 'data' || frame.kind !== 'presence') continue;
    const { isAll, present } = frame.data as Told;
    const here = present.find((one) => one.at === at());
    if (here) ids = here.people.map((one) => one.id);
    else if (isAll) ids = [];
  }
  return ids.sort();
}

const shows = (socket: TestSocket, ...people: Client[]) =>
  expect
    .poll(() => lookers(socket), { timeout: 8_000, interval: 30 })
    .toEqual(people.map((one) => one.personId).sort());

describe('who looks at a conversation', () => {
  it('is told to colleagues in the inbox, whichever process they are on, until the socket closes', async () => {
    const { owner, adviser, lead } = stage.cast;
    const [near, far] = [await watching(owner, [inbox()]), await watching(there(owner), [inbox()])];
    const [one, other] = [await watching(adviser, [inbox(), at()]), await watching(there(lead), [inbox(), at()])];
    await shows(near, adviser, lead);
    await shows(far, adviser, lead);
    one.close();
    await shows(near, lead);
    await shows(far, lead);
    other.close();
    await shows(far);
    for (const socket of [near, far]) socket.close();
  });

  it('is told at once to whoever comes later, and does not count a page behind others', async () => {
    const { owner, adviser } = stage.cast;
    const looking = await watching(adviser, [at()]);
    const late = await watching(owner, [inbox()]);
    await shows(late, adviser);
    looking.send({ t: 'hidden', on: true });
    await shows(late);
    looking.send({ t: 'hidden', on: false });
    await shows(late, adviser);
    looking.send({ t: 'watch', topics: [] });
    await shows(late);
    for (const socket of [looking, late]) socket.close();
  });

  it('counts a person once however many pages they have', async () => {
    const { owner, adviser } = stage.cast;
    const late = await watching(owner, [inbox()]);
    const [one, other] = [await watching(adviser, [at()]), await watching(adviser, [at()])];
    await shows(late, adviser);
    one.close();
    await new Promise((done) => setTimeout(done, 150));
    await shows(late, adviser);
    other.close();
    await shows(late);
    late.close();
  });

  it('is told to no customer, to no role that may not list conversations, and to nobody whose role was lowered', async () => {
    const person = await heed.member('viewer');
    const lowered = await watching(person, [inbox()]);
    const [customer, learner] = [await greet(stage.cast.concerned), await greet(stage.cast.learner)];
    for (const socket of [customer, learner]) {
      socket.send({ t: 'watch', topics: [inbox(), at()] });
      expect((await socket.next('watching')).refused).toContain(inbox());
    }
    await stage.cast.owner.call(changeRole, { personId: person.personId, role: 'learner', version: 1 });
    await new Promise((done) => setTimeout(done, 600));
    const before = lowered.frames.length;
    const looking = await watching(stage.cast.adviser, [at()]);
    const colleague = await watching(stage.cast.owner, [inbox()]);
    await shows(colleague, stage.cast.adviser);
    expect(JSON.stringify([customer.frames, learner.frames])).not.toContain('"presence"');
    expect(JSON.stringify(lowered.frames.slice(before))).not.toContain('"presence"');
    for (const socket of [customer, learner, lowered, looking, colleague]) socket.close();
  });
});
