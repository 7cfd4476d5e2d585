import type { InputOf } from '#kernel/contract/contract.ts';
import { type Id, newId } from '#kernel/contract/ids.ts';
import { type Caller, type CommandContext, handlePrepared } from '#kernel/server/capability.ts';
import { noScope } from '#kernel/server/database.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { confirmed, finishElsewhere, signedIn } from '../contract.ts';
import { accountByEmail, accountById, membershipsOf, newcomer } from './accounts.ts';
import { sessionCookie } from './cookie.ts';
import { askForStepAfterProvider } from './finish-sign-in.ts';
import { doorPolicy } from './policy.ts';
import { renewProof } from './prove.ts';
import { whoCame } from './provider-client.ts';
import { type Identity, identityOf, isStillLinked, linkIdentity, noteUse, type Who } from './provider-identity.ts';
import { type Joining, joinBy, joiningOf } from './provider-join.ts';
import { openProvider, type Provider } from './provider-rows.ts';
import { elsewhereSecret, keepOffer, takeBegun } from './provider-steps.ts';
import { selfOf, startSession } from './session.ts';
import { atTheDoor, countChallenge } from './tries.ts';

interface Came {
  kernel: Kernel;
  provider: Provider;
  to: 'sign_in' | 'link' | 'prove';
  /** Whose session began it; null where nobody was signed in or it was to sign in. */
  accountId: Id | null;
  who: Who;
  identity: Identity | undefined;
  /** How somebody new comes in. */
  joining: Joining | undefined;
}

/** What came back with the browser: signs in, links or confirms, as this browser had begun. */
export const finishAtHome = handlePrepared(finishElsewhere, prepare, async (ctx, _input, came) => {
  demand(ctx, doorPolicy, 'finish-elsewhere');
  if (came.to === 'sign_in') return { personId: await signInAs(ctx, came), did: 'signed_in' as const };
  const { id, sessionId } = selfOf(ctx);
  if (id !== came.accountId) refuseOther();
  if (came.to === 'link') {
    await demandMember(ctx, id, came.provider);
    await linkIdentity(ctx, id, came.who);
    return { personId: id, did: 'linked' as const };
  }
  if (came.identity?.accountId !== id || !(await isStillLinked(ctx, id, came.identity.id))) refuseOther();
  await renewProof(ctx, sessionId);
  ctx.emit(confirmed, { personId: id, how: 'provider' });
  return { personId: id, did: 'proved' as const };
});

/**
 * Everything that needs no transaction, and what must last although the command is refused: the state is used up, the
 * second step is begun, what may be linked is kept.
 */
async function prepare(kernel: Kernel, input: InputOf<typeof finishElsewhere>, { request }: Caller): Promise<Came> {
  await atTheDoor(request, () => countChallenge(kernel, request));
  const secret = elsewhereSecret(kernel, request) ?? '';
  const write = kernel.database.write.bind(kernel.database);
  const { to, providerId, accountId } = await write(noScope, (tx) => takeBegun(tx, kernel.now(), input.state, secret));
  const provider = await openProvider(kernel, providerId);
  const { code, state, iss } = input;
  if (code === undefined) return refuse('people.provider_refused', refusalOf(input.error, provider.name));
  const answer = { code, state, secret, proves: to === 'prove', ...(iss === undefined ? {} : { iss }) };
  const who = await whoCame(kernel, provider, answer);
  const identity = await kernel.database.read(noScope, (tx) => identityOf(tx, who));
  const came = { kernel, provider, to, accountId, who, identity, joining: undefined };
  if (to !== 'sign_in') return came;
  if (identity) {
    await askForStepAfterProvider(kernel, identity);
    return came;
  }
  const account = await kernel.database.read(noScope, (tx) => accountByEmail(tx, who.email));
  if (!account) return { ...came, joining: await joiningOf(kernel, provider, who.email) };
  await write(noScope, (tx) => keepOffer(tx, kernel.now(), secret, account.id, who));
  return refuse('people.link_first', `Confirm that ${who.email} is yours by signing in the way you did so far.`, {
    facts: { email: who.email },
  });
}

async function signInAs(ctx: CommandContext, { kernel, provider, who, identity, joining }: Came): Promise<Id> {
  if (!identity) return joinBy(ctx, kernel, provider, who, joining ?? refuseAccess(provider), newId());
  const account = (await accountById(ctx.tx, identity.accountId)) ?? refuseAccess(provider);
  await demandMember(ctx, account.id, provider);
  if (!(await isStillLinked(ctx, account.id, identity.id))) refuseOther();
  const person = (await newcomer(ctx, account)) ?? refuseAccess(provider);
  await noteUse(ctx, identity.id, who.email);
  const token = await startSession(ctx, person);
  ctx.emit(signedIn, { personId: account.id });
  ctx.setCookie(sessionCookie(kernel, token));
  return account.id;
}

/** The provider lets people of its own workspace in, and nobody else. */
async function demandMember(ctx: CommandContext, accountId: Id, provider: Provider): Promise<void> {
  const places = await membershipsOf(ctx, accountId);
  if (!places.some((place) => place.workspace_id === provider.id)) refuseAccess(provider);
}

function refusalOf(error: string | undefined, name: string): string {
  if (error === 'access_denied') return `${name} says that you did not agree, or may not use Heed.`;
  return `${name} ended it before you were signed in. Begin again.`;
}

function refuseAccess(provider: Provider): never {
  return refuse(
    'people.not_invited',
    `${provider.name} knows you, but you have no access here any more. Ask an owner.`,
  );
}

function refuseOther(): never {
  return refuse(
    'people.answer_refused',
    'The provider names somebody else than who is signed in here. Nothing was changed.',
  );
}
