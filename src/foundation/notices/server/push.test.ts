import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { switchWorkspace } from '#foundation/people/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import * as contract from '../contract.ts';
import { tell } from '../test/deliver.ts';
import { type PushService, startPushService } from '../test/push-service.ts';
import { sender } from '../test/sender.ts';

let heed: TestHeed;
let house: SetUp;
let service: PushService;
/** In the own network, where nobody allowed Heed to call. */
let forbidden: PushService;
let adviser: Client;
let shift = 0;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

beforeAll(async () => {
  [service, forbidden] = [await startPushService(), await startPushService('127.0.0.3')];
  const environment = { HEED_EGRESS_ALLOW: '127.0.0.2' };
  heed = await startTestHeed({ extra: [sender], environment, now: () => new Date(Date.now() + shift) });
  house = await heed.setUp();
  adviser = await heed.member('adviser');
});
afterAll(async () => {
  await heed.stop();
  await Promise.all([service.stop(), forbidden.stop()]);
});
beforeEach(() => {
  service.arrived.length = 0;
});

const devicesOf = (by: Client) => by.call(contract.listDevices, { personId: by.personId });

async function addDevice(by: Client, to: PushService = service) {
  const { senderKey } = await devicesOf(by);
  const browser = to.subscribe();
  const { deviceId } = await by.call(contract.addDevice, { ...browser, senderKey });
  return { deviceId, path: new URL(browser.endpoint).pathname };
}

/** Tells the adviser something; gives what it is about. */
async function happens(kind: string): Promise<string> {
  const about = { kind: 'parcel', id: newId() };
  await tell(heed, house.workspaceId, [{ kind: `test.${kind}`, to: { people: [adviser.personId] }, about }]);
  return about.id;
}

/** What arrives about it within a while; jobs run on their own. */
async function arrivedAt(path: string, about?: string, waitMs = 6_000) {
  const until = Date.now() + waitMs;
  const find = () => service.arrived.find((one) => one.path === path && (!about || one.shown.tag === about));
  while (!find() && Date.now() < until) await pause(50);
  return find();
}
const nothingAt = async (path: string, about: string) => expect(await arrivedAt(path, about, 1_500)).toBeUndefined();

describe('a device', () => {
  it('is told that it works: encrypted for it alone, signed with a key whose private half is sealed', async () => {
    const { deviceId, path } = await addDevice(adviser);
    await adviser.call(contract.tryDevice, { deviceId });
    const message = await arrivedAt(path, 'try');
    expect(message?.shown).toMatchObject({ title: 'It works', to: '/settings/notices' });
    expect(message?.raw.includes('It works')).toBe(false);
    expect(message?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high' });
    expect(message?.sender.sub).toBe('mailto:owner@127.0.0.1');
    // The service has it before Heed writes down that it went.
    await expect
      .poll(async () => (await devicesOf(adviser)).devices)
      .toMatchObject([{ id: deviceId, isCurrent: true, sentAt: expect.any(String) }]);
    const { senderKey } = await devicesOf(adviser);
    const [key] = await asOwner<{ sealed: Buffer; key: string }>(
      heed.ownerUrl,
      'SELECT private_key AS sealed, public_key AS key FROM push_key',
    );
    expect(key?.key).toBe(senderKey);
    // A form byte, the sign of the words, a nonce and a tag before it: it is not the key itself.
    expect(key?.sealed.length).toBe(33 + 43);
  });

  it('names nobody on its locked screen, unless the person wants it there', async () => {
    const { deviceId, path } = await addDevice(adviser);
    const first = await happens('plain');
    expect((await arrivedAt(path, first))?.shown).toEqual({
      ...{ title: 'Heed', body: 'plain', to: `/parcels/${first}`, tag: first },
    });
    await adviser.call(contract.changeDevice, { deviceId, isDetailed: true });
    const second = await happens('plain');
    const message = await arrivedAt(path, second);
    expect(message?.shown).toMatchObject({ title: 'plain  Q-7', tag: second });
    expect(Number(message?.headers.ttl)).toBeGreaterThan(4 * 3_600 - 60);
    expect(message?.headers.topic).toBe(second.replaceAll('-', ''));
    await adviser.call(contract.removeDevice, { deviceId });
    await nothingAt(path, await happens('plain'));
  });

  it('is told after the person’s choices: not of what they switched off there, nor of what is muted or quiet', async () => {
    const { path } = await addDevice(adviser);
    const kind = 'test.loud';
    await adviser.call(contract.setNoticePreference, { kind, desk: true, mail: false, push: false });
    await nothingAt(path, await happens('loud'));
    // Said again without a word about devices, the choice stays.
    await adviser.call(contract.setNoticePreference, { kind, desk: true, mail: true });
    await nothingAt(path, await happens('loud'));
    await adviser.call(contract.setNoticePreference, { kind, desk: true, mail: false, push: true });
    expect(await arrivedAt(path, await happens('loud'))).toBeDefined();
    await adviser.call(contract.setNoticePreference, { kind: 'test.note', desk: false, mail: false });
    await nothingAt(path, await happens('note'));
    await nothingAt(path, await happens('hush'));
  });

  it('is quiet in quiet hours, but for what is important; what was held comes when they end', async () => {
    const { path } = await addDevice(adviser);
    const now = new Date(Date.now() + shift);
    const minute = now.getUTCHours() * 60 + now.getUTCMinutes();
    const quietHours = { from: (minute + 1_430) % 1_440, to: (minute + 10) % 1_440, days: [1, 2, 3, 4, 5, 6, 7] };
    await adviser.call(contract.setQuietHours, { quietHours: { ...quietHours, timeZone: 'Europe/London' } });
    const held = await happens('plain');
    await nothingAt(path, held);
    expect(await arrivedAt(path, await happens('loud'))).toBeDefined();
    shift += 15 * 60_000;
    expect(await arrivedAt(path, held)).toBeDefined();
    await adviser.call(contract.setQuietHours, { quietHours: null });
  });
});

describe('a push service', () => {
  it('that is busy is asked again, and one that knows the device no more ends it', async () => {
    const { path, deviceId } = await addDevice(adviser);
    service.answers.set(path, 503);
    const about = await happens('plain');
    await pause(1_000);
    service.answers.delete(path);
    expect(await arrivedAt(path, about, 12_000)).toBeDefined();
    service.answers.set(path, 410);
    await happens('plain');
    const isThere = async () => (await devicesOf(adviser)).devices.some((device) => device.id === deviceId);
    for (let tries = 0; (await isThere()) && tries < 60; tries++) await pause(100);
    expect(await isThere()).toBe(false);
  });

  it('in the own network is never called (T-51), whoever names it', async () => {
    await addDevice(adviser, forbidden);
    await happens('plain');
    await pause(1_500);
    expect(forbidden.asked).toBe(0);
    const { senderKey } = await devicesOf(adviser);
    const inside = { ...service.subscribe(), endpoint: 'http://10.0.0.5/push', senderKey };
    await expect(adviser.call(contract.addDevice, inside)).rejects.toMatchObject({ code: 'input.invalid' });
  });

  it('hears nothing from a practice workspace', async () => {
    const there = await heed.signIn('olive@heed.example');
    await there.call(switchWorkspace, { workspaceId: house.practiceWorkspaceId });
    expect((await devicesOf(there)).isPossible).toBe(false);
    await expect(addDevice(there)).rejects.toMatchObject({ code: 'practice.no_sending' });
  });
});

describe('devices', () => {
  it('are their owner’s alone, and a shared browser tells whoever switched it on last', async () => {
    const other = await heed.member('adviser');
    const { senderKey } = await devicesOf(other);
    const browser = service.subscribe();
    const mine = await adviser.call(contract.addDevice, { ...browser, senderKey });
    await adviser.call(contract.changeDevice, { ...mine, isDetailed: true });
    const theirs = await other.call(contract.addDevice, { ...browser, senderKey });
    expect(theirs.deviceId).toBe(mine.deviceId);
    expect((await devicesOf(other)).devices).toMatchObject([{ isDetailed: false }]);
    await expect(adviser.call(contract.removeDevice, mine)).rejects.toMatchObject({ code: 'record.not_found' });
    await expect(other.call(contract.listDevices, { personId: adviser.personId })).rejects.toMatchObject({
      status: expect.any(Number),
    });
  });
});
