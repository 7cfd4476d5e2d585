import { newId } from '#kernel/contract/ids.ts';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';

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

export const providerScenarios = [
  scenario(contract.listProviders, () => ({})),
  scenario(contract.getProvider, () => ({})),
  scenario(contract.setProvider, async (stage) => ({ ...provider, version: await versionOf(stage) })),
  scenario(contract.removeProvider, async (stage) => ({ version: await withProvider(stage) })),
  scenario(contract.checkProvider, async (stage) => {
    await withProvider(stage);
    return {};
  }),
  scenario(contract.startElsewhere, () => ({ providerId: newId(), to: 'sign_in' as const })),
  scenario(contract.finishElsewhere, () => ({ state: 's'.repeat(43), code: 'none' })),
  scenario(contract.unlinkIdentity, () => ({ identityId: newId() })),
];
