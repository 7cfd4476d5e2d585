import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, type ProblemError } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed, testPassphrase } from '#kernel/test/heed.ts';
import { peopleCli } from '../cli.ts';
import * as contract from '../contract.ts';
import { answerOf, codeOf, firstStep, giveAuthenticator, givePasskey } from '../test/second-step.ts';
import { stepOf } from './authenticator.ts';
import { newRecoveryCode, tidyCode } from './recovery-codes.ts';

let heed: TestHeed;
let house: SetUp;
let shiftMs = 0;

beforeAll(async () => {
  heed = await startTestHeed({
    now: () => new Date(Date.now() + shiftMs),
    environment: { HEED_TRUST_PROXY: '1' },
  });
  house = await heed.setUp();
});
afterAll(() => heed.stop());

const now = () => heed.running.kernel.now();
const steps = (count: number) => {
  shiftMs += count * 30_000;
};
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => ({ status: 200, code: 'none' }),
    (error: ProblemError) => ({ status: error.status, code: error.code }),
  );

/** A stranger's browser at this address, speaking to one of the processes. */
function from(address: string, url = heed.url): Client {
  const client = new Client(url);
  client.headers = { 'X-Forwarded-For': address };
  return client;
}

async function withAuthenticator() {
  const person = await heed.member('adviser');
  const given = await giveAuthenticator(heed, person);
  // The code that confirmed it is used; the next one comes with the next step.
  steps(1);
  return { person, ...given };
}

async function eventsAbout(personId: string): Promise<string[]> {
  const rows = await asOwner<{ what: string }>(
    heed.ownerUrl,
    `SELECT data->>'what' AS what FROM event WHERE type = 'person.second_step_changed' AND data->>'personId' = $1
       AND workspace_id = $2 ORDER BY seq`,
    [personId, house.workspaceId],
  );
  return rows.map((row) => row.what);
}

describe('an authenticator', () => {
  it('counts only once a code confirmed it', async () => {
    const person = await heed.member('adviser');
    const { secret, uri, qr } = await person.call(contract.startAuthenticator, {});
    expect(uri).toMatch(/^otpauth:\/\/totp\/.*secret=/);
    expect(qr.path.length).toBeGreaterThan(500);
    await heed.signIn(person.email);
    expect(await refusal(person.call(contract.confirmAuthenticator, { code: '000000' }))).toMatchObject({
      code: 'people.wrong_code',
    });
    const { recoveryCodes } = await person.call(contract.confirmAuthenticator, { code: codeOf(secret, now()) });
    expect(new Set(recoveryCodes).size).toBe(10);
    const methods = await person.call(contract.signInMethods, {});
    expect(methods).toMatchObject({ recoveryCodesLeft: 10, neededFrom: null });
    expect(methods.authenticatorSince).not.toBeNull();
    expect(await refusal(person.call(contract.startAuthenticator, {}))).toMatchObject({
      code: 'people.authenticator_there',
    });
    expect(await eventsAbout(person.personId)).toEqual(['authenticator_added']);
  });

  it('makes signing in two steps, of which the first opens nothing', async () => {
    const { person, secret } = await withAuthenticator();
    const client = heed.anonymous();
    const token = await firstStep(client, person.email);
    expect(client.cookie).toBeUndefined();
    expect(await refusal(client.call(contract.me, {}))).toMatchObject({ status: 401 });
    const done = await client.call(contract.finishSignIn, { token, code: codeOf(secret, now()) });
    expect(done.personId).toBe(person.personId);
    await client.call(contract.me, {});
    const again = heed.anonymous().call(contract.finishSignIn, { token, code: codeOf(secret, now()) });
    expect(await refusal(again)).toMatchObject({ code: 'people.step_over' });
  });

  it('has codes that work once, also when the same one comes twice at the same time', async () => {
    const { person, secret } = await withAuthenticator();
    const code = codeOf(secret, now());
    const tokens = [await firstStep(heed.anonymous(), person.email), await firstStep(heed.anonymous(), person.email)];
    const both = await Promise.all(
      tokens.map((token) => refusal(heed.anonymous().call(contract.finishSignIn, { token, code }))),
    );
    expect(both.map((one) => one.code).sort()).toEqual(['none', 'people.wrong_code']);
    steps(1);
    const token = await firstStep(heed.anonymous(), person.email);
    const older = heed.anonymous().call(contract.finishSignIn, { token, code });
    expect(await refusal(older)).toMatchObject({ code: 'people.wrong_code' });
  });

  it('takes one step of drift on either side, and no more', () => {
    const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
    const at = new Date('2026-11-29T10:00:00Z');
    const of = (offset: number) => stepOf(secret, codeOf(secret, new Date(at.getTime() + offset * 30_000)), at);
    const present = at.getTime() / 30_000;
    expect([-2, -1, 0, 1, 2].map(of)).toEqual([null, present - 1, present, present + 1, null]);
  });

  it('is guessed at five times in fifteen minutes, over all processes; the own device still gets in', async () => {
    const { person, secret } = await withAuthenticator();
    const other = await heed.beside();
    const codes: string[] = [];
    for (let n = 0; n < 7; n++) {
      const stranger = from(`198.51.100.${n}`, n % 2 === 0 ? heed.url : other.url);
      const token = await firstStep(stranger, person.email);
      codes.push((await refusal(stranger.call(contract.finishSignIn, { token, code: '000000' }))).code);
    }
    expect(codes.filter((code) => code === 'people.wrong_code')).toHaveLength(5);
    expect(codes.slice(5)).toEqual(['limit.too_many', 'limit.too_many']);
    const token = await firstStep(person, person.email);
    await person.call(contract.finishSignIn, { token, code: codeOf(secret, now()) });
  });

  it('ends what was begun when the passphrase changes in between', async () => {
    const { person, secret } = await withAuthenticator();
    const token = await firstStep(heed.anonymous(), person.email);
    const passphrase = 'lanterns over the quay';
    await person.call(contract.changePassphrase, { current: testPassphrase, passphrase });
    const late = heed.anonymous().call(contract.finishSignIn, { token, code: codeOf(secret, now()) });
    expect(await refusal(late)).toMatchObject({ code: 'people.step_over' });
  });

  it('ends with ten minutes what was begun', async () => {
    const { person, secret } = await withAuthenticator();
    const token = await firstStep(heed.anonymous(), person.email);
    steps(20);
    const late = heed.anonymous().call(contract.finishSignIn, { token, code: codeOf(secret, now()) });
    expect(await refusal(late)).toMatchObject({ code: 'people.step_over' });
  });

  it('proves who somebody is, and can be removed with the recovery codes', async () => {
    const { person, secret } = await withAuthenticator();
    await person.call(contract.prove, { code: codeOf(secret, now()) });
    await person.call(contract.removeAuthenticator, {});
    expect(await person.call(contract.signInMethods, {})).toMatchObject({
      authenticatorSince: null,
      recoveryCodesLeft: 0,
    });
    await heed.signIn(person.email);
  });

  it('is kept sealed, and no code or secret is in an event or a finished write', async () => {
    const { person, secret, recoveryCodes } = await withAuthenticator();
    const [row] = await asOwner<{ secret: Buffer }>(
      heed.ownerUrl,
      'SELECT secret FROM authenticator WHERE account_id = $1',
      [person.personId],
    );
    expect(row?.secret.toString('latin1')).not.toContain(secret);
    const rows = await asOwner<{ text: string }>(
      heed.ownerUrl,
      `SELECT e::text AS text FROM event e UNION ALL SELECT f::text FROM finished_write f
       UNION ALL SELECT r::text FROM recovery_code r UNION ALL SELECT s::text FROM sign_in_step s`,
    );
    const secrets = [secret, ...recoveryCodes, ...recoveryCodes.map(tidyCode)];
    expect(rows.filter(({ text }) => secrets.some((one) => text.includes(one)))).toEqual([]);
  });

  it('that cannot be opened any more says so and takes a recovery code', async () => {
    const { person, secret, recoveryCodes } = await withAuthenticator();
    const { config } = heed.running.kernel;
    const { sealWords } = config;
    config.sealWords = ['another password of the database'];
    const client = heed.anonymous();
    const token = await firstStep(client, person.email);
    const tried = client.call(contract.finishSignIn, { token, code: codeOf(secret, now()) });
    await expect(tried).rejects.toMatchObject({ code: 'people.wrong_code', body: { detail: /HEED_SEAL/ } });
    await client.call(contract.finishSignIn, { token, code: recoveryCodes[0] ?? '' });
    config.sealWords = sealWords;
  });
});

describe('recovery codes', () => {
  it('sign in once each, however they are typed, and are counted down', async () => {
    const { person, recoveryCodes } = await withAuthenticator();
    const [first = ''] = recoveryCodes;
    const enter = async (code: string) => {
      const client = heed.anonymous();
      const token = await firstStep(client, person.email);
      return refusal(client.call(contract.finishSignIn, { token, code }));
    };
    expect(await enter(` ${first.toUpperCase().replaceAll('-', ' ')} `)).toMatchObject({ code: 'none' });
    expect(await enter(first)).toMatchObject({ code: 'people.wrong_code' });
    expect(await person.call(contract.signInMethods, {})).toMatchObject({ recoveryCodesLeft: 9 });
    expect(await eventsAbout(person.personId)).toEqual(['authenticator_added', 'code_used']);
  });

  it('end when new ones are made', async () => {
    const { person, recoveryCodes } = await withAuthenticator();
    const { recoveryCodes: fresh } = await person.call(contract.renewRecoveryCodes, {});
    const client = heed.anonymous();
    const token = await firstStep(client, person.email);
    const old = client.call(contract.finishSignIn, { token, code: recoveryCodes[1] ?? '' });
    expect(await refusal(old)).toMatchObject({ code: 'people.wrong_code' });
    await client.call(contract.finishSignIn, { token, code: fresh[1] ?? '' });
  });

  it('are none of somebody else', async () => {
    const [one, other] = [await withAuthenticator(), await withAuthenticator()];
    const client = heed.anonymous();
    const token = await firstStep(client, one.person.email);
    const crossed = client.call(contract.finishSignIn, { token, code: other.recoveryCodes[0] ?? '' });
    expect(await refusal(crossed)).toMatchObject({ code: 'people.wrong_code' });
  });

  it('use every sign equally often', () => {
    expect(newRecoveryCode(() => Buffer.from(Array.from({ length: 16 }, (_, n) => n)))).toBe('2345-6789-abcd-efgh');
    // 240 and above are thrown away: they would make the first signs likelier.
    let turn = 0;
    const code = newRecoveryCode(() => Buffer.alloc(16, turn++ === 0 ? 255 : 29));
    expect(code).toBe('zzzz-zzzz-zzzz-zzzz');
  });
});

describe('a second step is not got round', () => {
  it('by the invitation to another workspace', async () => {
    const { person } = await withAuthenticator();
    const there = await heed.signIn('olive@heed.example');
    await there.call(contract.switchWorkspace, { workspaceId: house.practiceWorkspaceId });
    const { link } = await there.call(contract.invite, { email: person.email, role: 'viewer' });
    const token = new URL(link ?? '').hash.slice(1);
    const join = { token, name: 'Anybody', passphrase: testPassphrase };
    expect(await refusal(heed.anonymous().call(contract.acceptInvitation, join))).toMatchObject({
      code: 'people.sign_in_first',
    });
    await person.call(contract.acceptInvitation, join);
  });

  it('and is taken away by the reset link of whoever runs the server, with an event', async () => {
    const { person } = await withAuthenticator();
    await givePasskey(heed, person);
    const said: string[] = [];
    const write = process.stdout.write.bind(process.stdout);
    process.stdout.write = (text) => said.push(String(text)) > 0;
    const reset = peopleCli.find((one) => one.name === 'reset');
    await reset?.run(heed.running.kernel, [person.email]);
    process.stdout.write = write;
    const token = said.join('').match(/#([\w-]+)/)?.[1] ?? '';
    const client = heed.anonymous();
    await client.call(contract.resetPassphrase, { token, passphrase: 'lanterns over the quay' });
    expect(await client.call(contract.signInMethods, {})).toMatchObject({
      authenticatorSince: null,
      recoveryCodesLeft: 0,
      passkeys: [],
    });
    expect((await eventsAbout(person.personId)).at(-1)).toBe('cleared');
  });
});

describe('a passkey', () => {
  it('signs in alone, is a second step, and proves who somebody is', async () => {
    const person = await heed.member('adviser');
    const { passkey, recoveryCodes } = await givePasskey(heed, person);
    expect(recoveryCodes).toHaveLength(10);
    const alone = heed.anonymous();
    const signedIn = await alone.call(contract.signInByPasskey, await answerOf(alone, passkey));
    expect(signedIn.personId).toBe(person.personId);
    const second = heed.anonymous();
    const token = await firstStep(second, person.email);
    await second.call(contract.finishSignIn, { token, passkey: await answerOf(second, passkey) });
    await second.call(contract.prove, { passkey: await answerOf(second, passkey) });
    const { passkeys } = await person.call(contract.signInMethods, {});
    expect(passkeys).toMatchObject([{ name: 'Blue key' }]);
    expect(passkeys[0]?.usedAt).not.toBeNull();
  });

  it('answers a challenge once and in time, and no other', async () => {
    const person = await heed.member('adviser');
    const { passkey } = await givePasskey(heed, person);
    const client = heed.anonymous();
    const answer = await answerOf(client, passkey);
    await client.call(contract.signInByPasskey, answer);
    const over = { code: 'people.step_over' };
    expect(await refusal(heed.anonymous().call(contract.signInByPasskey, answer))).toMatchObject(over);
    const late = await answerOf(client, passkey);
    steps(11);
    expect(await refusal(heed.anonymous().call(contract.signInByPasskey, late))).toMatchObject(over);
    const [one, other] = [await answerOf(client, passkey), await answerOf(client, passkey)];
    const crossed = { ...one, token: other.token };
    expect(await refusal(heed.anonymous().call(contract.signInByPasskey, crossed))).toMatchObject({
      code: 'people.passkey_refused',
    });
  });

  it('of another origin, of somebody else, copied or removed is refused', async () => {
    const [person, other] = [await heed.member('adviser'), await heed.member('adviser')];
    const { passkey, passkeyId } = await givePasskey(heed, person);
    const refused = { code: 'people.passkey_refused' };
    const { token, challenge } = await heed.anonymous().call(contract.passkeyChallenge, {});
    const proof = passkey.get(challenge);
    const forged = JSON.parse(Buffer.from(proof.clientDataJSON, 'base64url').toString());
    const clientDataJSON = Buffer.from(JSON.stringify({ ...forged, origin: 'https://evil.example' }));
    const foreign = { token, ...proof, clientDataJSON: clientDataJSON.toString('base64url') };
    expect(await refusal(heed.anonymous().call(contract.signInByPasskey, foreign))).toMatchObject(refused);
    const theirs = other.call(contract.prove, { passkey: await answerOf(other, passkey) });
    expect(await refusal(theirs)).toMatchObject(refused);
    await person.call(contract.prove, { passkey: await answerOf(person, passkey, 7) });
    const copied = person.call(contract.prove, { passkey: await answerOf(person, passkey, 7) });
    expect(await refusal(copied)).toMatchObject(refused);
    await person.call(contract.removePasskey, { passkeyId });
    const gone = heed.anonymous();
    expect(await refusal(gone.call(contract.signInByPasskey, await answerOf(gone, passkey, 8)))).toMatchObject(refused);
  });

  it('is renamed and removed by its own person only', async () => {
    const [person, other] = [await heed.member('adviser'), await heed.member('adviser')];
    const { passkeyId } = await givePasskey(heed, person);
    const name = { passkeyId, name: 'Phone' };
    const none = { code: 'record.not_found' };
    expect(await refusal(other.call(contract.renamePasskey, name))).toMatchObject(none);
    expect(await refusal(other.call(contract.removePasskey, { passkeyId }))).toMatchObject(none);
    await person.call(contract.renamePasskey, name);
    expect(await person.call(contract.signInMethods, {})).toMatchObject({ passkeys: [{ name: 'Phone' }] });
  });
});
