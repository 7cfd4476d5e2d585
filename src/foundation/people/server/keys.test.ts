import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCustomer, listCustomers } from '#contact/customers/contract.ts';
import type { Contract } from '#kernel/contract/contract.ts';
import { newId } from '#kernel/contract/ids.ts';
import { createRequestLimits } from '#kernel/server/http/limits.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import {
  changeAccess,
  changeRole,
  createTeam,
  invite,
  listKeyScopes,
  listKeys,
  listPeople,
  makeKey,
  me,
  revokeKey,
} from '../contract.ts';
import { scopeOf } from './key-scopes.ts';

let heed: TestHeed;
let house: SetUp;
let owner: Client;
let shiftMs = 0;

beforeAll(async () => {
  heed = await startTestHeed({ now: () => new Date(Date.now() + shiftMs) });
  house = await heed.setUp();
  ({ owner } = house);
});
afterAll(() => heed.stop());

const beyond = { status: 403, code: 'access.beyond_key' };
const refused = { status: 401, code: 'access.key_refused' };

type Wanted = { by?: Client; scopes?: string[]; days?: number; confirms?: boolean };

/** A program with a new key, and the key's id. */
async function program({ by = owner, scopes = ['customers:read'], ...more }: Wanted = {}) {
  const { keyId, apiKey } = await by.call(makeKey, { name: 'Stock system', scopes, days: 30, ...more });
  const client = Object.assign(heed.anonymous(), { confirms: false, headers: { Authorization: `Bearer ${apiKey}` } });
  return { client, keyId, apiKey: apiKey ?? '' };
}

async function everyScope(): Promise<string[]> {
  return (await owner.call(listKeyScopes, {})).scopes.map((one) => one.scope);
}

/** What comes of calling without caring for the input: who may is decided before it is read. */
async function codeOf(client: Client, contract: Contract): Promise<string> {
  const path = `/api/v1${contract.path.replace(/\{\w+\}/g, newId())}`;
  const body = contract.kind === 'command' ? { body: {}, headers: { 'Idempotency-Key': newId() } } : {};
  const answer = await client.raw(contract.method, path, body);
  return answer.ok ? 'done' : ((await answer.json()) as { code: string }).code;
}

describe('a key', () => {
  it('is made after a fresh proof, shown once and kept as a hash', async () => {
    const wanted = { name: 'Stock system', scopes: ['customers:read'], days: 30 };
    const key = newId();
    const { keyId, apiKey } = await owner.call(makeKey, wanted, { key });
    expect(apiKey).toMatch(/^heed_[\w-]{43}$/);
    expect((await owner.call(makeKey, wanted, { key })).apiKey).toBeNull();
    const { keys } = await owner.call(listKeys, {});
    expect(keys).toMatchObject([{ id: keyId, hint: apiKey?.slice(-4), usedAt: null, state: 'open', mayRevoke: true }]);
    expect(JSON.stringify(keys)).not.toContain(apiKey);
    const rows = await asOwner<{ everything: string }>(
      heed.ownerUrl,
      'SELECT (k::text || f.output::text) AS everything FROM api_key k, finished_write f WHERE f.key = $1',
      [keyId],
    );
    expect(rows[0]?.everything).not.toContain(apiKey?.slice(5));
    shiftMs += 6 * 60_000;
    owner.confirms = false;
    await expect(owner.call(makeKey, wanted)).rejects.toMatchObject({ code: 'access.fresh_proof_needed' });
    owner.confirms = true;
  });

  it('names scopes that exist, and ends within a year', async () => {
    const wanted = { name: 'Stock system', scopes: ['kettles:read'], days: 30 };
    await expect(owner.call(makeKey, wanted)).rejects.toMatchObject({ code: 'people.unknown_scope' });
    await expect(program({ days: 366 })).rejects.toMatchObject({ code: 'input.invalid' });
  });

  it('acts as whoever made it, and tells when it was last used', async () => {
    const { client, keyId } = await program({ scopes: ['people:read', 'customers:write'] });
    expect((await client.call(me, {})).person.id).toBe(owner.personId);
    await client.call(createCustomer, { name: 'Marisol Adeyemi' });
    const { keys } = await owner.call(listKeys, {});
    expect(keys.find((one) => one.id === keyId)?.usedAt).not.toBeNull();
  });

  it('opens by the header alone, not by an address or a cookie', async () => {
    const { apiKey } = await program();
    const [, ...others] = await Promise.all([
      heed.anonymous().raw('GET', '/api/v1/customers'),
      heed.anonymous().raw('GET', `/api/v1/customers?api_key=${apiKey}`),
      heed.anonymous().raw('GET', `/api/v1/customers?access_token=${apiKey}`),
      heed.anonymous().raw('GET', '/api/v1/customers', { headers: { Cookie: `heed=${apiKey}` } }),
    ]);
    expect(others.map((one) => one.status)).toEqual([401, 401, 401]);
  });

  it('opens nothing from a page of another site', async () => {
    const { client } = await program({ scopes: ['customers:write'] });
    const headers = { Origin: 'https://elsewhere.example' };
    const call = client.call(createCustomer, { name: 'Marisol Adeyemi' }, { headers });
    await expect(call).rejects.toMatchObject({ code: 'access.origin' });
  });
});

describe('what a key reaches', () => {
  it('is the least of its scopes and of its maker’s role', async () => {
    const manager = await heed.member('manager');
    const { client } = await program({ by: manager, scopes: ['customers:read', 'people:write'] });
    await client.call(listCustomers, {});
    await expect(client.call(createCustomer, { name: 'Marisol Adeyemi' })).rejects.toMatchObject(beyond);
    await client.call(createTeam, { name: 'Returns', memberIds: [] });
    await owner.call(changeRole, { personId: manager.personId, role: 'viewer', version: 1 });
    const team = client.call(createTeam, { name: 'Refunds', memberIds: [] });
    await expect(team).rejects.toMatchObject({ code: 'access.forbidden' });
  });

  it('is, with every scope but one, everything but what that one opens; never what an account rests on', async () => {
    const scopes = await everyScope();
    const { kernel } = heed.running;
    const contracts = [...kernel.queries.values(), ...kernel.commands.values()].map((one) => one.contract);
    const { client: all } = await program({ scopes });
    const closed = contracts.filter((one) => one.for.includes('staff') && scopeOf(one) === null);
    expect(closed.map((one) => one.name)).toEqual(
      expect.arrayContaining(['people.make-key', 'people.prove', 'people.sessions', 'people.change-passphrase']),
    );
    const codesOf = async (client: Client, some: Contract[]) => {
      const codes = await Promise.all(some.map((contract) => codeOf(client, contract)));
      return Object.fromEntries(some.map(({ name }, i) => [name, codes[i]]));
    };
    const shut = (some: Contract[]) => Object.fromEntries(some.map(({ name }) => [name, 'access.beyond_key']));
    expect(await codesOf(all, closed)).toEqual(shut(closed));
    for (const scope of scopes) {
      const opened = contracts.filter((one) => scopeOf(one) === scope);
      const { client: without, keyId } = await program({ scopes: scopes.filter((one) => one !== scope) });
      expect(await codesOf(without, opened), scope).toEqual(shut(opened));
      await owner.call(revokeKey, { keyId });
    }
    // What only reads is tried for real; what it is told depends on the record it asks for.
    const reading = contracts.filter((one) => one.kind === 'query' && scopeOf(one));
    const told = Object.values(await codesOf(all, reading));
    expect(told.filter((code) => code === 'access.beyond_key' || code === 'access.signed_out')).toEqual([]);
  }, 60_000);

  it.each([
    ['GET', `/api/v1/files/${newId()}`, 'conversations:read'],
    ['PUT', `/api/v1/files/${newId()}`, 'conversations:write'],
    ['GET', `/api/v1/letters/${newId()}/file`, 'letters:read'],
    ['GET', `/api/v1/customer-exports/${newId()}/file`, 'customers:write'],
    ['GET', `/api/v1/audit/exports/${newId()}/file`, 'audit:write'],
  ])('of files too: %s %s', async (method, path, scope) => {
    const scopes = await everyScope();
    const { client: without } = await program({ scopes: scopes.filter((one) => one !== scope) });
    const { client: within } = await program({ scopes: [scope] });
    const body = method === 'PUT' ? { body: 'x' } : {};
    const codes = await Promise.all(
      [without, within].map(
        async (one) => ((await (await one.raw(method, path, body)).json()) as { code: string }).code,
      ),
    );
    expect(codes[0]).toBe('access.beyond_key');
    expect(['access.beyond_key', 'access.signed_out']).not.toContain(codes[1]);
  });

  it('is what people must confirm first only where its maker said so', async () => {
    const asked = { email: 'newcomer@heed.example', role: 'viewer' as const };
    const { client: careful } = await program({ scopes: ['people:write'] });
    await expect(careful.call(invite, asked)).rejects.toMatchObject({ code: 'access.fresh_proof_needed' });
    const { client: bold } = await program({ scopes: ['people:write'], confirms: true });
    expect((await bold.call(invite, asked)).link).toContain('#');
  });

  it('is limited by itself: one that asks too fast leaves its maker at work', () => {
    const limits = createRequestLimits();
    const person = {
      kind: 'person',
      id: newId(),
      name: '',
      role: 'owner',
      teamIds: [],
      sessionId: newId(),
      provedAt: new Date(),
    } as const;
    const ask = (keyId?: string) => limits.charge({ ...person, ...(keyId && { keyId }) }, '192.0.2.1');
    // Twice what is given for a while: on a slow machine a new while begins in between.
    const hurry = () => {
      for (let n = 0; n < 1_250; n++) ask('one');
    };
    expect(hurry).toThrow(/Wait/);
    expect(() => ask('other')).not.toThrow();
    expect(() => ask()).not.toThrow();
  });
});

describe('a key ends', () => {
  it('when it is revoked: at once here, within a second in every process', async () => {
    const { client, keyId } = await program();
    const beside = await heed.beside();
    const there = Object.assign(heed.anonymous(), { url: beside.url, headers: client.headers });
    await Promise.all([client.call(listCustomers, {}), there.call(listCustomers, {})]);
    await owner.call(revokeKey, { keyId });
    await expect(client.call(listCustomers, {})).rejects.toMatchObject(refused);
    await new Promise((resolve) => setTimeout(resolve, 900));
    await expect(there.call(listCustomers, {})).rejects.toMatchObject(refused);
  });

  it('when its time is over, and when whoever made it is shut out', async () => {
    const { client } = await program({ days: 1 });
    const manager = await heed.member('manager');
    const { client: theirs } = await program({ by: manager });
    await theirs.call(listCustomers, {});
    await owner.call(changeAccess, { personId: manager.personId, active: false, version: 1 });
    await expect(theirs.call(listCustomers, {})).rejects.toMatchObject(refused);
    shiftMs += 86_400_000;
    await expect(client.call(listCustomers, {})).rejects.toMatchObject(refused);
  });

  it('of somebody else by an owner only', async () => {
    const { keyId } = await program();
    const manager = await heed.member('manager');
    await expect(manager.call(revokeKey, { keyId })).rejects.toMatchObject({ code: 'access.forbidden' });
  });
});

it('every write of a key is in the log with that key, also what Heed did in consequence', async () => {
  const { client, keyId } = await program({ scopes: ['people:write', 'people:read'], confirms: true });
  const person = await heed.member('adviser');
  const { people } = await client.call(listPeople, {});
  const version = people.find((one) => one.id === person.personId)?.version ?? 0;
  await client.call(changeAccess, { personId: person.personId, active: false, version });
  const rows = await asOwner<{ type: string; actor_id: string }>(
    heed.ownerUrl,
    `SELECT type, actor_id FROM event WHERE data->>'byKey' = $1 ORDER BY seq`,
    [keyId],
  );
  expect(rows[0]).toEqual({ type: 'person.access_changed', actor_id: owner.personId });
});
