import { type Id, newId } from '#kernel/contract/ids.ts';
import type { Actor } from '#kernel/server/actor.ts';
import { type Caller, handlePrepared } from '#kernel/server/capability.ts';
import { noScope } from '#kernel/server/database.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { demand } from '#kernel/server/policy.ts';
import { refuse } from '#kernel/server/problem.ts';
import { statement, type Tx } from '#kernel/server/sql.ts';
import { acceptInvitation, personJoined, type Role, signedIn } from '../contract.ts';
import { accountByEmail, createAccount, isStillSecret } from './accounts.ts';
import { sessionCookie } from './cookie.ts';
import { keepFromExpiring } from './end-invitation.ts';
import { findLink, useLink } from './links.ts';
import { addMember } from './membership.ts';
import { mayStillInvite } from './open-invitations.ts';
import { hashPassphrase, verifyPassphrase } from './passphrase.ts';
import { doorPolicy } from './policy.ts';
import { takeOtherWay } from './provider-identity.ts';
import { hasSecondStep, secondStepsOf } from './second-step.ts';
import { startSession } from './session.ts';
import { joinTeams } from './teams.ts';
import { atTheDoor, countTry, giveBack } from './tries.ts';
import { demandStrong } from './weak-passphrase.ts';

const offer = statement<{ email: string; role: Role; workspaceName: string }>(
  'people_invitation_offer',
  `SELECT i.email, i.role, w.name AS "workspaceName" FROM invitation i JOIN workspace w ON w.id = i.workspace_id
   WHERE i.workspace_id = $1 AND i.id = $2 AND i.state = 'open'`,
);
const take = statement<{ team_ids: Id[]; invited_by: Id | null }>(
  'people_invitation_accept',
  `UPDATE invitation SET state = 'accepted' WHERE workspace_id = $1 AND id = $2 AND state = 'open'
   RETURNING team_ids, invited_by`,
);

/** Joins by an invitation: a new account under a new passphrase, or the account that the address already has. */
export const acceptOffer = handlePrepared(
  acceptInvitation,
  prepare,
  async (ctx, input, { kernel, account, role, tries }) => {
    demand(ctx, doorPolicy, 'accept-invitation');
    const link = await useLink(ctx, input.token, 'invitation');
    if (tries === null) await createAccount(ctx, account);
    else if (await isStillSecret(ctx, account)) await giveBack(ctx, tries);
    else refuseAccount();

    const workspaceId = link.workspace_id ?? linkOver();
    const invitationId = link.invitation_id ?? linkOver();
    const token = await startSession(ctx, { accountId: account.id, name: account.name, role, workspaceId });
    const invitation = (await ctx.tx.first(take, [workspaceId, invitationId])) ?? linkOver();
    if (!(await mayStillInvite(ctx, invitation.invited_by, role))) linkOver();
    await keepFromExpiring(ctx, invitationId);
    await addMember(ctx, account.id, role);
    await joinTeams(ctx, invitation.team_ids, account.id);
    ctx.emit(personJoined, { personId: account.id, role });
    ctx.emit(signedIn, { personId: account.id });
    await takeOtherWay(ctx, kernel, account.id);
    ctx.setCookie(sessionCookie(kernel, token));
    return { personId: account.id, workspaceId };
  },
);

/** Checks the passphrase of an existing account, or hashes the one of a new account; `tries` tells which it was. */
async function prepare(
  kernel: Kernel,
  input: { token: string; name: string; passphrase: string },
  { request, identity: { actor } }: Caller,
) {
  const { email, role, workspaceName } = await offerOf(kernel, input.token);
  const known = await kernel.database.read(noScope, (tx) => accountByEmail(tx, email));
  if (known) {
    const tries = await atTheDoor(request, () => countTry(kernel, request, email, known.id));
    if (!(await verifyPassphrase(known.secret, input.passphrase))) refuseAccount();
    await demandSecondStep(kernel, known.id, actor);
    return { kernel, account: known, role, tries };
  }
  demandStrong(input.passphrase, { name: input.name, email, workspace: workspaceName });
  const secret = await hashPassphrase(input.passphrase);
  return { kernel, account: { id: newId(), email, name: input.name, secret }, role, tries: null };
}

/** An invitation must not be a way round the second step: who has one is signed in with it already. */
async function demandSecondStep(kernel: Kernel, accountId: Id, actor: Actor): Promise<void> {
  if (actor.kind === 'person' && actor.id === accountId) return;
  if (!hasSecondStep(await kernel.database.read(noScope, (tx) => secondStepsOf(tx, accountId)))) return;
  refuse('people.sign_in_first', 'Sign in with your second step, then open this link again.');
}

async function offerOf(kernel: Kernel, token: string) {
  const link = await kernel.database.read(noScope, (tx) => findLink(tx, kernel.now(), token, 'invitation'));
  const scope = { workspaceId: link.workspace_id, customerId: null };
  const read = (tx: Tx) => tx.first(offer, [link.workspace_id, link.invitation_id]);
  return (await kernel.database.read(scope, read)) ?? linkOver();
}

function linkOver(): never {
  return refuse('people.link_over', 'This invitation is no longer open. Ask for a new one.');
}

function refuseAccount(): never {
  return refuse('people.wrong_passphrase', 'This address has an account already. Give the passphrase of that account.');
}
