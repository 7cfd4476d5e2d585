import { noticeKinds } from '#foundation/notices/index.ts';
import { furtherScopes } from '#foundation/people/index.ts';
import { type Capability, contribute } from '#kernel/server/capability.ts';
import { roleActions } from '#kernel/server/policy.ts';
import * as contract from './contract.ts';
import { addOneEndpoint } from './server/add.ts';
import { changeOneEndpoint, removeOneEndpoint, rotateOneSecret } from './server/change.ts';
import { deliveryList, deliveryPage, redeliverOne, testOneEndpoint } from './server/deliveries.ts';
import { endpointList, kindList } from './server/endpoints.ts';
import { followAll, sweep, wakeFollower } from './server/follow.ts';
import { webhookNoticeKinds } from './server/notice-kinds.ts';
import { webhookPolicy } from './server/policy.ts';
import { sendingDue } from './server/record.ts';
import { sendJob } from './server/send.ts';
import { serveEvents, streamScope } from './server/stream.ts';
import { tidy } from './server/tidy.ts';

/** Where events go: signed messages to addresses of others, and the log as a stream. */
export const webhooks: Capability = {
  name: 'webhooks',
  problems: contract.webhookProblems,
  events: [contract.endpointChanged, contract.deliveryAsked, contract.endpointGone, contract.deliveryFailed],
  commands: [
    ...[addOneEndpoint, changeOneEndpoint, removeOneEndpoint, rotateOneSecret],
    ...[testOneEndpoint, redeliverOne],
  ],
  queries: [endpointList, kindList, deliveryList, deliveryPage],
  deadlines: [sendingDue],
  jobs: [
    sendJob,
    {
      task: 'webhooks.follow',
      cron: '* * * * *',
      run: async (kernel) => {
        await followAll(kernel);
        await sweep(kernel);
      },
    },
    { task: 'webhooks.tidy', cron: '41 3 * * *', run: (kernel) => tidy(kernel) },
  ],
  committed: (kernel) => wakeFollower(kernel),
  routes: serveEvents,
  contributes: [
    contribute(noticeKinds, ...webhookNoticeKinds),
    contribute(furtherScopes, { name: streamScope, opens: 'Follow the log of events as a stream' }),
  ],
  abilities: (role) => roleActions(webhookPolicy, role).map((action) => `webhooks.${action}`),
};
