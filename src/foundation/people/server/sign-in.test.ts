import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { networkOf } from '#kernel/server/http/request.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed, testPassphrase } from '#kernel/test/heed.ts';
import { changeAccess, changePassphrase, listPeople, me, signIn, signOut, switchWorkspace } from '../contract.ts';

let heed: TestHeed;
let house: SetUp;
let shiftMs = 0;
const days = 86_400_000;

beforeAll(async () => {
  vi.stubEnv('HEED_PASSPHRASES', 'dear');
  heed = await startTestHeed({
    now: () => new Date(Date.now() + shiftMs),
    environment: { HEED_TRUST_PROXY: '1' },
  });
  house = await heed.setUp();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await heed.stop();
});

/** A browser behind another network address. */
function from(address: string): Client {
  const client = heed.anonymous();
  client.headers = { 'X-Forwarded-For': address };
  return client;
}

async function refusal(work: Promise<unknown>): Promise<{ status: number; code: string; body: { detail: string } }> {
  return work.then(
    () => ({ status: 200, code: 'none', body: { detail: '' } }),
    (error) => error,
  );
}

describe('signing in', () => {
  it('sets a cookie that scripts and other sites cannot use', async () => {
    const client = heed.anonymous();
    const body = { email: 'olive@heed.example', passphrase: testPassphrase };
    const response = await client.raw('POST', '/api/v1/session', { body });
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-heed=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/);
    expect(await client.call(me, {})).toMatchObject({ person: { id: house.owner.personId } });
  });

  it('gives a new session each time and ends the one this browser had', async () => {
    const client = await heed.signIn('olive@heed.example');
    const before = client.cookie;
    await client.call(signIn, { email: 'olive@heed.example', passphrase: testPassphrase });
    expect(client.cookie).not.toBe(before);
    client.cookie = before;
    expect(await refusal(client.call(me, {}))).toMatchObject({ status: 401, code: 'access.signed_out' });
  });

  it('never takes over a session id that was planted', async () => {
    const client = heed.anonymous();
    client.cookie = `__Host-heed=${'planted'.repeat(6)}x`;
    await client.call(signIn, { email: 'olive@heed.example', passphrase: testPassphrase });
    expect(client.cookie).not.toContain('planted');
  });

  it('keeps no passphrase and no token, only argon2id and SHA-256', async () => {
    const [row] = await asOwner<{ secret: string }>(heed.ownerUrl, 'SELECT secret FROM credential LIMIT 1');
    expect(row?.secret).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
    const sessions = await asOwner<{ size: number }>(heed.ownerUrl, 'SELECT length(token_hash) AS size FROM session');
    expect(new Set(sessions.map((session) => session.size))).toEqual(new Set([32]));
  });

  it('answers unknown addresses like wrong passphrases, in words and in time', async () => {
    const timed = async (email: string, address: string) => {
      const started = performance.now();
      const answer = await refusal(from(address).call(signIn, { email, passphrase: 'wrong but rather long' }));
      return { answer, ms: performance.now() - started };
    };
    const known = await timed('olive@heed.example', '203.0.113.1');
    const unknown = await timed('nobody@heed.example', '203.0.113.2');
    expect(known.answer).toMatchObject({ status: 401, code: 'people.wrong_passphrase' });
    expect(unknown.answer.body.detail).toBe(known.answer.body.detail);
    expect(unknown.ms).toBeGreaterThan(known.ms / 4);
    expect(unknown.ms).toBeLessThan(known.ms * 4);
  });

  it('opens the workspace used last', async () => {
    const client = await heed.signIn('olive@heed.example');
    await client.call(switchWorkspace, { workspaceId: house.practiceWorkspaceId });
    const again = heed.anonymous();
    const answer = await again.call(signIn, { email: 'olive@heed.example', passphrase: testPassphrase });
    expect(answer.workspaceId).toBe(house.practiceWorkspaceId);
    await again.call(switchWorkspace, { workspaceId: house.workspaceId });
  });

  it('refuses to switch to a workspace that is not mine', async () => {
    const viewer = await heed.member('viewer');
    const attempt = viewer.call(switchWorkspace, { workspaceId: house.practiceWorkspaceId });
    expect(await refusal(attempt)).toMatchObject({ status: 404, code: 'record.not_found' });
  });
});

describe('guessing (T-56)', () => {
  it('stops at five tries for an account, however many networks they come from', async () => {
    const adviser = await heed.member('adviser');
    const tries = Array.from({ length: 12 }, (_, n) =>
      refusal(from(`198.51.100.${n}`).call(signIn, { email: adviser.email, passphrase: `guess number ${n} of many` })),
    );
    const codes = (await Promise.all(tries)).map((answer) => answer.code);
    expect(codes.filter((code) => code === 'people.wrong_passphrase')).toHaveLength(5);
    expect(codes.filter((code) => code === 'limit.too_many')).toHaveLength(7);

    // The right passphrase from a stranger's device waits too; the device that was signed in before gets in.
    const stranger = from('198.51.100.200').call(signIn, { email: adviser.email, passphrase: testPassphrase });
    const locked = await refusal(stranger);
    expect(locked).toMatchObject({ status: 429, code: 'limit.too_many' });
    expect(locked.body.detail).toContain('min');
    await adviser.call(signIn, { email: adviser.email, passphrase: testPassphrase });
    await adviser.call(signOut, {});
    await adviser.call(signIn, { email: adviser.email, passphrase: testPassphrase });
  });

  it('counts tries at an unknown address the same way', async () => {
    const codes: string[] = [];
    for (let n = 0; n < 6; n++) {
      const client = from(`198.51.101.${n}`);
      codes.push((await refusal(client.call(signIn, { email: 'ghost@heed.example', passphrase: 'a guess' }))).code);
    }
    expect(codes.at(4)).toBe('people.wrong_passphrase');
    expect(codes.at(5)).toBe('limit.too_many');
  });

  it('gives a known device five tries of its own, no more', async () => {
    const learner = await heed.member('learner');
    const codes: string[] = [];
    for (let n = 0; n < 6; n++) {
      codes.push((await refusal(learner.call(signIn, { email: learner.email, passphrase: 'not it, sorry' }))).code);
    }
    expect(codes.slice(4)).toEqual(['people.wrong_passphrase', 'limit.too_many']);
  });

  it('opens again after fifteen minutes, and success gives back its own try only', async () => {
    const lead = await heed.member('lead');
    const wrong = () => refusal(from('198.51.102.1').call(signIn, { email: lead.email, passphrase: 'not it, sorry' }));
    const right = () => from('198.51.102.1').call(signIn, { email: lead.email, passphrase: testPassphrase });
    for (let n = 0; n < 4; n++) await wrong();
    await right();
    await right();
    expect((await wrong()).code).toBe('people.wrong_passphrase');
    expect((await wrong()).code).toBe('limit.too_many');
    shiftMs += 15 * 60_000;
    await right();
  });

  it('sees one subscriber behind one network', () => {
    expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(networkOf('2001:DB8:1:2::9'));
    expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0');
    expect(networkOf('internal')).toBe('internal');
  });
});

describe('a session', () => {
  it('ends with signing out, at once', async () => {
    const client = await heed.member('viewer');
    const { cookie } = client;
    await client.call(signOut, {});
    client.cookie = cookie;
    expect(await refusal(client.call(me, {}))).toMatchObject({ status: 401 });
  });

  it('ends with the passphrase being changed elsewhere; the one who changed it goes on under a new token', async () => {
    const client = await heed.member('assessor');
    const stolen = heed.anonymous();
    stolen.cookie = client.cookie;
    const other = await heed.signIn(client.email);
    const passphrase = 'lanterns over the quay';
    expect(await refusal(client.call(changePassphrase, { current: 'something else', passphrase }))).toMatchObject({
      code: 'people.wrong_passphrase',
    });
    const weak = client.call(changePassphrase, { current: testPassphrase, passphrase: 'password1234' });
    expect(await refusal(weak)).toMatchObject({ code: 'people.weak_passphrase' });
    await client.call(changePassphrase, { current: testPassphrase, passphrase });
    expect(await client.call(me, {})).toMatchObject({ person: { id: client.personId } });
    expect(await refusal(other.call(me, {}))).toMatchObject({ status: 401 });
    expect(await refusal(stolen.call(me, {}))).toMatchObject({ status: 401 });
    const old = heed.anonymous().call(signIn, { email: client.email, passphrase: testPassphrase });
    expect(await refusal(old)).toMatchObject({ code: 'people.wrong_passphrase' });
  });

  it('ends when the person is shut out, and their passphrase opens nothing', async () => {
    const client = await heed.member('adviser');
    const person = (await house.owner.call(listPeople, {})).people.find((one) => one.id === client.personId);
    const version = person?.version ?? 0;
    await house.owner.call(changeAccess, { personId: client.personId, active: false, version });
    expect(await refusal(client.call(me, {}))).toMatchObject({ status: 401 });
    const back = heed.anonymous().call(signIn, { email: client.email, passphrase: testPassphrase });
    expect(await refusal(back)).toMatchObject({ code: 'people.wrong_passphrase' });
    await house.owner.call(changeAccess, { personId: client.personId, active: true, version: version + 1 });
    await client.call(signIn, { email: client.email, passphrase: testPassphrase });
  });

  it('lasts over pauses of up to 14 days, and 90 days at most', async () => {
    const client = await heed.member('viewer');
    for (let n = 0; n < 6; n++) {
      shiftMs += 13 * days;
      await client.call(me, {});
    }
    shiftMs += 13 * days;
    expect(await refusal(client.call(me, {}))).toMatchObject({ status: 401 });
    const idle = await heed.signIn('olive@heed.example');
    shiftMs += 14 * days + 1;
    expect(await refusal(idle.call(me, {}))).toMatchObject({ status: 401 });
  });
});
