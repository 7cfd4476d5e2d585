import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed, testPassphrase } from '#kernel/test/heed.ts';
import { greet } from '#kernel/test/socket.ts';
import { endOtherSessions, endSession, listSessions, me, signIn, signOut, switchWorkspace } from '../contract.ts';

let heed: TestHeed;
let house: SetUp;

beforeAll(async () => {
  heed = await startTestHeed({ environment: { HEED_TRUST_PROXY: '1' } });
  house = await heed.setUp();
});
afterAll(() => heed.stop());

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const out = { status: 401, code: 'access.signed_out' };

/** A further session of somebody, from a browser and an address. */
async function signedIn(email: string, headers: Record<string, string> = {}): Promise<Client> {
  const client = heed.anonymous();
  client.headers = headers;
  client.personId = (await client.call(signIn, { email, passphrase: testPassphrase })).personId;
  client.headers = {};
  return client;
}

const sessionsOf = async (by: Client, personId = by.personId) => (await by.call(listSessions, { personId })).sessions;

describe('my devices', () => {
  it('are told in words, with the address and this one marked', async () => {
    const person = await heed.member('adviser');
    await signedIn(person.email, { 'User-Agent': firefox, 'X-Forwarded-For': '::ffff:198.51.100.20' });
    const sessions = await sessionsOf(person);
    expect(sessions).toHaveLength(2);
    expect(sessions.filter((one) => one.isThis)).toHaveLength(1);
    expect(sessions.find((one) => !one.isThis)).toMatchObject({
      device: 'Firefox on Linux',
      kind: 'computer',
      address: '198.51.100.20',
      workspaceName: 'Fennick & Rowe',
    });
  });

  it('end one by one; an ended one is listed no more and ends no second time', async () => {
    const person = await heed.member('adviser');
    const other = await signedIn(person.email);
    const [ended] = (await sessionsOf(person)).filter((one) => !one.isThis);
    const input = { personId: person.personId, sessionId: ended?.id ?? '' };
    await person.call(endSession, input);
    await expect(other.call(me, {})).rejects.toMatchObject(out);
    expect(await sessionsOf(person)).toHaveLength(1);
    await expect(person.call(endSession, input)).rejects.toMatchObject({ code: 'record.not_found' });
    await person.call(me, {});
  });

  it('end all but this one, in every workspace', async () => {
    const { owner, practiceWorkspaceId } = house;
    const practising = await signedIn('olive@heed.example');
    await practising.call(switchWorkspace, { workspaceId: practiceWorkspaceId });
    const { sessions } = await owner.call(endOtherSessions, { personId: owner.personId });
    expect(sessions).toBeGreaterThanOrEqual(1);
    await expect(practising.call(me, {})).rejects.toMatchObject(out);
    expect(await sessionsOf(owner)).toMatchObject([{ isThis: true }]);
    const events = await asOwner<{ workspace_id: string }>(
      heed.ownerUrl,
      "SELECT workspace_id FROM event WHERE type = 'person.sessions_ended' AND data->>'personId' = $1",
      [owner.personId],
    );
    expect(events.map((one) => one.workspace_id)).toContain(practiceWorkspaceId);
  });
});

describe('a colleague’s devices', () => {
  it('are seen and ended by an owner, and by nobody else', async () => {
    const [person, manager] = [await heed.member('adviser'), await heed.member('manager')];
    const { personId } = person;
    const seen = await sessionsOf(house.owner, personId);
    expect(seen).toHaveLength(1);
    const forbidden = { code: 'access.forbidden' };
    await expect(sessionsOf(manager, personId)).rejects.toMatchObject(forbidden);
    const sessionId = seen[0]?.id ?? '';
    await expect(manager.call(endSession, { personId, sessionId })).rejects.toMatchObject(forbidden);
    await expect(manager.call(endOtherSessions, { personId })).rejects.toMatchObject(forbidden);
    await person.call(me, {});
    expect(await house.owner.call(endOtherSessions, { personId })).toEqual({ sessions: 1 });
    await expect(person.call(me, {})).rejects.toMatchObject(out);
  });

  it('are not found under the name of somebody else', async () => {
    const [one, other] = [await heed.member('adviser'), await heed.member('adviser')];
    const [session] = await sessionsOf(other);
    const crossed = { personId: one.personId, sessionId: session?.id ?? '' };
    await expect(one.call(endSession, crossed)).rejects.toMatchObject({ code: 'record.not_found' });
    await expect(house.owner.call(endSession, crossed)).rejects.toMatchObject({ code: 'record.not_found' });
    await other.call(me, {});
  });
});

describe('with two processes on one database (T-50, T-57)', () => {
  /** The same browser at the other process. */
  const at = (url: string, client: Client) => Object.assign(new Client(url), { cookie: client.cookie });
  const within = async (ms: number, isSo: () => Promise<boolean>) => {
    const until = performance.now() + ms;
    while (performance.now() < until) {
      if (await isSo()) return true;
      await new Promise((done) => setTimeout(done, 50));
    }
    return isSo();
  };

  it.each([
    [
      'ending one session',
      async (person: Client, victim: Client) => {
        const mine = await sessionsOf(victim);
        const sessionId = mine.find((one) => one.isThis)?.id ?? '';
        await person.call(endSession, { personId: person.personId, sessionId });
      },
    ],
    ['ending all others', (person: Client) => person.call(endOtherSessions, { personId: person.personId })],
    ['signing out', (_: Client, victim: Client) => victim.call(signOut, {})],
    ['an owner', (person: Client) => house.owner.call(endOtherSessions, { personId: person.personId })],
  ])('%s ends requests and sockets at the other within a second', async (_, end) => {
    const other = await heed.beside();
    const person = await heed.member('adviser');
    const victim = await signedIn(person.email);
    victim.personId = person.personId;
    const there = at(other.url, victim);
    await there.call(me, {});
    const socket = await greet(there);
    await there.call(me, {});
    await end(person, victim);
    const isRefused = () =>
      there.call(me, {}).then(
        () => false,
        (error: { code: string }) => error.code === out.code,
      );
    expect(await within(1_000, isRefused)).toBe(true);
    const code = await Promise.race([socket.closed, new Promise((done) => setTimeout(() => done('open'), 1_000))]);
    expect(code).not.toBe('open');
  });
});
