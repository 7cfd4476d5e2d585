import type { Capability } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { adopt, leave } from './server/adoption.ts';
import { packPolicy } from './server/policy.ts';
import { packContent, packList } from './server/queries.ts';
import { onSetUp } from './server/set-up.ts';

/** Law and good practice as versioned data with their source and the day on which it was checked. */
export const packs: Capability = {
  name: 'packs',
  problems: contract.packProblems,
  events: [contract.packAdopted, contract.packLeft],
  commands: [adopt, leave],
  queries: [packList, packContent],
  reactions: [onSetUp],
  abilities: (role) => roleActions(packPolicy, role).map((action) => `packs.${action}`),
};

export { checklistsInForce, clocksOf, packInForce, packsInForce } from './server/in-force.ts';
