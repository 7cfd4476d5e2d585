import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Client, ProblemError } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { type SetUp, startTestHeed, type TestHeed, testPassphrase } from '#kernel/test/heed.ts';
import * as contract from '../contract.ts';
import { codeOf, giveAuthenticator } from '../test/second-step.ts';
import { type Flaw, type Person, type SoftProvider, startSoftProvider } from '../test/soft-provider.ts';

let heed: TestHeed;
let house: SetUp;
let provider: SoftProvider;
/** In a place that nobody allowed Heed to call. */
let forbidden: SoftProvider;
let count = 0;

const settings = { name: 'Acme ID', clientId: 'heed', domains: ['acme.example'], joinsAs: null, isOnly: false };

beforeAll(async () => {
  [provider, forbidden] = [await startSoftProvider(), await startSoftProvider('127.0.0.3')];
  heed = await startTestHeed({ environment: { HEED_EGRESS_ALLOW: '127.0.0.2' } });
  house = await heed.setUp();
  await set({});
});
afterAll(async () => {
  await heed.stop();
  await Promise.all([provider.stop(), forbidden.stop()]);
});
// Whoever signs in often from one network waits; here that is not what is tested.
beforeEach(() => asOwner(heed.ownerUrl, 'DELETE FROM recent_try'));

type Change = Partial<Omit<Parameters<typeof house.owner.call<typeof contract.setProvider>>[1], 'version'>>;

async function set(change: Change): Promise<void> {
  const { version } = await house.owner.call(contract.getProvider, {});
  await house.owner.call(contract.setProvider, {
    ...{ ...settings, issuer: provider.issuer, clientSecret: 'between the two', version },
    ...change,
  });
}

/** A browser that keeps both cookies, as real ones do. */
class Tab extends Client {
  jar = new Map<string, string>();
  override async raw(...args: Parameters<Client['raw']>): Promise<Response> {
    this.cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ') || undefined;
    const response = await super.raw(...args);
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.jar.set(name, value);
    }
    return response;
  }
}

const newTab = () => new Tab(heed.url);
const newPerson = (more: Partial<Person> = {}): Person => {
  const n = ++count;
  return { sub: `subject-${n}`, email: `p${n}@acme.example`, email_verified: true, name: `Person ${n}`, ...more };
};

async function begin(tab: Tab, to: 'sign_in' | 'link' | 'prove' = 'sign_in'): Promise<string> {
  return (await tab.call(contract.startElsewhere, { providerId: house.workspaceId, to })).url;
}

async function come(tab: Tab, person: Person, flaw?: Flaw) {
  return tab.call(contract.finishElsewhere, provider.agree(await begin(tab), person, flaw));
}

const codeFrom = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
      return error.code;
    },
  );

async function signedInTab(email: string): Promise<Tab> {
  const tab = newTab();
  const { personId } = await tab.call(contract.signIn, { email, passphrase: testPassphrase });
  return Object.assign(tab, { personId });
}

describe('a provider', () => {
  it('is set up by an owner, and its secret is sealed and never shown', async () => {
    const { provider: shown, callback } = await house.owner.call(contract.getProvider, {});
    expect(shown).toMatchObject({ name: 'Acme ID', hasSecret: true, issuer: provider.issuer });
    expect(JSON.stringify(shown)).not.toContain('between the two');
    expect(callback).toBe(`${heed.url}/desk/sign-in/back`);
    const [row] = await asOwner<{ secret: Buffer }>(
      heed.ownerUrl,
      'SELECT client_secret AS secret FROM sign_in_provider',
    );
    expect(row?.secret.includes('between')).toBe(false);
  });

  it('keeps its secret from another issuer', async () => {
    await set({ issuer: 'https://elsewhere.example', clientSecret: undefined });
    expect((await house.owner.call(contract.getProvider, {})).provider?.hasSecret).toBe(false);
    await set({});
    await set({ clientSecret: undefined });
    expect((await house.owner.call(contract.getProvider, {})).provider?.hasSecret).toBe(true);
  });

  it('is not called in the own network unless an operator allowed that (T-51)', async () => {
    await set({ issuer: forbidden.issuer });
    const told = await house.owner.call(contract.checkProvider, {});
    expect(told).toMatchObject({ answers: false, why: expect.stringContaining('HEED_EGRESS_ALLOW') });
    expect(await codeFrom(begin(newTab()))).toBe('people.provider_down');
    await set({});
    expect(await house.owner.call(contract.checkProvider, {})).toEqual({ answers: true, why: null });
  });
});

describe('somebody new', () => {
  it('comes in only when invited, with the role and teams of the invitation, and leaves a trace', async () => {
    const person = newPerson();
    expect(await codeFrom(come(newTab(), person))).toBe('people.not_invited');
    const { teamId } = house;
    await house.owner.call(contract.invite, { email: person.email ?? '', role: 'lead', teamIds: [teamId] });
    const tab = newTab();
    const { personId, did } = await come(tab, person);
    expect(did).toBe('signed_in');
    expect(await tab.call(contract.me, {})).toMatchObject({
      person: { id: personId, name: person.name, role: 'lead', teamIds: [teamId] },
    });
    const { invitations } = await house.owner.call(contract.listInvitations, {});
    expect(invitations.find((one) => one.email === person.email)?.state).toBe('accepted');
    const log = await asOwner<{ type: string }>(
      heed.ownerUrl,
      `SELECT type FROM event WHERE data->>'personId' = $1 ORDER BY seq`,
      [personId],
    );
    expect(log.map((one) => one.type)).toEqual(['person.joined', 'person.identity_linked', 'person.signed_in']);
  });

  it('comes in uninvited where an owner gave new people a role', async () => {
    await set({ joinsAs: 'viewer' });
    const tab = newTab();
    await come(tab, newPerson());
    expect((await tab.call(contract.me, {})).person.role).toBe('viewer');
    await set({});
  });

  it('is the same person by their subject, whatever their address is later', async () => {
    await set({ joinsAs: 'viewer' });
    const person = newPerson();
    const { personId } = await come(newTab(), person);
    expect((await come(newTab(), { ...person, email: 'married@acme.example' })).personId).toBe(personId);
    // Their old address passed to somebody else: who has it now is not them.
    expect(await codeFrom(come(newTab(), { ...person, sub: 'somebody else' }))).toBe('people.link_first');
    await set({});
  });

  it.each([
    ['of another domain', { email: 'eve@acme.example.evil.example' }],
    ['whose address is not verified', { email_verified: false }],
    ['of whose address nothing is said', { email_verified: undefined }],
    ['without an address', { email: undefined }],
  ])('%s is refused', async (_what, more) => {
    await set({ joinsAs: 'viewer' });
    const person = JSON.parse(JSON.stringify({ ...newPerson(), ...more })) as Person;
    if ('email_verified' in more && more.email_verified === undefined) delete person.email_verified;
    expect(await codeFrom(come(newTab(), person))).toBe('people.address_refused');
    await set({});
  });
});

describe('an account that is there', () => {
  it('is linked only by whoever proves that it is theirs, in the same browser', async () => {
    const member = await heed.member('adviser');
    await set({ domains: ['heed.example'] });
    const person = newPerson({ email: member.email });
    const tab = newTab();
    expect(await codeFrom(come(tab, person))).toBe('people.link_first');
    // Somebody else signing in there links nothing, and ends the offer.
    const other = await heed.member('viewer');
    const stranger = newTab();
    expect(await codeFrom(come(stranger, person))).toBe('people.link_first');
    await stranger.call(contract.signIn, { email: other.email, passphrase: testPassphrase });
    expect(await codeFrom(come(newTab(), person))).toBe('people.link_first');

    await tab.call(contract.signIn, { email: member.email, passphrase: testPassphrase });
    expect((await come(newTab(), person)).personId).toBe(member.personId);
    const { providers } = await tab.call(contract.signInMethods, {});
    expect(providers).toMatchObject([{ name: 'Acme ID', linked: { email: member.email } }]);
    await set({});
  });

  it('is linked from its own settings, after a fresh proof, and unlinked again', async () => {
    const { email } = await heed.member('adviser');
    const tab = await signedInTab(email);
    await asOwner(heed.ownerUrl, `UPDATE session SET proved_at = proved_at - interval '1 hour'`);
    tab.confirms = false;
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(await codeFrom(begin(tab, 'link'))).toBe('access.fresh_proof_needed');
    tab.confirms = true;
    const person = newPerson();
    expect(await tab.call(contract.finishElsewhere, provider.agree(await begin(tab, 'link'), person))).toMatchObject({
      did: 'linked',
    });
    expect((await come(newTab(), person)).personId).toBe(tab.personId);
    // It is theirs now, and nobody else's.
    const other = await signedInTab((await heed.member('viewer')).email);
    const taken = other.call(contract.finishElsewhere, provider.agree(await begin(other, 'link'), person));
    expect(await codeFrom(taken)).toBe('people.identity_taken');

    const { providers } = await tab.call(contract.signInMethods, {});
    await tab.call(contract.unlinkIdentity, { identityId: providers[0]?.linked?.id ?? '' });
    expect(await codeFrom(come(newTab(), person))).toBe('people.not_invited');
  });

  it('with a second step is asked for that too', async () => {
    const { email } = await heed.member('adviser');
    const tab = await signedInTab(email);
    const { secret } = await giveAuthenticator(heed, tab);
    const person = newPerson();
    await tab.call(contract.finishElsewhere, provider.agree(await begin(tab, 'link'), person));
    const fresh = newTab();
    const refused: unknown = await come(fresh, person).catch((error: unknown) => error);
    if (!(refused instanceof ProblemError)) throw new Error('no second step was asked for');
    expect(refused.code).toBe('people.second_step_needed');
    expect(await codeFrom(fresh.call(contract.me, {}))).toBe('access.signed_out');
    const token = String(refused.body.facts?.token);
    const later = new Date(heed.running.kernel.now().getTime() + 30_000);
    const done = await fresh.call(contract.finishSignIn, { token, code: codeOf(secret, later) });
    expect(done.personId).toBe(tab.personId);
  });

  it('confirms by the provider who it is, where it is the same person', async () => {
    await set({ joinsAs: 'viewer' });
    const person = newPerson();
    const tab = newTab();
    await come(tab, person);
    const wrong = tab.call(contract.finishElsewhere, provider.agree(await begin(tab, 'prove'), newPerson()));
    expect(await codeFrom(wrong)).toBe('people.answer_refused');
    const right = tab.call(contract.finishElsewhere, provider.agree(await begin(tab, 'prove'), person));
    expect(await right).toMatchObject({ did: 'proved' });
    // It is their only way in, so it stays.
    const { providers } = await tab.call(contract.signInMethods, {});
    const last = tab.call(contract.unlinkIdentity, { identityId: providers[0]?.linked?.id ?? '' });
    expect(await codeFrom(last)).toBe('people.only_way_in');
    await set({});
  });

  it('that was shut out stays out', async () => {
    await set({ joinsAs: 'viewer' });
    const person = newPerson();
    const { personId } = await come(newTab(), person);
    await house.owner.call(contract.changeAccess, { personId, active: false, version: 1 });
    expect(await codeFrom(come(newTab(), person))).toBe('people.not_invited');
    await set({});
  });
});

describe('what does not fit is refused, and nobody is signed in', () => {
  it.each<Flaw>([
    'nonce',
    'audience',
    'issuer',
    'expired',
    'key',
    'unsigned',
  ])('a token with a wrong %s', async (flaw) => {
    await set({ joinsAs: 'viewer' });
    const tab = newTab();
    expect(await codeFrom(come(tab, newPerson(), flaw))).toBe('people.answer_refused');
    expect(await codeFrom(tab.call(contract.me, {}))).toBe('access.signed_out');
    await set({});
  });

  it('a state or a code a second time, or in another browser', async () => {
    await set({ joinsAs: 'viewer' });
    const tab = newTab();
    const answer = provider.agree(await begin(tab), newPerson());
    await tab.call(contract.finishElsewhere, answer);
    expect(await codeFrom(tab.call(contract.finishElsewhere, answer))).toBe('people.step_over');
    const again = provider.agree(await begin(tab), newPerson());
    expect(await codeFrom(tab.call(contract.finishElsewhere, { ...again, code: answer.code }))).toBe(
      'people.answer_refused',
    );

    // Somebody hands over the end of their own sign-in: the other browser never began it.
    const mine = provider.agree(await begin(newTab()), newPerson());
    expect(await codeFrom(newTab().call(contract.finishElsewhere, mine))).toBe('people.step_over');
    await set({});
  });

  it('a provider that refuses or is down says so in plain words', async () => {
    const tab = newTab();
    const { state } = provider.agree(await begin(tab), newPerson());
    expect(await codeFrom(tab.call(contract.finishElsewhere, { state, error: 'access_denied' }))).toBe(
      'people.provider_refused',
    );
    const second = provider.agree(await begin(tab), newPerson());
    provider.down = true;
    expect(await codeFrom(tab.call(contract.finishElsewhere, second))).toBe('people.provider_down');
    provider.down = false;
  });
});

describe('where the provider is the only way in', () => {
  it('passphrases open nothing, but linking and a reset link still do', async () => {
    const member = await heed.member('adviser');
    expect(await codeFrom(set({ isOnly: true }))).toBe('people.link_own_first');
    const owner = await signedInTab('olive@heed.example');
    const own = newPerson({ email: 'olive@acme.example' });
    await owner.call(contract.finishElsewhere, provider.agree(await begin(owner, 'link'), own));
    await set({ isOnly: true, domains: ['acme.example', 'heed.example'] });

    const byPassphrase = { email: member.email, passphrase: testPassphrase };
    expect(await codeFrom(heed.anonymous().call(contract.signIn, byPassphrase))).toBe('people.only_elsewhere');
    const { link } = await house.owner.call(contract.invite, { email: 'new@heed.example', role: 'viewer' });
    const token = new URL(link ?? '').hash.slice(1);
    const join = heed.anonymous().call(contract.acceptInvitation, { token, name: 'New', passphrase: testPassphrase });
    expect(await codeFrom(join)).toBe('people.only_elsewhere');

    // Who has not linked yet does it on the way in.
    const tab = newTab();
    const person = newPerson({ email: member.email });
    expect(await codeFrom(come(tab, person))).toBe('people.link_first');
    await tab.call(contract.signIn, byPassphrase);
    expect((await come(newTab(), person)).personId).toBe(member.personId);
    expect((await come(newTab(), own)).personId).toBe(house.owner.personId);

    const { kernel } = heed.running;
    const { createLink } = await import('./links.ts');
    const { noScope } = await import('#kernel/server/database.ts');
    const reset = await kernel.database.write(noScope, (tx) =>
      createLink(tx, heed.url, kernel.now(), { purpose: 'reset', hours: 1, accountId: member.personId }),
    );
    await heed.anonymous().call(contract.resetPassphrase, {
      token: new URL(reset).hash.slice(1),
      passphrase: 'lanterns over the quay',
    });
  });
});
