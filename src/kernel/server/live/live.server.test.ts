import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatSend } from '#contact/channels-chat/contract.ts';
import { writeNote } from '#contact/conversations/contract.ts';
import { changePassphrase, changeRole, listPeople, signOut, switchWorkspace } from '#foundation/people/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed, testPassphrase } from '#kernel/test/heed.ts';
import { greet, helloOf, openSocket, type TestSocket } from '#kernel/test/socket.ts';
import { newSession, newVisitor, type Stage, setStage } from '#kernel/test/stage.ts';

/** Who may hear what on the socket, also while that changes; and what one caller may cost. */
let heed: TestHeed;
let stage: Stage;
let owner: Client;
let shiftMs = 0;

beforeAll(async () => {
  heed = await startTestHeed({ now: () => new Date(Date.now() + shiftMs) });
  stage = await setStage(heed, ['adviser', 'viewer', 'learner']);
  owner = stage.cast.owner;
});
afterAll(() => heed.stop());

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const topicOf = () => `conversation:${stage.visit.conversationId}`;
const note = (text: string) => owner.call(writeNote, { conversationId: stage.visit.conversationId, text });
const told = (socket: TestSocket) => JSON.stringify(socket.frames);

async function watching(client: Client, topics = [topicOf()]): Promise<TestSocket> {
  const socket = await greet(client);
  socket.send({ t: 'watch', topics });
  await socket.next('watching');
  return socket;
}
async function regreet(client: Client, cursor: string): Promise<TestSocket> {
  const socket = await openSocket(client);
  socket.send({ ...helloOf(client), cursor });
  await Promise.race([socket.next('welcome'), socket.next('regressed')]);
  return socket;
}

describe('a desk’s socket ends', () => {
  it('when its session goes on in another workspace, and is not there any more when that one ends', async () => {
    const session = await newSession(heed, owner);
    const socket = await watching(session);
    await session.call(switchWorkspace, { workspaceId: stage.house.practiceWorkspaceId });
    expect(await socket.closed).toBe(1012);
    await session.call(signOut, {});
    await note('After the session');
    expect(told(socket)).not.toContain('After the session');
  });

  it('when the passphrase is changed in another workspace', async () => {
    const [thief, self] = [await newSession(heed, owner), await newSession(heed, owner)];
    const socket = await watching(thief);
    await self.call(switchWorkspace, { workspaceId: stage.house.practiceWorkspaceId });
    await self.call(changePassphrase, { current: testPassphrase, passphrase: testPassphrase });
    expect(await socket.closed).toBe(1012);
    await self.call(switchWorkspace, { workspaceId: stage.house.workspaceId });
    owner.cookie = self.cookie;
  });

  it('when it is opened in the very moment in which its session ends', async () => {
    const session = await newSession(heed, stage.cast.adviser);
    const opening = Array.from({ length: 20 }, () => greet(session).catch(() => undefined));
    await pause(5);
    await session.call(signOut, {});
    const sockets = (await Promise.all(opening)).filter((one) => one !== undefined);
    await pause(1_500);
    expect(sockets.filter((one) => one.ws.readyState === 1)).toEqual([]);
  });

  it('when its session is over by time, of which nobody is told', async () => {
    const session = await newSession(heed, stage.cast.viewer);
    const socket = await watching(session);
    await asOwner(
      heed.ownerUrl,
      `UPDATE session SET expires_at = now() - interval '1 hour'
       WHERE id = (SELECT id FROM session WHERE account_id = $1 ORDER BY id DESC LIMIT 1)`,
      [stage.cast.viewer.personId],
    );
    shiftMs += 31_000;
    expect(await socket.closed).toBe(1012);
  });
});

describe('a role that was lowered', () => {
  it('hears nothing more, although it asked for it in the same moment', async () => {
    const person = await heed.member('viewer');
    const conversationId = (await stage.freshConversation()).conversationId;
    const sockets = await Promise.all(Array.from({ length: 6 }, () => watching(person)));
    const topics = [topicOf(), `conversation:${conversationId}`];
    const asking = setInterval(() => {
      for (const socket of sockets) socket.send({ t: 'watch', topics });
    }, 2);
    await pause(30);
    await owner.call(changeRole, { personId: person.personId, role: 'learner', version: 1 });
    await pause(30);
    clearInterval(asking);
    await pause(800);
    await note('After the lowering');
    await pause(300);
    expect(sockets.filter((socket) => told(socket).includes('After the lowering'))).toEqual([]);
    for (const socket of sockets) socket.close();
  });
});

describe('hints', () => {
  it('of conversations come to the roles that read them, now and after a break, and to no other', async () => {
    const [adviser, learner] = await Promise.all([greet(stage.cast.adviser), greet(stage.cast.learner)]);
    const { cursor } = await learner.next('welcome');
    await stage.cast.concerned.call(chatSend, { text: 'Hello again' });
    await adviser.next('hint', (frame) => frame.subjects.includes(topicOf()));
    await pause(300);
    expect(told(learner)).not.toContain('conversation:');
    learner.close();
    const [back, colleague] = [await regreet(stage.cast.learner, cursor), await regreet(stage.cast.adviser, cursor)];
    await colleague.next('hint', (frame) => frame.subjects.includes(topicOf()));
    await pause(300);
    expect(told(back)).not.toContain('conversation:');
    for (const socket of [adviser, back, colleague]) socket.close();
  });

  it('of every event come to some role, and those of the house to all', () => {
    const { kernel } = heed.running;
    const deaf = [...kernel.events.keys()].filter((type) => !kernel.isFor(type, 'owner'));
    expect(deaf).toEqual([]);
    for (const type of ['person.role_changed', 'team.changed', 'person.joined']) {
      expect([type, kernel.isFor(type, 'learner'), kernel.isFor(type, 'assessor')]).toEqual([type, true, true]);
    }
    for (const type of [
      'message.sent',
      'note.written',
      'conversation.assigned',
      'customer.created',
      'widget.changed',
    ]) {
      expect([type, kernel.isFor(type, 'learner'), kernel.isFor(type, 'viewer')]).toEqual([type, false, true]);
    }
  });
});

describe('typing', () => {
  it('of those who may not answer is not shown to the customer', async () => {
    const customer = await greet(stage.cast.concerned);
    const [viewer, adviser] = await Promise.all([watching(stage.cast.viewer), watching(stage.cast.adviser)]);
    viewer.send({ t: 'typing', topic: topicOf(), on: true });
    await pause(150);
    adviser.send({ t: 'typing', topic: topicOf(), on: true });
    expect(await customer.next('typing')).toMatchObject({ who: { id: stage.cast.adviser.personId } });
    expect(told(customer)).not.toContain(stage.cast.viewer.personId);
    customer.send({ t: 'typing', topic: topicOf(), on: true });
    await adviser.next('typing', (frame) => frame.who.kind === 'customer');
    for (const socket of [customer, viewer, adviser]) socket.close();
  });
});

describe('a cursor that nobody was given', () => {
  const alarms = async () =>
    Number(/^heed_history_regression_total (\d+)/m.exec(await (await fetch(`${heed.url}/metrics`)).text())?.[1]);

  it('raises the alarm of a bad restore once for each person, and not at all when no backup lacks so much', async () => {
    const before = await alarms();
    const far = await regreet(stage.cast.learner, '9999999999999999');
    expect(far.frames[0]).toMatchObject({ t: 'welcome', resumed: false });
    expect(await alarms()).toBe(before);
    const { cursor } = await far.next('welcome');
    for (const ahead of [5, 6, 7]) (await regreet(stage.cast.learner, String(Number(cursor) + ahead))).close();
    expect(await alarms()).toBe(before + 1);
    (await regreet(stage.cast.adviser, String(Number(cursor) + 5))).close();
    expect(await alarms()).toBe(before + 2);
    far.close();
  });
});

describe('what one visitor may cost', () => {
  it('is five topics in one frame', async () => {
    const visitor = await newVisitor(heed, stage.widgetKey);
    const { conversationId } = await visitor.call(chatSend, { text: 'One' });
    const unknown = Array.from({ length: 5 }, () => `conversation:${newId()}`);
    const socket = await greet(visitor);
    socket.send({ t: 'watch', topics: [...unknown, `conversation:${conversationId}`] });
    expect((await socket.next('watching')).refused).toContain(`conversation:${conversationId}`);
    socket.close();
  });

  it('is so many frames as requests, over all their sockets', async () => {
    const visitor = await newVisitor(heed, stage.widgetKey);
    const sockets = await Promise.all(Array.from({ length: 4 }, () => greet(visitor)));
    for (const socket of sockets) for (let i = 0; i < 60; i++) socket.send({ t: 'watch', topics: [] });
    const bye = await Promise.any(sockets.map((socket) => socket.next('bye')));
    expect(bye).toMatchObject({ reason: 'restart', code: 'limit.too_many' });
    expect(bye.retryInMs).toBeGreaterThan(0);
    for (const socket of sockets) socket.close();
  });

  it('is ten sockets', async () => {
    const visitor = await newVisitor(heed, stage.widgetKey);
    const sockets = await Promise.all(Array.from({ length: 11 }, () => greet(visitor)));
    const refused = sockets.filter((socket) => socket.frames.some((frame) => frame.t === 'bye'));
    expect(refused).toHaveLength(1);
    expect(refused[0]?.frames[0]).toMatchObject({ code: 'limit.too_many', retryInMs: 30_000 });
    sockets.find((socket) => !refused.includes(socket))?.close();
    await pause(100);
    const again = await greet(visitor);
    expect(again.frames[0]).toMatchObject({ t: 'welcome' });
    for (const socket of [...sockets, again]) socket.close();
  });

  it('does not count staff among the sockets of a network', async () => {
    const small = await startTestHeed({ environment: { HEED_SOCKETS_PER_NETWORK: '3' } });
    try {
      const house = await setStage(small, []);
      const staff = await Promise.all(Array.from({ length: 6 }, () => greet(house.cast.owner)));
      const strangers = await Promise.all(Array.from({ length: 3 }, () => openSocket(small.anonymous())));
      await expect(openSocket(small.anonymous())).rejects.toThrow('429');
      const one = await greet(house.cast.owner);
      expect(one.frames[0]).toMatchObject({ t: 'welcome' });
      for (const socket of [...staff, ...strangers, one]) socket.close();
    } finally {
      await small.stop();
    }
  });

  it('is no flood of pongs', async () => {
    const socket = await greet(stage.cast.stranger);
    for (let i = 0; i < 1_000; i++) socket.ws.pong();
    expect(await socket.closed).toBe(1006);
  });
});

it('everybody in the house is still who they were', async () => {
  const { people } = await owner.call(listPeople, {});
  expect(people.find((one) => one.id === owner.personId)?.role).toBe('owner');
});
