import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeAccess, createTeam } from '#foundation/people/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { greet } from '#kernel/test/socket.ts';
import * as contract from '../contract.ts';
import type { NoticeRequest } from '../index.ts';
import { tell } from '../test/deliver.ts';
import { sender } from '../test/sender.ts';

let heed: TestHeed;
let house: SetUp;
let owner: Client;
let manager: Client;
let lead: Client;
let adviser: Client;
let other: Client;
let teamId: string;
let shift = 0;
const minute = 60_000;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

beforeAll(async () => {
  heed = await startTestHeed({ extra: [sender], now: () => new Date(Date.now() + shift) });
  house = await heed.setUp();
  owner = house.owner;
  manager = await heed.member('manager');
  lead = await heed.member('lead');
  adviser = await heed.member('adviser');
  other = await heed.member('adviser');
  const memberIds = [lead.personId, adviser.personId];
  ({ teamId } = await owner.call(createTeam, { name: 'Returns', memberIds }));
});
afterAll(() => heed.stop());

/** Lets the clock go on; deadlines that come due fire as they do in life. */
async function later(minutes: number): Promise<void> {
  shift += minutes * minute;
  await pause(700);
}

const request = (name: string, to: NoticeRequest['to'], more: Partial<NoticeRequest> = {}): NoticeRequest => ({
  kind: `test.${name}`,
  to,
  about: { kind: 'parcel', id: newId() },
  ...more,
});
const send = (requests: NoticeRequest | NoticeRequest[], actor: Client | null = null) =>
  tell(heed, house.workspaceId, [requests].flat(), actor?.personId ?? null);
const listOf = async (by: Client, more: { show?: 'unread' | 'unanswered' } = {}) =>
  (await by.call(contract.listNotices, { personId: by.personId, ...more })).notices;
const countOf = (by: Client) => by.call(contract.countNotices, { personId: by.personId });
const everybody = () => [owner, manager, lead, adviser, other];
/** Who got it: by the id of what it is about. */
async function heardBy(aboutId: string): Promise<Client[]> {
  const lists = await Promise.all(everybody().map(listOf_));
  return everybody().filter((_, i) => lists[i]?.some((one) => one.aboutId === aboutId));
}
const listOf_ = (by: Client) => listOf(by);
const top = async (by: Client) => {
  const [first] = await listOf(by);
  if (!first) throw new Error('nothing on the list');
  return first;
};

describe('a notice comes', () => {
  it.each([
    ['to people', () => ({ people: [adviser.personId, other.personId] }), () => [adviser, other]],
    ['to everybody in a team', () => ({ teams: [teamId] }), () => [lead, adviser]],
    ['to who leads a team', () => ({ leadsOf: [teamId] }), () => [lead]],
    ['to a manager or owner where a team has no lead', () => ({ leadsOf: [house.teamId] }), () => [owner]],
    ['to a role', () => ({ roles: ['adviser'] }), () => [adviser, other]],
    ['to the roles that follow a topic', () => ({ topics: ['test:rain'] }), () => [manager]],
    [
      'once, however often a person is named',
      () => ({ people: [lead.personId], teams: [teamId], roles: ['lead'] }),
      () => [lead, adviser],
    ],
    [
      'to those who stand in when nobody else is there',
      () => ({ people: [newId()], otherwise: ['owner'] }),
      () => [owner],
    ],
    ['to nobody where nobody is named', () => ({}), () => []],
  ] as const)('%s', async (_, to, expected) => {
    const sent = request('plain', to() as NoticeRequest['to']);
    await send(sent);
    expect((await heardBy(sent.about.id)).map((one) => one.personId)).toEqual(expected().map((one) => one.personId));
  });

  it('never to whoever acted', async () => {
    const sent = request('plain', { teams: [teamId] });
    await send(sent, adviser);
    expect(await heardBy(sent.about.id)).toEqual([lead]);
  });

  it('never to somebody who was shut out, nor from another workspace', async () => {
    const gone = await heed.member('adviser');
    await owner.call(changeAccess, { personId: gone.personId, active: false, version: 1 });
    const sent = request('plain', { people: [gone.personId, newId()], roles: ['adviser'] });
    await send(sent);
    expect(await heardBy(sent.about.id)).toEqual([adviser, other]);
    const rows = await asOwner(heed.ownerUrl, 'SELECT id FROM notice_receipt WHERE person_id = $1', [gone.personId]);
    expect(rows).toEqual([]);
  });

  it('in words made of codes and names, with a link to what it is about', async () => {
    await send(request('plain', { people: [adviser.personId] }, { data: { step: 3, byId: lead.personId } }));
    const notice = await top(adviser);
    expect(notice).toMatchObject({ words: 'plain 3 Q-7', detail: 'Lead 2', link: `/parcels/${notice.aboutId}` });
  });

  it('never with prose in it', async () => {
    const attempt = send(request('plain', { people: [adviser.personId] }, { data: { text: 'My kettle leaks' } }));
    await expect(attempt).rejects.toThrow(/no code or date/);
  });

  it('to the desk of that person by a hint of their own, within a second', async () => {
    const socket = await greet(adviser);
    await send(request('plain', { people: [other.personId] }));
    await send(request('plain', { people: [adviser.personId] }));
    const subject = `notices:${adviser.personId}`;
    await socket.next('hint', (frame) => frame.subjects.includes(subject), 1_000);
    socket.close();
  });
});

describe('topics', () => {
  it('are followed by a person’s own choice before that of their role', async () => {
    await manager.call(contract.subscribeTopic, { topic: 'test:rain', subscribed: false });
    await adviser.call(contract.subscribeTopic, { topic: 'test:rain', subscribed: true });
    const sent = request('plain', { topics: ['test:rain'] });
    await send(sent);
    expect(await heardBy(sent.about.id)).toEqual([adviser]);
    await owner.call(contract.setTopicRoles, { topic: 'test:rain', roles: ['lead'] });
    await adviser.call(contract.subscribeTopic, { topic: 'test:rain', subscribed: null });
    const again = request('plain', { topics: ['test:rain'] });
    await send(again);
    expect(await heardBy(again.about.id)).toEqual([lead]);
    const { topics } = await lead.call(contract.noticeSettings, { personId: lead.personId });
    expect(topics.find((one) => one.topic === 'test:rain')).toMatchObject({ subscribed: true, roles: ['lead'] });
  });

  it('are refused where they are not for a role, or are none', async () => {
    const viewer = await heed.member('viewer');
    const follow = viewer.call(contract.subscribeTopic, { topic: 'test:rain', subscribed: true });
    await expect(follow).rejects.toMatchObject({ code: 'notice.not_for_role', status: 403 });
    const roles = owner.call(contract.setTopicRoles, { topic: 'test:rain', roles: ['viewer'] });
    await expect(roles).rejects.toMatchObject({ code: 'notice.not_for_role' });
    const unknown = owner.call(contract.subscribeTopic, { topic: 'test:snow', subscribed: true });
    await expect(unknown).rejects.toMatchObject({ code: 'notice.unknown_kind' });
  });
});

describe('a preference', () => {
  it('mutes a kind for one person only', async () => {
    await other.call(contract.setNoticePreference, { kind: 'test.plain', desk: false, mail: false });
    const before = await countOf(other);
    const sent = request('plain', { people: [other.personId, adviser.personId] });
    await send(sent);
    expect(await heardBy(sent.about.id)).toEqual([adviser]);
    expect((await countOf(other)).unread).toBe(before.unread);
    await other.call(contract.setNoticePreference, { kind: 'test.plain', desk: true, mail: false });
  });

  it('cannot mute what is important: refused by name, and it comes', async () => {
    const mute = other.call(contract.setNoticePreference, { kind: 'test.loud', desk: false, mail: true });
    await expect(mute).rejects.toMatchObject({ code: 'notice.important', status: 409 });
    await expect(mute).rejects.toThrow(/always comes to the desk/);
    const sent = request('loud', { people: [other.personId] });
    await send(sent);
    expect(await heardBy(sent.about.id)).toEqual([other]);
    expect((await countOf(other)).important).toMatchObject({ words: 'loud  Q-7' });
  });

  it('for mail is kept and marks what is ready to go out', async () => {
    await other.call(contract.setNoticePreference, { kind: 'test.loud', desk: true, mail: true });
    await send(request('loud', { people: [other.personId] }));
    const { id } = await top(other);
    const rows = await asOwner(heed.ownerUrl, 'SELECT mail_ready FROM notice_receipt WHERE id = $1', [id]);
    expect(rows).toEqual([{ mail_ready: true }]);
    const { kinds } = await other.call(contract.noticeSettings, { personId: other.personId });
    expect(kinds.find((one) => one.kind === 'test.loud')).toMatchObject({ desk: true, mail: true });
  });

  it('for a kind that is none is refused', async () => {
    const attempt = other.call(contract.setNoticePreference, { kind: 'test.none', desk: false, mail: false });
    await expect(attempt).rejects.toMatchObject({ code: 'notice.unknown_kind', status: 422 });
  });
});

describe('notices of one kind about one thing', () => {
  const about = { kind: 'parcel', id: newId() };
  const once = () => send({ ...request('plain', { people: [adviser.personId] }), about });

  it('join in one line within ten minutes, and make another one later or once it was read', async () => {
    const lines = async () => (await listOf(adviser)).filter((one) => one.aboutId === about.id);
    await once();
    await later(9);
    await once();
    expect((await lines()).map((one) => one.count)).toEqual([2]);
    await later(11);
    await once();
    expect((await lines()).map((one) => one.count)).toEqual([1, 2]);
    await adviser.call(contract.readNotices, { noticeIds: [(await lines())[0]?.id ?? ''] });
    await once();
    expect((await lines()).map((one) => one.count)).toEqual([1, 1, 2]);
  });

  it('join also when both come at the same moment', async () => {
    const same = { kind: 'parcel', id: newId() };
    const twice = () => send({ ...request('plain', { people: [adviser.personId] }), about: same });
    await Promise.all([twice(), twice(), twice()]);
    const lines = (await listOf(adviser)).filter((one) => one.aboutId === same.id);
    expect(lines.map((one) => one.count)).toEqual([3]);
  });

  it('are kept once where one cause is told twice, also by two processes', async () => {
    const sent = request('plain', { people: [adviser.personId] }, { cause: `test ${newId()}` });
    await Promise.allSettled([send(sent), send(sent)]);
    await send(sent);
    const lines = (await listOf(adviser)).filter((one) => one.aboutId === sent.about.id);
    expect(lines.map((one) => one.count)).toEqual([1]);
  });

  it('come as one line when there are more than twenty', async () => {
    const many = Array.from({ length: 30 }, () => request('plain', { people: [other.personId] }));
    await send(many);
    await send(request('plain', { people: [other.personId] }));
    expect(await top(other)).toMatchObject({ count: 31, words: '31 of plain', link: null });
  });

  it('cost little by the thousand', async () => {
    const crowd = Array.from({ length: 5_000 }, (_, i) =>
      request(
        'loud',
        { people: [i % 2 ? adviser.personId : other.personId], leadsOf: [teamId] },
        { cause: `crowd ${i}` },
      ),
    );
    const begin = performance.now();
    await send(crowd);
    expect(performance.now() - begin).toBeLessThan(3_000);
    expect(await top(lead)).toMatchObject({ count: 5_000 });
  });
});
