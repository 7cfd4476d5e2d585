import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { channels, elsewhere, touchpointChannels } from './server/channels.ts';
import { add, calendarGuard, change, onSetUp, setState } from './server/keep.ts';
import { touchpoints as list } from './server/list.ts';
import { touchpointPolicy } from './server/policy.ts';

/** Where customers reach the organisation: what for, when, on what technology, and whether that is connected. */
export const touchpoints: Capability = {
  name: 'touchpoints',
  problems: contract.touchpointProblems,
  events: [contract.touchpointChanged],
  commands: [add, change, setState],
  queries: [list, channels],
  guards: [calendarGuard],
  reactions: [onSetUp],
  contributes: [contribute(touchpointChannels, elsewhere)],
  abilities: (role) => roleActions(touchpointPolicy, role).map((action) => `touchpoints.${action}`),
};

export { type ChannelHealth, type TouchpointChannel, touchpointChannels } from './server/channels.ts';
export { loadTouchpoint, type TouchpointRow } from './server/list.ts';
