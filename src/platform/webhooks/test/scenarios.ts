import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';

/** An address in the own network where nothing listens, so that no test asks another one. */
function closed({ heed }: Stage): string {
  const { egressAllow } = heed.running.kernel.config;
  if (!egressAllow.includes('127.0.0.2')) egressAllow.push('127.0.0.2');
  return 'http://127.0.0.2:9/hook';
}

const wanted = (stage: Stage) => ({ url: closed(stage), kinds: ['workspace.set_up'] });

/** An endpoint that is off, so that nothing about it changes by itself, and a delivery that waits. */
async function make(stage: Stage) {
  const { owner } = stage.cast;
  const { endpointId, version } = await owner.call(contract.addEndpoint, wanted(stage));
  await owner.call(contract.changeEndpoint, { endpointId, version, enabled: false });
  return owner.call(contract.testEndpoint, { endpointId });
}

const kept = new WeakMap<Stage, ReturnType<typeof make>>();

/** The same for everybody on one stage. */
function shared(stage: Stage): ReturnType<typeof make> {
  const made = kept.get(stage) ?? make(stage);
  kept.set(stage, made);
  return made;
}

async function listed(stage: Stage) {
  const { endpointId } = await shared(stage);
  const { endpoints } = await stage.cast.owner.call(contract.listEndpoints, {});
  return { endpoints, version: endpoints.find((one) => one.id === endpointId)?.version ?? 0, endpointId };
}

/** A workspace has room for twenty. */
async function withRoom(stage: Stage): Promise<void> {
  const { endpoints, endpointId } = await listed(stage);
  const others = endpoints.length > 9 ? endpoints.filter((one) => one.id !== endpointId) : [];
  for (const { id } of others) await stage.cast.owner.call(contract.removeEndpoint, { endpointId: id });
}

const endpoint = async (stage: Stage) => ({ endpointId: (await shared(stage)).endpointId });
const delivery = async (stage: Stage) => ({ deliveryId: (await shared(stage)).deliveryId });

export const scenarios = [
  scenario(contract.listEndpoints, () => ({})),
  scenario(contract.listKinds, () => ({})),
  scenario(contract.addEndpoint, async (stage) => {
    await withRoom(stage);
    return wanted(stage);
  }),
  scenario(contract.changeEndpoint, async (stage) => {
    const { endpointId, version } = await listed(stage);
    return { endpointId, version, kinds: ['person.joined'] };
  }),
  scenario(contract.removeEndpoint, async (stage) => {
    await withRoom(stage);
    return { endpointId: (await make(stage)).endpointId };
  }),
  scenario(contract.rotateSecret, endpoint),
  scenario(contract.testEndpoint, endpoint),
  scenario(contract.listDeliveries, endpoint),
  scenario(contract.getDelivery, delivery),
  scenario(contract.redeliver, delivery),
];
