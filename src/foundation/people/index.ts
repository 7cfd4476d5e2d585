import type { Capability } from '#kernel/server/capability.ts';
import { noScope } from '#kernel/server/database.ts';
import * as contract from './contract.ts';
import { acceptOffer } from './server/accept-invitation.ts';
import {
  beginAuthenticator,
  confirmOwnAuthenticator,
  removeOwnAuthenticator,
  renewOwnCodes,
} from './server/authenticator-commands.ts';
import { changeAccessOfPerson } from './server/change-access.ts';
import { changeOwnPassphrase } from './server/change-passphrase.ts';
import { changeRoleOfPerson } from './server/change-role.ts';
import { changeOneTeam } from './server/change-team.ts';
import { createNewTeam } from './server/create-team.ts';
import { expireInvitation } from './server/end-invitation.ts';
import { finishSigningIn, signInWithPasskey } from './server/finish-sign-in.ts';
import { invitePerson } from './server/invite.ts';
import { keyIdentifier } from './server/key-identifier.ts';
import { answerKeyScopes } from './server/key-scopes.ts';
import { answerKeys, revokeOneKey } from './server/keys.ts';
import { chooseOwnLanguage } from './server/language.ts';
import { makeOwnKey } from './server/make-key.ts';
import { openOneTimeLink } from './server/open-link.ts';
import {
  beginPasskey,
  keepPasskey,
  makePasskeyChallenge,
  removeOwnPasskey,
  renameOwnPasskey,
} from './server/passkey-commands.ts';
import { peopleAbilities } from './server/policy.ts';
import { proveOwnSelf } from './server/prove.ts';
import { finishAtHome } from './server/provider-finish.ts';
import {
  answerProvider,
  answerProviders,
  checkOwnProvider,
  removeOwnProvider,
  setOwnProvider,
} from './server/provider-settings.ts';
import { beginElsewhere } from './server/provider-start.ts';
import { answerInvitations, answerMe, answerPeople, answerSetUpState, answerTeams } from './server/queries.ts';
import { forgetSessions } from './server/remembered.ts';
import { resetByLink } from './server/reset-passphrase.ts';
import { answerSecurity, answerSignInMethods, changeSecurityRule } from './server/security.ts';
import { staffIdentifier } from './server/session.ts';
import { answerSessions, endAllOtherSessions, endOneSession } from './server/sessions.ts';
import { setUpWorkspace } from './server/set-up.ts';
import { printSetUpLink } from './server/set-up-link.ts';
import { signInPerson } from './server/sign-in.ts';
import { signOutPerson } from './server/sign-out.ts';
import { switchToWorkspace } from './server/switch-workspace.ts';
import { tidy } from './server/tidy.ts';
import { unlinkOwnIdentity } from './server/unlink-identity.ts';
import { withdrawOpenInvitation } from './server/withdraw-invitation.ts';

export { accessPerson, accessTeam, type PersonRow, type TeamRow } from './server/access.ts';
export { deviceWords } from './server/agent-words.ts';
export { cookieNamed, namedCookie, sessionCookie } from './server/cookie.ts';
export { furtherScopes, scopeOf } from './server/key-scopes.ts';
export { hashPassphrase, verifyPassphrase } from './server/passphrase.ts';
export { personPolicy } from './server/policy.ts';
export { withoutSecondStep } from './server/security.ts';
export { setUpLink } from './server/set-up-link.ts';
export { demandStrong } from './server/weak-passphrase.ts';

const commands = [
  setUpWorkspace,
  openOneTimeLink,
  signInPerson,
  finishSigningIn,
  makePasskeyChallenge,
  signInWithPasskey,
  proveOwnSelf,
  signOutPerson,
  switchToWorkspace,
  invitePerson,
  withdrawOpenInvitation,
  acceptOffer,
  resetByLink,
  changeOwnPassphrase,
  chooseOwnLanguage,
  beginAuthenticator,
  confirmOwnAuthenticator,
  removeOwnAuthenticator,
  renewOwnCodes,
  beginPasskey,
  keepPasskey,
  renameOwnPasskey,
  removeOwnPasskey,
  endOneSession,
  endAllOtherSessions,
  changeRoleOfPerson,
  changeAccessOfPerson,
  createNewTeam,
  changeOneTeam,
  changeSecurityRule,
  ...[setOwnProvider, removeOwnProvider, checkOwnProvider, beginElsewhere, finishAtHome, unlinkOwnIdentity],
  ...[makeOwnKey, revokeOneKey],
];
const names = new Set(commands.map((one) => one.contract.name));

/** Who works here: set-up, sign-in, invitations, roles and teams. */
export const people: Capability = {
  name: 'people',
  problems: {
    ...contract.peopleProblems,
    ...contract.safetyProblems,
    ...contract.providerProblems,
    ...contract.keyProblems,
  },
  events: [
    contract.workspaceSetUp,
    contract.personJoined,
    contract.personInvited,
    contract.invitationEnded,
    contract.roleChanged,
    contract.personActivity,
    contract.teamChanged,
    contract.signedIn,
    contract.signedOut,
    contract.workspaceLeft,
    contract.passphraseChanged,
    contract.languageChosen,
    contract.confirmed,
    contract.secondStepChanged,
    contract.sessionsEnded,
    contract.securityChanged,
    ...[contract.providerChanged, contract.identityLinked, contract.identityUnlinked],
    ...[contract.keyMade, contract.keyRevoked],
  ],
  commands,
  queries: [
    ...[answerSetUpState, answerMe, answerPeople, answerTeams, answerInvitations],
    ...[answerSignInMethods, answerSessions, answerSecurity, answerProviders, answerProvider],
    ...[answerKeys, answerKeyScopes],
  ],
  deadlines: [expireInvitation],
  jobs: [
    {
      task: 'people.tidy',
      cron: '17 3 * * *',
      run: (kernel) => kernel.database.write(noScope, (tx) => tidy(tx, kernel.now())),
    },
  ],
  identifiers: [keyIdentifier, staffIdentifier],
  committed: (kernel, done) => {
    if (done.some((name) => names.has(name))) forgetSessions(kernel);
  },
  abilities: peopleAbilities,
  started: printSetUpLink,
};
