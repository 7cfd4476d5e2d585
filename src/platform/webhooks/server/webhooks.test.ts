import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { listNotices } from '#foundation/notices/contract.ts';
import { createTeam } from '#foundation/people/contract.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import * as contract from '../contract.ts';
import { type Arrived, type Receiver, startReceiver } from '../test/receiver.ts';
import { sweep } from './follow.ts';
import { tidy } from './tidy.ts';

let heed: TestHeed;
let owner: Client;
let shop: Receiver;
let other: Receiver;
/** In the own network, where nobody allowed Heed to call. */
let forbidden: Receiver;
let shiftMs = 0;
let count = 0;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const minute = 60_000;
const hour = 60 * minute;

beforeAll(async () => {
  [shop, other, forbidden] = (await Promise.all(['127.0.0.2', '127.0.0.3', '127.0.0.4'].map(startReceiver))) as [
    Receiver,
    Receiver,
    Receiver,
  ];
  const environment = { HEED_EGRESS_ALLOW: '127.0.0.2,127.0.0.3' };
  heed = await startTestHeed({ environment, now: () => new Date(Date.now() + shiftMs) });
  ({ owner } = await heed.setUp());
});
afterAll(async () => {
  await heed.stop();
  await Promise.all([shop.stop(), other.stop(), forbidden.stop()]);
});
beforeEach(() => {
  for (const one of [shop, other]) {
    one.arrived.length = 0;
    one.answer = (response) => response.writeHead(204).end();
  }
});
afterEach(async () => {
  const { endpoints } = await owner.call(contract.listEndpoints, {});
  for (const { id } of endpoints) await owner.call(contract.removeEndpoint, { endpointId: id });
});

const add = async (to: Receiver, kinds: string[] | null = ['team.changed']) => {
  const { endpointId, secret } = await owner.call(contract.addEndpoint, { url: to.url, kinds });
  return { endpointId, secret: secret ?? '' };
};
/** Something happens; gives its team. */
const happens = async () => (await owner.call(createTeam, { name: `Team ${++count}`, memberIds: [] })).teamId;
const endpointOf = async (id: string) =>
  (await owner.call(contract.listEndpoints, {})).endpoints.find((one) => one.id === id);
const deliveriesOf = async (endpointId: string) =>
  (await owner.call(contract.listDeliveries, { endpointId })).deliveries;

async function until<T>(
  look: () => Promise<T | undefined | false> | T | undefined | false,
  waitMs = 6_000,
): Promise<T> {
  const end = Date.now() + waitMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error('it did not happen in time');
    await pause(40);
  }
}
const arrival = (at: Receiver, teamId: string, nth = 1) =>
  until<Arrived>(() => at.arrived.filter((one) => one.message.data.facts.teamId === teamId)[nth - 1]);
const attempted = (deliveryId: string, attempts: number) =>
  until(async () => {
    const found = await owner.call(contract.getDelivery, { deliveryId });
    return found.delivery.attempts >= attempts && found;
  });
const onlyDelivery = (endpointId: string) => until(async () => (await deliveriesOf(endpointId))[0]);

/** What others' code says of it, at Heed's time. */
function verified(secret: string, { body, headers }: Pick<Arrived, 'body' | 'headers'>) {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + shiftMs });
  try {
    return new Webhook(secret).verify(body, headers);
  } finally {
    vi.useRealTimers();
  }
}

describe('what happens', () => {
  it('arrives within five seconds, signed so that others’ code verifies it', async () => {
    const { secret } = await add(shop);
    expect(secret).toMatch(/^whsec_/);
    const started = Date.now();
    const teamId = await happens();
    const { headers, body, message } = await arrival(shop, teamId);
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(verified(secret, { body, headers })).toEqual(message);
    const forged = body.replace('created', 'renamed');
    expect(() => verified(secret, { body: forged, headers })).toThrow();
    expect(message).toMatchObject({
      type: 'team.changed',
      data: { actorKind: 'person', actorId: owner.personId, facts: { teamId, what: 'created' }, isCut: false },
    });
    expect(contract.EventMessage.parse(message)).toEqual(message);
  });

  it('arrives once each, numbered in order, and nothing else than what was asked for', async () => {
    await add(shop);
    const teams: string[] = [];
    for (let n = 0; n < 6; n++) teams.push(await happens());
    for (const teamId of teams) await arrival(shop, teamId);
    await pause(300);
    const bySeq = shop.arrived.map(({ message }) => message.data).sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
    expect(bySeq.map((one) => one.facts.teamId)).toEqual(teams);
    expect(new Set(shop.arrived.map((one) => one.headers['webhook-id'])).size).toBe(6);
    expect(shop.arrived.every((one) => one.message.type === 'team.changed')).toBe(true);
  });

  it('before an endpoint was there, or while it was off, is not sent', async () => {
    await happens();
    const { endpointId } = await add(shop, null);
    const { version } = await owner.call(contract.changeEndpoint, { endpointId, version: 1, enabled: false });
    await happens();
    await owner.call(contract.changeEndpoint, { endpointId, version, enabled: true });
    const teamId = await happens();
    await arrival(shop, teamId);
    expect(shop.arrived.map((one) => one.message.data.facts.teamId)).toEqual([teamId]);
  });
});

it('a new secret signs beside the former one for 24 hours, then alone', async () => {
  const { endpointId, secret } = await add(shop);
  const { secret: next } = await owner.call(contract.rotateSecret, { endpointId });
  const both = await arrival(shop, await happens());
  expect(both.headers['webhook-signature']?.split(' ')).toHaveLength(2);
  for (const one of [secret, next ?? '']) expect(verified(one, both)).toEqual(both.message);
  shiftMs += 25 * hour;
  const alone = await arrival(shop, await happens());
  expect(verified(next ?? '', alone)).toEqual(alone.message);
  expect(() => verified(secret, alone)).toThrow();
  const rows = await asOwner<{ text: string }>(heed.ownerUrl, 'SELECT e::text AS text FROM webhook_endpoint e');
  expect(rows[0]?.text).not.toContain(next?.slice(6));
});

describe('an endpoint that fails (T-32)', () => {
  it('is tried by the schedule, then given up, which owners and managers are told', async () => {
    shop.answer = (response) => response.writeHead(500).end('out of order');
    const { endpointId } = await add(shop);
    await happens();
    const { id } = await onlyDelivery(endpointId);
    const pauses = [5_000, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour];
    for (const [n, ms] of pauses.entries()) {
      const { delivery, tries } = await attempted(id, n + 1);
      const waits = Date.parse(delivery.nextAt ?? '') - Date.parse(tries[0]?.at ?? '');
      expect(Math.abs(waits - ms), `after attempt ${n + 1}`).toBeLessThan(2_000);
      expect(tries[0]).toMatchObject({ status: 500, answer: 'out of order' });
      shiftMs += ms;
    }
    const { delivery, tries } = await attempted(id, 10);
    expect(delivery).toMatchObject({ state: 'failed', nextAt: null, lastStatus: 500 });
    expect(tries).toHaveLength(10);
    const notices = await until(async () => {
      const { notices } = await owner.call(listNotices, { personId: owner.personId });
      return notices.some((one) => one.kind === 'webhook.failed') && notices;
    });
    expect(notices.find((one) => one.kind === 'webhook.failed')?.words).toContain('127.0.0.2');
    expect((await endpointOf(endpointId))?.failingSince).not.toBeNull();
    shop.answer = (response) => response.writeHead(200).end();
    await owner.call(contract.redeliver, { deliveryId: id });
    const after = await attempted(id, 11);
    expect(after.delivery.state).toBe('delivered');
    expect(shop.arrived.at(-1)?.headers['webhook-id']).toBe(id);
    expect((await endpointOf(endpointId))?.failingSince).toBeNull();
  }, 40_000);

  it('with 410 is switched off, and that is told', async () => {
    shop.answer = (response) => response.writeHead(410).end();
    const { endpointId } = await add(shop);
    await happens();
    const found = await until(async () => {
      const endpoint = await endpointOf(endpointId);
      return endpoint?.enabled === false && endpoint;
    });
    expect(found.disabledBecause).toBe('gone');
    const { notices } = await owner.call(listNotices, { personId: owner.personId });
    expect(notices.map((one) => one.kind)).toContain('webhook.gone');
    await happens();
    await pause(600);
    expect(shop.arrived).toHaveLength(1);
  });

  it.each([
    ['a redirection into the own network', (at: Receiver) => ({ status: 302, location: at.url })],
    ['one to another page', () => ({ status: 301, location: 'https://elsewhere.example/' })],
  ])('fails by %s, which is not followed', async (_, to) => {
    const { status, location } = to(forbidden);
    shop.answer = (response) => response.writeHead(status, { location }).end();
    const { endpointId } = await add(shop);
    await happens();
    const { id } = await onlyDelivery(endpointId);
    expect((await attempted(id, 1)).delivery).toMatchObject({ state: 'waiting', lastStatus: status });
    expect(forbidden.arrived).toEqual([]);
  });

  it.each([429, 502, 504])('with %i gets nothing more until it said that it has room', async (status) => {
    shop.answer = (response) => response.writeHead(status, { 'retry-after': '120' }).end();
    const { endpointId } = await add(shop);
    const first = await happens();
    await arrival(shop, first);
    const throttled = await until(async () => (await endpointOf(endpointId))?.throttledUntil ?? undefined);
    expect(Date.parse(throttled) - Date.now() - shiftMs).toBeGreaterThan(100_000);
    shop.answer = (response) => response.writeHead(204).end();
    const second = await happens();
    await pause(800);
    expect(shop.arrived).toHaveLength(1);
    shiftMs += 121_000;
    await Promise.all([arrival(shop, first, 2), arrival(shop, second)]);
  });

  it('and hangs holds up no other endpoint', async () => {
    shop.answer = () => {};
    for (let n = 0; n < 6; n++) await add(shop);
    const slow = await happens();
    await until(() => shop.arrived.length >= 6);
    await add(other);
    const teamId = await happens();
    const started = Date.now();
    await arrival(other, teamId);
    expect(Date.now() - started).toBeLessThan(3_000);
    expect(shop.arrived.some((one) => one.message.data.facts.teamId === slow)).toBe(true);
  });

  it('with TLS that is none, or nobody there, says so', async () => {
    const port = new URL(shop.url).port;
    for (const url of [`https://127.0.0.2:${port}/hook`, 'http://127.0.0.2:9/hook']) {
      const { endpointId } = await owner.call(contract.addEndpoint, { url, kinds: ['team.changed'] });
      await happens();
      const { id } = await onlyDelivery(endpointId);
      const { tries } = await attempted(id, 1);
      expect(tries[0]).toMatchObject({ status: null, answer: null });
      expect(tries[0]?.problem).toContain('127.0.0.2');
    }
    expect(shop.arrived).toEqual([]);
  });
});

it('of a huge answer the first kilobyte is kept, and success is success', async () => {
  shop.answer = (response) => {
    response.writeHead(200);
    response.on('error', () => {});
    for (let n = 0; n < 200; n++) response.write('x\0'.repeat(10_000));
    response.end();
  };
  const { endpointId } = await add(shop);
  await happens();
  const { id } = await onlyDelivery(endpointId);
  const { delivery, tries } = await attempted(id, 1);
  expect(delivery.state).toBe('delivered');
  expect(tries[0]?.answer).toMatch(/^x{100,1024}$/);
});

it('a test goes out by hand, signed like everything else', async () => {
  const { endpointId, secret } = await add(shop);
  const { deliveryId } = await owner.call(contract.testEndpoint, { endpointId });
  const { delivery } = await attempted(deliveryId, 1);
  expect(delivery).toMatchObject({ type: 'webhook.test', seq: null, state: 'delivered' });
  const [arrived] = shop.arrived;
  expect(arrived && verified(secret, arrived)).toMatchObject({ type: 'webhook.test' });
});

it('what a process had on its way when it died is sent again', async () => {
  const { endpointId } = await add(shop);
  const teamId = await happens();
  await arrival(shop, teamId);
  const { id } = await onlyDelivery(endpointId);
  await attempted(id, 1);
  await asOwner(
    heed.ownerUrl,
    `UPDATE webhook_delivery SET state = 'waiting', next_at = at, leased_until = at + interval '60 s' WHERE id = $1`,
    [id],
  );
  await sweep(heed.running.kernel);
  await pause(500);
  expect(shop.arrived).toHaveLength(1);
  shiftMs += 61_000;
  await sweep(heed.running.kernel);
  const again = await arrival(shop, teamId, 2);
  expect(again.headers['webhook-id']).toBe(id);
});

describe('an address', () => {
  it.each([
    'http://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.1/',
    'https://user:secret@127.0.0.2/',
    'https://192.0.2.1:8443/',
    'http://198.51.100.1/',
    'ftp://127.0.0.2/',
    'gopher://127.0.0.2/',
    'file:///etc/passwd',
  ])('%s is refused when it is given (T-51)', async (url) => {
    const call = owner.call(contract.addEndpoint, { url, kinds: null });
    await expect(call).rejects.toMatchObject({ code: 'egress.refused' });
  });

  it('that is not allowed any more is refused when something is sent', async () => {
    const { egressAllow } = heed.running.kernel.config;
    egressAllow.push('127.0.0.4');
    const { endpointId } = await add(forbidden);
    egressAllow.pop();
    await happens();
    const { id } = await onlyDelivery(endpointId);
    expect((await attempted(id, 1)).tries[0]).toMatchObject({ status: null });
    expect(forbidden.arrived).toEqual([]);
  });

  it('is changed after a fresh proof; switching off waits for none', async () => {
    const { endpointId } = await add(shop);
    shiftMs += 6 * minute;
    owner.confirms = false;
    const change = { endpointId, version: 1 };
    const moved = owner.call(contract.changeEndpoint, { ...change, url: other.url });
    await expect(moved).rejects.toMatchObject({ code: 'access.fresh_proof_needed' });
    const { version } = await owner.call(contract.changeEndpoint, { ...change, enabled: false });
    owner.confirms = true;
    const stale = owner.call(contract.changeEndpoint, { ...change, enabled: true });
    await expect(stale).rejects.toMatchObject({ code: 'record.stale', body: { facts: { version } } });
  });

  it('asks for kinds of events that exist', async () => {
    const call = owner.call(contract.addEndpoint, { url: shop.url, kinds: ['kettle.boiled'] });
    await expect(call).rejects.toMatchObject({ code: 'webhook.unknown_kind' });
  });
});

it('a removed endpoint is gone at once; what it leaves is deleted in steps', async () => {
  const { endpointId } = await add(shop);
  const teamId = await happens();
  await arrival(shop, teamId);
  const { id: deliveryId } = await onlyDelivery(endpointId);
  await attempted(deliveryId, 1);
  await asOwner(
    heed.ownerUrl,
    `INSERT INTO webhook_delivery (workspace_id, id, endpoint_id, type, next_at)
     SELECT workspace_id, gen_random_uuid(), id, 'webhook.test', $2 FROM webhook_endpoint, generate_series(1, 1200)
     WHERE id = $1`,
    [endpointId, new Date(Date.now() + shiftMs + hour)],
  );
  expect((await endpointOf(endpointId))?.waiting).toBe(contract.mostCounted);
  await owner.call(contract.removeEndpoint, { endpointId });
  expect(await endpointOf(endpointId)).toBeUndefined();
  const none = { code: 'record.not_found' };
  await expect(owner.call(contract.listDeliveries, { endpointId })).rejects.toMatchObject(none);
  await expect(owner.call(contract.testEndpoint, { endpointId })).rejects.toMatchObject(none);
  await expect(owner.call(contract.changeEndpoint, { endpointId, version: 1 })).rejects.toMatchObject(none);
  await expect(owner.call(contract.getDelivery, { deliveryId })).rejects.toMatchObject(none);
  await expect(owner.call(contract.redeliver, { deliveryId })).rejects.toMatchObject(none);
  shiftMs += 2 * hour;
  await happens();
  await sweep(heed.running.kernel);
  await pause(500);
  expect(shop.arrived).toHaveLength(1);
  const left = () =>
    asOwner<{ deliveries: number; secret: string }>(
      heed.ownerUrl,
      `SELECT (SELECT count(*) FROM webhook_delivery WHERE endpoint_id = e.id)::int AS deliveries, secret::text
       FROM webhook_endpoint e WHERE id = $1`,
      [endpointId],
    );
  expect(await left()).toEqual([{ deliveries: 1201, secret: '\\x' }]);
  await tidy(heed.running.kernel, 500);
  expect(await left()).toEqual([]);
});

it('deliveries are kept for 30 days', async () => {
  const { endpointId } = await add(shop);
  await arrival(shop, await happens());
  shiftMs += 29 * 24 * hour;
  owner = await heed.signIn('olive@heed.example');
  const fresh = await happens();
  await arrival(shop, fresh);
  shiftMs += 2 * 24 * hour;
  await tidy(heed.running.kernel);
  expect(await deliveriesOf(endpointId)).toHaveLength(1);
});
