import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';

const [adopted, left] = ['uk-fca-disp1', 'au-asic-rg271'];

/** Not held to, so that adopting changes something. */
async function leftBefore(stage: Stage, packId: string) {
  await stage.cast.owner.call(contract.leavePack, { packId }).catch(() => undefined);
  return { packId };
}

export const scenarios = [
  scenario(contract.listPacks, () => ({})),
  scenario(contract.getPack, () => ({ packId: adopted }), { screens: () => [{ packId: left, version: '1' }] }),
  scenario(contract.adoptPack, (stage) => leftBefore(stage, adopted)),
  scenario(contract.leavePack, async (stage) => {
    await stage.cast.owner.call(contract.adoptPack, { packId: left });
    return { packId: left };
  }),
];
