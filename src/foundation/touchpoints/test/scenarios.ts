import { randomBytes } from 'node:crypto';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';

const named = () => `Touchpoint ${randomBytes(4).toString('hex')}`;
const fresh = ({ cast }: Stage) =>
  cast.owner.call(contract.addTouchpoint, {
    ...{ name: named(), channel: 'chat', purpose: 'Quick questions' },
    ownerId: cast.owner.personId ?? null,
  });

export const scenarios = [
  scenario(contract.listTouchpoints, () => ({})),
  scenario(contract.listTouchpointChannels, () => ({})),
  scenario(contract.addTouchpoint, () => ({ name: named(), channel: 'email' })),
  scenario(contract.changeTouchpoint, async (stage) => ({ ...(await fresh(stage)), cost: '40 a month', seats: 3 })),
  scenario(contract.setTouchpointState, async (stage) => ({ ...(await fresh(stage)), state: 'live' as const })),
];
