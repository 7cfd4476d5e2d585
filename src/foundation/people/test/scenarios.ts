import { randomBytes } from 'node:crypto';
import { newId } from '#kernel/contract/ids.ts';
import { noScope } from '#kernel/server/database.ts';
import { testPassphrase } from '#kernel/test/heed.ts';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';
import { createLink } from '../server/links.ts';
import { providerScenarios } from './provider-scenarios.ts';
import { safetyScenarios } from './safety-scenarios.ts';

const newEmail = () => `newcomer-${randomBytes(4).toString('hex')}@heed.example`;
const newName = (what: string) => `${what} ${randomBytes(3).toString('hex')}`;

async function invited(stage: Stage): Promise<{ invitationId: string; token: string }> {
  const { owner } = stage.cast;
  const { invitationId, link } = await owner.call(contract.invite, { email: newEmail(), role: 'adviser' });
  return { invitationId, token: new URL(link ?? '').hash.slice(1) };
}

async function resetToken({ heed, spare }: Stage): Promise<string> {
  const { kernel } = heed.running;
  const of = { purpose: 'reset', hours: 1, accountId: spare.personId } as const;
  const link = await kernel.database.write(noScope, (tx) => createLink(tx, heed.url, kernel.now(), of));
  return new URL(link).hash.slice(1);
}

async function sparePerson({ cast, spare }: Stage) {
  const { people } = await cast.owner.call(contract.listPeople, {});
  const person = people.find((one) => one.id === spare.personId);
  if (!person) throw new Error('the spare person is gone');
  return person;
}

const passphrase = testPassphrase;

export const scenarios = [
  ...safetyScenarios,
  ...providerScenarios,
  scenario(contract.setUpState, () => ({})),
  scenario(contract.setUp, () => ({
    ...{ token: 'x'.repeat(43), ownerName: 'Otto', email: newEmail(), passphrase },
    ...{ workspaceName: 'Second shop', timeZone: 'Australia/Melbourne', teamName: 'Orders' },
  })),
  scenario(contract.openLink, async (stage) => ({ token: (await invited(stage)).token })),
  scenario(contract.signIn, (stage) => ({ email: stage.spare.email, passphrase }), { isAboutSession: true }),
  scenario(contract.signOut, () => ({}), { isAboutSession: true }),
  scenario(contract.switchWorkspace, (stage) => ({ workspaceId: stage.house.workspaceId }), { isAboutSession: true }),
  scenario(contract.chooseLanguage, () => ({ locale: 'de' as const })),
  scenario(contract.me, () => ({})),
  scenario(contract.listPeople, () => ({})),
  scenario(contract.listTeams, () => ({})),
  scenario(contract.listInvitations, () => ({})),
  scenario(contract.invite, (stage) => ({
    email: newEmail(),
    role: 'adviser' as const,
    teamIds: [stage.house.teamId],
  })),
  scenario(contract.listKeys, () => ({})),
  scenario(contract.listKeyScopes, () => ({})),
  scenario(contract.makeKey, () => ({ name: newName('Key'), scopes: ['customers:read'], days: 30 })),
  scenario(contract.revokeKey, async ({ cast }) => {
    const made = { name: newName('Key'), scopes: ['customers:read'], days: 30 };
    return { keyId: (await cast.owner.call(contract.makeKey, made)).keyId };
  }),
  scenario(contract.withdrawInvitation, async (stage) => ({ invitationId: (await invited(stage)).invitationId })),
  scenario(
    contract.acceptInvitation,
    async (stage) => ({ token: (await invited(stage)).token, name: newName('Newcomer'), passphrase }),
    { isAboutSession: true },
  ),
  scenario(contract.resetPassphrase, async (stage) => ({ token: await resetToken(stage), passphrase }), {
    isAboutSession: true,
  }),
  scenario(contract.changePassphrase, () => ({ current: passphrase, passphrase }), { isAboutSession: true }),
  scenario(contract.changeRole, async (stage) => {
    const { id, role, version } = await sparePerson(stage);
    return { personId: id, role: role === 'viewer' ? ('adviser' as const) : ('viewer' as const), version };
  }),
  scenario(contract.changeAccess, async (stage) => {
    const { id, active, version } = await sparePerson(stage);
    return { personId: id, active: !active, version };
  }),
  scenario(contract.createTeam, (stage) => ({ name: newName('Team'), memberIds: [stage.cast.adviser.personId] })),
  scenario(contract.changeTeam, async (stage) => {
    const { cast } = stage;
    const name = newName('Team');
    const { teamId, version } = await cast.owner.call(contract.createTeam, { name, memberIds: [] }, { key: newId() });
    return { teamId, version, memberIds: [cast.adviser.personId] };
  }),
];
