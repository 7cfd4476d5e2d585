import { randomBytes } from 'node:crypto';
import type { Client } from '#kernel/test/client.ts';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';
import { type SoftProvider, startSoftProvider } from './soft-provider.ts';

// An address that is called from nowhere, so that no test asks the network.
const provider = {
  name: 'Acme ID',
  issuer: 'https://127.0.0.1',
  clientId: 'heed',
  clientSecret: 'kept between the two',
  domains: ['acme.example'],
  joinsAs: null,
  isOnly: false,
};

const versionOf = async ({ cast }: Stage) => (await cast.owner.call(contract.getProvider, {})).version;

async function withProvider(stage: Stage): Promise<number> {
  const { version } = await stage.cast.owner.call(contract.setProvider, {
    ...provider,
    version: await versionOf(stage),
  });
  return version;
}

const running = new WeakMap<Stage, Promise<SoftProvider>>();

/** A provider that answers, set up in the stage's workspace; one for each stage. */
async function softProviderOf(stage: Stage): Promise<SoftProvider> {
  const soft = running.get(stage) ?? startSoftProvider();
  running.set(stage, soft);
  const { issuer } = await soft;
  const { egressAllow } = stage.heed.running.kernel.config;
  if (!egressAllow.includes('127.0.0.2')) egressAllow.push('127.0.0.2');
  const version = await versionOf(stage);
  await stage.cast.owner.call(contract.setProvider, { ...provider, issuer, version, joinsAs: 'viewer' });
  return soft;
}

function newPerson() {
  const sub = randomBytes(6).toString('hex');
  return { sub, email: `${sub}@acme.example`, email_verified: true, name: `Newcomer ${sub}` };
}

/** Links the caller, who keeps both cookies for that, unless they are linked already. */
async function linked(stage: Stage, by: Client): Promise<string> {
  const soft = await softProviderOf(stage);
  const identity = async () => (await by.call(contract.signInMethods, {})).providers[0]?.linked?.id;
  const before = await identity();
  if (before) return before;
  const session = by.cookie;
  const { url } = await by.call(contract.startElsewhere, { providerId: stage.house.workspaceId, to: 'link' });
  by.cookie = `${session}; ${by.cookie}`;
  await by.call(contract.finishElsewhere, soft.agree(url, newPerson()));
  by.cookie = session;
  return (await identity()) ?? '';
}

const own = { isAboutSession: true };

export const providerScenarios = [
  scenario(contract.listProviders, () => ({})),
  scenario(contract.getProvider, () => ({})),
  scenario(contract.setProvider, async (stage) => ({ ...provider, version: await versionOf(stage) })),
  scenario(contract.removeProvider, async (stage) => ({ version: await withProvider(stage) })),
  scenario(contract.checkProvider, async (stage) => {
    await withProvider(stage);
    return {};
  }),
  scenario(
    contract.startElsewhere,
    async (stage) => {
      await softProviderOf(stage);
      return { providerId: stage.house.workspaceId, to: 'sign_in' as const };
    },
    own,
  ),
  scenario(
    contract.finishElsewhere,
    async (stage, by) => {
      // The owner on stage is asked where nobody may; their own session must not begin anything.
      if (by === stage.cast.owner) return { state: 's'.repeat(43), code: 'none' };
      const soft = await softProviderOf(stage);
      const { url } = await by.call(contract.startElsewhere, {
        providerId: stage.house.workspaceId,
        to: 'sign_in',
      });
      return soft.agree(url, newPerson());
    },
    own,
  ),
  scenario(contract.unlinkIdentity, async (stage, by) => ({ identityId: await linked(stage, by) }), own),
];
