import { touchpointChannels } from '#foundation/touchpoints/index.ts';
import { customerRows, rowsOf } from '#kernel/moving/customer-rows.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { add, change, lines, makeToken, takeOff } from './server/lines.ts';
import { log } from './server/log.ts';
import { callPolicy } from './server/policy.ts';
import { callers, contacts, phoneCall, phoneCalls } from './server/queries.ts';
import { serveTelephony } from './server/telephony.ts';
import { callTouchpoints } from './server/touchpoint.ts';

/** Calls, visits and letters: written down by people, and told of by telephone systems. */
export const channelsCall: Capability = {
  name: 'calls',
  problems: contract.callProblems,
  events: [contract.contactLogged, contract.letterLogged, contract.phoneCallChanged, contract.lineChanged],
  commands: [log, add, change, takeOff, makeToken],
  queries: [contacts, callers, phoneCall, phoneCalls, lines],
  contributes: [
    contribute(customerRows, rowsOf('phone_call', { one: 'phone call', many: 'phone calls' })),
    contribute(touchpointChannels, ...callTouchpoints),
  ],
  routes: serveTelephony,
  abilities: (role) => roleActions(callPolicy, role).map((action) => `calls.${action}`),
};
