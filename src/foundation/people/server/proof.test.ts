import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeWidget, getWidget } from '#contact/channels-chat/contract.ts';
import { exportCustomers } from '#contact/customers/contract.ts';
import { setRule } from '#foundation/authority/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { type SetUp, startTestHeed, type TestHeed, testPassphrase } from '#kernel/test/heed.ts';
import { writtenIn } from '#kernel/test/refused.ts';
import { changeAccess, changeRole, invite, listPeople, prove, startAuthenticator } from '../contract.ts';

let heed: TestHeed;
let house: SetUp;
let owner: Client;
let shiftMs = 0;

beforeAll(async () => {
  heed = await startTestHeed({ now: () => new Date(Date.now() + shiftMs) });
  house = await heed.setUp();
  ({ owner } = house);
  owner.confirms = false;
});
afterAll(() => heed.stop());

const later = () => {
  shiftMs += 5 * 60_000;
};
const proof = () => owner.call(prove, { passphrase: testPassphrase });
const needed = { status: 403, code: 'access.fresh_proof_needed' };

async function versionOf(person: Client): Promise<number> {
  const { people } = await owner.call(listPeople, {});
  return people.find((one) => one.id === person.personId)?.version ?? 0;
}

describe('a risky change', () => {
  it('is refused five minutes after the last proof, then done with the same key; nothing is written before', async () => {
    await proof();
    const person = await heed.member('adviser');
    later();
    const input = { personId: person.personId, role: 'viewer' as const, version: 1 };
    const key = newId();
    const before = await writtenIn(heed);
    await expect(owner.call(changeRole, input, { key })).rejects.toMatchObject(needed);
    expect(await writtenIn(heed)).toBe(before);
    const { until } = await proof();
    expect(Date.parse(until) - heed.running.kernel.now().getTime()).toBeGreaterThan(4 * 60_000);
    const done = await owner.call(changeRole, input, { key });
    expect(done.version).toBe(2);
    expect(await owner.call(changeRole, input, { key })).toEqual(done);
  });

  it.each([
    ['inviting', () => owner.call(invite, { email: `${newId()}@heed.example`, role: 'viewer' })],
    ['exporting customers', () => owner.call(exportCustomers, {})],
    [
      'setting authority',
      () => owner.call(setRule, { kind: 'customers.export', role: 'lead', may: 'never', replaces: null }),
    ],
    ['setting a second step up', () => owner.call(startAuthenticator, {})],
    [
      'letting a page have the widget',
      async () => {
        const { version } = await owner.call(getWidget, {});
        return owner.call(changeWidget, { version, allowedOrigins: ['https://elsewhere.example'] });
      },
    ],
  ])('such as %s', async (_, work) => {
    later();
    await expect(work()).rejects.toMatchObject(needed);
  });

  it('is none of these: another colour, one page less, shutting somebody out', async () => {
    await proof();
    const person = await heed.member('adviser');
    const { version } = await owner.call(getWidget, {});
    const origins = ['https://one.example', 'https://two.example'];
    const changed = await owner.call(changeWidget, { version, allowedOrigins: origins });
    later();
    const coloured = await owner.call(changeWidget, { version: changed.version, accent: '#822e61' });
    await owner.call(changeWidget, { version: coloured.version, allowedOrigins: origins.slice(1) });
    const out = { personId: person.personId, active: false, version: await versionOf(person) };
    const done = await owner.call(changeAccess, out);
    const back = { ...out, active: true, version: done.version };
    await expect(owner.call(changeAccess, back)).rejects.toMatchObject(needed);
  });

  it('is open in the session that proved it and in no other of the same person', async () => {
    await proof();
    const other = await heed.signIn('olive@heed.example');
    other.confirms = false;
    later();
    await proof();
    const asked = { email: `${newId()}@heed.example`, role: 'viewer' as const };
    await expect(other.call(invite, asked)).rejects.toMatchObject(needed);
    await owner.call(invite, asked);
  });
});

describe('the proof', () => {
  it('takes exactly one of passphrase, code and passkey', async () => {
    await expect(owner.call(prove, {})).rejects.toMatchObject({ code: 'input.invalid' });
    const two = owner.call(prove, { passphrase: testPassphrase, code: '123456' });
    await expect(two).rejects.toMatchObject({ code: 'input.invalid' });
  });

  it('is refused for a wrong passphrase, five times, and then waits', async () => {
    const person = await heed.member('lead');
    person.confirms = false;
    const codes: string[] = [];
    for (let n = 0; n < 6; n++) {
      const wrong = person.call(prove, { passphrase: 'not the right one' });
      codes.push(
        await wrong.then(
          () => 'none',
          (error: { code: string }) => error.code,
        ),
      );
    }
    expect(codes.slice(4)).toEqual(['people.wrong_passphrase', 'limit.too_many']);
    await expect(person.call(prove, { passphrase: testPassphrase })).rejects.toMatchObject({ code: 'limit.too_many' });
  });

  it('gives back the try of the right passphrase', async () => {
    for (let n = 0; n < 7; n++) await proof();
  });
});
