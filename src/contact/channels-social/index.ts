import { touchpointChannels } from '#foundation/touchpoints/index.ts';
import { customerRows, rowsOf } from '#kernel/moving/customer-rows.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { accounts, add, change, takeOff } from './server/accounts.ts';
import { readAgainDeadline, readJob } from './server/arriving/read.ts';
import { serveWebhook } from './server/arriving/webhook.ts';
import { connectJob } from './server/connect.ts';
import { ofConversation } from './server/facts.ts';
import { socialPolicy } from './server/policy.ts';
import { again } from './server/sending/again.ts';
import { onReply } from './server/sending/out.ts';
import { retryDeadline, sendJob } from './server/sending/send.ts';
import { lookAfterChange, startServices, stopServices, tidyJob } from './server/services.ts';
import { messengerTouchpoint } from './server/touchpoint.ts';

/** Messengers and social services: what is written to an account becomes conversations, and replies leave from it. */
export const channelsSocial: Capability = {
  name: 'social',
  problems: contract.socialProblems,
  events: [contract.accountChanged, contract.socialDelivered, contract.contactBlocked],
  commands: [add, change, takeOff, again],
  queries: [accounts, ofConversation],
  deadlines: [retryDeadline, readAgainDeadline],
  jobs: [connectJob, readJob, sendJob, tidyJob],
  reactions: [onReply],
  contributes: [
    contribute(touchpointChannels, messengerTouchpoint),
    contribute(customerRows, rowsOf('social_contact', { one: 'messenger contact', many: 'messenger contacts' })),
  ],
  routes: serveWebhook,
  committed: lookAfterChange,
  started: startServices,
  stopping: stopServices,
  abilities: (role) => roleActions(socialPolicy, role).map((action) => `social.${action}`),
};
